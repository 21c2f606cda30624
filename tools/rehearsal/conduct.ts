import { type ApprovalPolicy, detectionPolicy } from "../../protocol";
import { partsMovedBySwap, postureOf, tasksOf } from "../../stacks/posture";
import { fitSecondsOf, standbyDatabaseOf } from "../../stacks/readiness";
import { type Settings } from "../../stacks/settings/schema";
import { type Conduct } from "./simulation";

/** How a stack behaves in a failover, as its settings say. */
export function conductOf(settings: Settings): Conduct {
  const { detection, probe } = settings.recovery;
  return {
    policy: policyOf(settings), detection: detectionPolicy(detection), probe,
    sizes: { primary: tasksIn(settings, "primary"), standby: tasksIn(settings, "standby") }, fitSeconds: fitSecondsOf(settings.services),
  };
}

/** Why a stack cannot be rehearsed, a sentence each: no activation could end. */
export function unfitProblems(settings: Settings): readonly string[] {
  const { strategy } = settings.recovery;
  if (partsMovedBySwap(strategy).length > 0) return [`recovery.strategy is ${strategy}, under which a place is rebuilt by \`pulumi up\` and not activated: want another strategy to rehearse`];
  if (standbyDatabaseOf(settings) === "storage") return ["database.standbyInstances is 0, so that nothing can be promoted before a person adds an instance: want at least 1 to rehearse"];
  return [];
}

function policyOf({ recovery: { decision, approvers, maxDataLossSeconds, acceptSplitBrain } }: Settings): ApprovalPolicy {
  return decision === "operator" ? { decision, approvers } : { decision, maxDataLossSeconds, acceptSplitBrain };
}

/** Tasks of all services together. */
function tasksIn(settings: Settings, role: "primary" | "standby"): number {
  const posture = postureOf(settings.recovery.strategy, role, standbyDatabaseOf(settings));
  return Object.values(settings.services).reduce((sum, { tasks }) => sum + tasksOf(posture, tasks, settings.recovery.standbyCapacityPercent).min, 0);
}
