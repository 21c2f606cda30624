import * as z from "zod";
import { regions } from "../../components/core/regions";
import { strategies } from "../posture";
import { neverOr, ObjectLock } from "./buckets";
import { flag, oneOf, text, whole } from "./text";

const people = (who: string) => z.strictObject({
  principals: z.array(text(/^(role|user)\/[\w+=,.@/*-]{1,512}$/, "the end of the ARN of a role or a user, such as `role/operators`"), { error: "a list of roles and users" })
    .min(1, "at least one role or user")
    .describe(`Roles and users of the stack's own account that may become ${who}, each by the end of its ARN; \`*\` stands for anything. They also need \`sts:AssumeRole\` by themselves.`),
  mfa: flag().describe("Whether they have to have signed in with a second factor. Who comes by another role, as from IAM Identity Center, cannot show one."),
  sessionHours: whole(1, 12, "hours").describe("Longest session. One hour for who comes by another role, whatever stands here."),
}, { error: "principals, mfa and sessionHours" });

export const RecoverySettings = z.strictObject({
  strategy: oneOf(strategies)
    .describe("How ready the standby is. The first three change sizes only when roles swap; `backup-restore` builds nothing to run in the standby."),
  standbyCapacityPercent: whole(10, 100, "percent")
    .describe("Share of each service's smallest size that a warm standby keeps running, never below one task in each of two zones. 100 for the shortest recovery."),
  decision: oneOf(["operator", "automatic"])
    .describe("Who accepts the loss of the last unreplicated writes when a region is lost: a person, or the platform."),
  approvers: z.literal([1, 2], { error: "1 or 2 people" })
    .describe("How many people have to approve, where people decide."),
  maxDataLossSeconds: whole(1, 3600, "seconds")
    .describe("Most seconds of unreplicated writes that the platform gives up by itself, where it decides. Above it, or where nobody knows, it asks a person."),
  trigger: oneOf(["detector", "arc"])
    .describe("Who starts the activation of a place once the other one is declared lost: the place's own detector, or a plan of ARC Region switch, set off by an alarm."),
  arcApprovalRole: z.union([z.literal("none"), text(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, "the ARN of a role, or `none`")], { error: "the ARN of a role, or `none`" })
    .describe("Role of those who have to approve in ARC before its plan starts anything; `none` with the trigger `detector`, or where the activation's own approval is enough."),
  acceptSplitBrain: z.boolean({ error: "true or false" })
    .describe("Whether the platform, where it decides, goes on although the lost place cannot confirm that it stopped writing. Where it must not, it asks a person."),
  detection: z.strictObject({
    periodSeconds: z.literal([10, 15, 20, 30], { error: "10, 15, 20 or 30, which divide a minute" })
      .describe("Seconds between two looks of the standby, and of the witness, at the active place."),
    points: whole(2, 20, "looks")
      .describe("Bad looks in a row after which the active place is declared lost. After two fifths of them people are paged and the standby is readied."),
  }, { error: "periodSeconds and points" }).describe("How soon a loss is declared. Sooner costs more failovers that a minute of patience would have spared."),
  witness: oneOf(regions)
    .describe("A third region that looks at both places, so that one that is merely cut off is not taken for lost. It keeps nothing."),
  rtoMinutes: whole(1, 7 * 24 * 60, "minutes")
    .describe("Longest outage that the platform promises when a region is lost. Refused when the terms that it is made of add up to more."),
  countsOn: oneOf(["waiting", "launched"])
    .describe("What that promise counts on: `waiting`, the tasks that run in the standby already; `launched`, that Fargate also starts what is asked for then, which AWS promises nobody. Where no task waits, only `launched` is true."),
  probe: z.strictObject({
    intervalSeconds: z.literal([10, 30], { error: "10 or 30, the intervals that Route 53 offers" })
      .describe("Seconds between two checks by one Route 53 checker. Changing it replaces the health checks."),
    failures: whole(1, 10, "failures")
      .describe("Failed checks in a row after which a checker calls a place unfit."),
  }, { error: "intervalSeconds and failures" }).describe("How Route 53 watches each place."),
  evidence: z.strictObject({
    expireAfterDays: neverOr(1, 36_500).describe("Days after which a record is gone."),
    objectLock: ObjectLock.describe("Whether records can be deleted or changed before their time. Once on, it cannot be taken away."),
  }, { error: "expireAfterDays and objectLock" }).describe("The record that every step of an activation leaves, in both places."),
  people: z.strictObject({
    operators: people("an operator").describe("Who looks at the platform and activates a place by its state machine."),
    breakGlass: people("who breaks the glass").describe("Who does it by hand when nothing else does. Nobody from IAM Identity Center: it has a home region."),
  }, { error: "operators and breakGlass" }).describe("Who may take up the roles of people, one of each in each place."),
}, { error: "strategy, standbyCapacityPercent, decision, approvers, maxDataLossSeconds, trigger, arcApprovalRole, acceptSplitBrain, detection, witness, rtoMinutes, countsOn, probe, evidence and people" });
export type RecoverySettings = z.infer<typeof RecoverySettings>;
