import { type PlannedStep, type Retry } from "../plan";
import { latePollSeconds, leaseSeconds, pollSeconds } from "./timing";

const transient: Retry = { errors: ["Throttled", "Unreachable"], intervalSeconds: 2, backoffRate: 2, maxDelaySeconds: 30, maxAttempts: 3 };

/** As patient as it can be: a commit that is not written leaves the platform without a record of who is active. */
const unyielding: Retry = { errors: ["Throttled", "Unreachable"], intervalSeconds: 2, backoffRate: 1.2, maxDelaySeconds: 30, maxAttempts: 100 };

const held = { end: "failed", error: "Held" } as const;

/** Where a step leads that waits. */
const waits = { wait: { again: pollSeconds }, late: { again: latePollSeconds }, held } as const;

/** From here the only way is forward: an activation that stops is started anew, and goes on where the world is. */
export const forward: readonly PlannedStep[] = [
  {
    step: "promote",
    does: "Asks the database to make this place its writer, unless it is, or is becoming it.",
    worked: "RDS shows an operation towards this place, or this place as the writer.",
    stopping: "The database moves on without the activation: start it anew, and it goes on.",
    timeoutSeconds: 60, leaseSeconds, retry: [{ ...transient, maxAttempts: 5 }], caught: { to: "await-writer" },
    next: { called: { to: "await-writer" }, moving: { to: "await-writer" }, writer: { to: "await-writer" }, outworn: { to: "fence" }, unfenced: { to: "abort" }, refused: { to: "abort" } },
  },
  {
    step: "await-writer",
    does: "Waits until the database writes here, opens the doors to it if a fence has closed them, and writes the epoch through the endpoint that the application uses.",
    worked: "The row of this epoch is in the database, and the application has a way to it.",
    stopping: "Nobody can write until it is done.",
    timeoutSeconds: 30, leaseSeconds, retry: [transient], caught: { again: pollSeconds },
    next: { writer: { to: "capacity" }, lost: { to: "promote" }, ...waits },
  },
  {
    step: "capacity",
    does: "Waits for enough fit tasks; without them it turns away a part of the requests, and goes on.",
    worked: "Six of ten wanted tasks are fit, or the record says that the place sheds load.",
    stopping: "Traffic may be there before the tasks are.",
    timeoutSeconds: 30, leaseSeconds, retry: [transient], caught: { to: "smoke" },
    next: { enough: { to: "smoke" }, brownout: { to: "smoke" }, wait: { again: pollSeconds } },
  },
  {
    step: "smoke",
    does: "Logs in, writes and reads here, past DNS.",
    worked: "The journey passed.",
    stopping: "Users may be here already, and see what the journey saw.",
    timeoutSeconds: 60, leaseSeconds, retry: [], caught: { again: pollSeconds },
    next: { passed: { to: "route" }, ...waits },
  },
  {
    step: "route",
    does: "Pulls the lever that claims traffic, and asks the zone's own name servers whether it came.",
    worked: "The name servers name this place.",
    stopping: "Resolvers may go on naming a place that looks alive and does not write.",
    timeoutSeconds: 60, leaseSeconds, retry: [transient], caught: { again: pollSeconds },
    next: { routed: { to: "commit" }, ...waits },
  },
  {
    step: "commit",
    does: "Records this place as the active one, and frees the lock.",
    worked: "`status` names this place with this epoch, and no lock.",
    stopping: "Deployments stay refused until it is done.",
    timeoutSeconds: 30, leaseSeconds, retry: [unyielding], caught: { again: pollSeconds },
    next: { committed: { end: "succeeded" } },
  },
];
