import type { Strategy } from "../../stacks/posture";

/** What no strategy helps against. */
export const coveredByNone: readonly string[] = [
  "a deletion or a corruption, which reaches the other place with everything else: against it there are backups and older versions",
  "the loss of the account, or of the rights in it: both places are in one",
  "the loss of both regions at once",
  "a fault in a release, or in this program: both places run the same",
  // Source: AWS Fault Isolation Boundaries, "Global services".
  "the loss of us-east-1 for whoever wants to change records, checks and roles; those that are there go on working",
];

/** Source: AWS does not reserve Fargate capacity, and Region switch promises none: ARC Developer Guide, "Region switch", ECS service scaling block. */
const room = "a region without room for more tasks: Fargate reserves none, and others fail over on the same day";

/** What one strategy leaves open, and a readier one does not. */
export const leftOpen: Readonly<Record<Strategy, readonly string[]>> = {
  "active-active": ["a place that cannot carry all users: each has to be as large as both together"],
  "warm-standby": [room],
  "pilot-light": [room, "a standby that has come to be unfit unseen: nothing runs there until it is needed"],
  "backup-restore": [
    room, "a region whose quotas do not fit: nobody notices before it is built",
    "the loss of us-east-1 on the same day: a swap makes records and checks, which takes the control plane of Route 53",
    "a machine that decides: there is nothing to fail over to",
  ],
};
