import { flaw, mustBe, type Findings } from "../../lib/finding";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { at, list, type Properties } from "../../lib/value";

/** What a table is protected by, its replica is not, until it is told. */
export const tablesOutliveARegion = stackRule({
  name: "recovery-tables-outlive-a-region",
  description: "Tables have a replica in another region, and table and replica can be restored to any second and refuse deletion.",
  severity: "high",
  types: [...tokens.tables, ...tokens.tableReplicas],
  fix: "Set pointInTimeRecovery and deletionProtectionEnabled, on the table and on every entry of replicas.",
  controls: ["DynamoDB.2", "DynamoDB.6", "CKV_AWS_28", "CKV_AWS_165", "AWS-0024", "AwsSolutions-DDB3"],
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html",
  settings: { deletionProtection: { type: "boolean", default: true, description: "Whether tables have to refuse deletion. Not where a stack is thrown away." } },
}, check);

function* check(stack: Stack, settings: Properties): Sightings {
  const isProtected = settings["deletionProtection"] !== false;
  const separate = stack.of(tokens.tableReplicas);
  for (const on of stack.of(tokens.tables)) {
    const own = separate.some((replica) => stack.refers(replica, ["globalTableArn", replica.props["globalTableArn"]], on));
    for (const finding of table(on, own, isProtected)) yield { on, finding };
  }
  for (const on of separate) for (const finding of replica(on.props, isProtected)) yield { on, finding };
}

function* table({ props }: Node, hasSeparateReplica: boolean, isProtected: boolean): Findings {
  yield* mustBe("pointInTimeRecovery.enabled", at(props, "pointInTimeRecovery", "enabled"), true);
  if (isProtected) yield* mustBe("deletionProtectionEnabled", props["deletionProtectionEnabled"], true);
  const replicas = list(props["replicas"]);
  if (replicas.length === 0 && !hasSeparateReplica) yield flaw("replicas", "not set", "a replica in another region");
  for (const [rank, each] of replicas.entries()) {
    yield* mustBe(`replicas[${rank}].pointInTimeRecovery`, at(each, "pointInTimeRecovery"), true);
    if (isProtected) yield* mustBe(`replicas[${rank}].deletionProtectionEnabled`, at(each, "deletionProtectionEnabled"), true);
  }
}

function* replica(props: Properties, isProtected: boolean): Findings {
  yield* mustBe("pointInTimeRecovery", props["pointInTimeRecovery"], true);
  if (isProtected) yield* mustBe("deletionProtectionEnabled", props["deletionProtectionEnabled"], true);
}
