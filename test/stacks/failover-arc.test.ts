import assert from "node:assert/strict";
import { nameOf, type Graph, type ResourceState } from "../../tools/recorder/graph";
import { proofOf } from "../../tools/prove/proof";
import { recordedStack } from "../support/stacks";
import { byArc, swapped } from "../support/variants";
import { prodStage } from "../tools/prove/plant";

const places = ["use2", "usw2"] as const;
const planType = "aws:arcregionswitch/plan:Plan";

interface PolicyStatement { readonly Sid: string; readonly Action: readonly string[]; readonly Resource: readonly string[]; readonly Condition?: unknown }

const found = (graph: Graph, type: string, name: string): ResourceState =>
  graph.resources.find((each) => each.type === type && nameOf(each) === name) ?? assert.fail(`no ${type} ${name}`);
const arnOf = (graph: Graph, type: string, name: string): string => String(found(graph, type, name).outputs["arn"]);
const plans = (graph: Graph): readonly ResourceState[] => graph.resources.filter(({ type }) => type === planType);
const statements = (graph: Graph, name: string): readonly PolicyStatement[] => (found(graph, "aws:iam/rolePolicy:RolePolicy", name).inputs["policy"] as { Statement: PolicyStatement[] }).Statement;
const toldDetector = (graph: Graph, place: string): Readonly<Record<string, unknown>> =>
  JSON.parse(String(graph.resources.find((each) => each.type === "aws:cloudwatch/eventTarget:EventTarget" && nameOf(each) === `${place}-failover-watch`)?.inputs["input"])) as Record<string, unknown>;

describe("a plan of ARC Region switch", function () {
  this.timeout(180_000);
  let graph: Graph;
  before(async () => { ({ graph } = await recordedStack("prod", byArc)); });

  it("stands nowhere by default, and detectors start by themselves", async () => {
    for (const stack of ["prod", "dev"] as const) {
      const { graph: own } = await recordedStack(stack);
      assert.deepEqual([plans(own).length, own.resources.filter((each) => /failover-(arc|due)/.test(nameOf(each))).map(nameOf)], [0, []]);
      for (const place of places) assert.deepEqual([(toldDetector(own, place)["detection"] as { starts: boolean }).starts, toldDetector(own, place)["due"]], [true, undefined]);
    }
  });

  it("has one workflow that starts whichever place is activated, by that place's own function", () => {
    const [plan, ...others] = plans(graph);
    assert.deepEqual([others, plan?.inputs["name"], plan?.inputs["recoveryApproach"], plan?.inputs["regions"], plan?.inputs["primaryRegion"], plan?.inputs["recoveryTimeObjectiveMinutes"]],
      [[], "understudy-prod", "activePassive", ["us-east-2", "us-west-2"], "us-east-2", 30]);
    const lambdas = places.map((place) => ({ arn: arnOf(graph, "aws:lambda/function:Function", `${place}-failover-arc`) }));
    assert.deepEqual(lambdas.map(({ arn }) => arn.split(":")[3]), ["us-east-2", "us-west-2"]);
    const [workflow, ...more] = plan?.inputs["workflows"] as { workflowTargetAction: string; workflowTargetRegion?: string; steps: Record<string, unknown>[] }[];
    assert.deepEqual([more, workflow?.workflowTargetAction, workflow?.workflowTargetRegion], [[], "activate", undefined]);
    assert.deepEqual(workflow?.steps.map(({ executionBlockType, customActionLambdaConfigs }) => [executionBlockType, customActionLambdaConfigs]),
      [["CustomActionLambda", [{ lambdas, regionToRun: "activatingRegion", retryIntervalMinutes: 1, timeoutMinutes: 5 }]]]);
  });

  it("is set off in each place by the figure of that place's own detector", () => {
    const [plan] = plans(graph);
    for (const [rank, place] of places.entries()) {
      const alarm = found(graph, "aws:cloudwatch/metricAlarm:MetricAlarm", `${place}-failover-due`);
      const { namespace, metricName, dimensions } = alarm.inputs;
      assert.deepEqual(toldDetector(graph, place)["due"], { namespace, metricName, dimensions });
      assert.equal((toldDetector(graph, place)["detection"] as { starts: boolean }).starts, false);
      const region = String(alarm.outputs["arn"]).split(":")[3];
      assert.deepEqual((plan?.inputs["associatedAlarms"] as unknown[])[rank], { mapBlockKey: `${place}-due`, alarmType: "trigger", resourceIdentifier: alarm.outputs["arn"] });
      assert.deepEqual((plan?.inputs["triggers"] as unknown[])[rank], {
        action: "activate", targetRegion: region, description: `${place} holds the other place for lost`, minDelayMinutesBetweenExecutions: 30,
        conditions: [{ associatedAlarmName: `${place}-due`, condition: "red" }],
      });
      const ring = statements(graph, `${place}-failover-detector`).find(({ Sid }) => Sid === "Ring");
      assert.deepEqual([ring?.Action, ring?.Condition], [["cloudwatch:PutMetricData"], { StringEquals: { "cloudwatch:namespace": namespace } }]);
      assert.equal(JSON.stringify(toldDetector(graph, place)).length <= 8192, true, "no more than a schedule may say");
    }
  });

  it("may call the two functions, see its alarms and itself, and nothing else", () => {
    const [plan] = plans(graph);
    const both = (type: string, end: string): string[] => places.map((place) => arnOf(graph, type, `${place}-failover-${end}`));
    const role = arnOf(graph, "aws:iam/role:Role", "global-failover-arc");
    const rights = statements(graph, "global-failover-arc");
    assert.deepEqual(rights.slice(1).map(({ Action, Resource }) => [Action, Resource]), [
      [["lambda:GetFunction", "lambda:InvokeFunction"], both("aws:lambda/function:Function", "arc")],
      [["cloudwatch:DescribeAlarmHistory", "cloudwatch:DescribeAlarms"], both("aws:cloudwatch/metricAlarm:MetricAlarm", "due")],
      [["iam:SimulatePrincipalPolicy"], [role]],
    ]);
    const [own] = rights[0]?.Resource ?? [];
    assert.match(String(plan?.outputs["arn"]), new RegExp(`^${String(own).replaceAll("?", "[a-z0-9]")}$`), "what it may see is the plan that AWS makes of the name");
    assert.equal(plan?.inputs["executionRole"], role);
    const trusted = (found(graph, "aws:iam/role:Role", "global-failover-arc").inputs["assumeRolePolicy"] as { Statement: { Principal: unknown }[] }).Statement;
    assert.deepEqual(trusted.map(({ Principal }) => Principal), [{ Service: "arc-region-switch.amazonaws.com" }]);
  });

  it("asks in ARC first where settings name who approves there, and may ask whether these still can", async () => {
    const people = "arn:aws:iam::123456789012:role/people";
    const { graph: asking } = await recordedStack("prod", [...byArc, `understudy:recovery.arcApprovalRole=${people}`]);
    const [workflow] = plans(asking)[0]?.inputs["workflows"] as { steps: Record<string, unknown>[] }[];
    assert.deepEqual(workflow?.steps.map(({ name, executionBlockType, executionApprovalConfigs }) => [name, executionBlockType, executionApprovalConfigs]),
      [["approve", "ManualApproval", [{ approvalRole: people, timeoutMinutes: 30 }]], ["start", "CustomActionLambda", undefined]]);
    assert.deepEqual(statements(asking, "global-failover-arc").at(-1)?.Resource.at(-1), people);
  });

  it("makes no place need the other", () => {
    assert.deepEqual(proofOf(graph, prodStage).sides.map(({ violations }) => violations), [[], []]);
  });

  it("is the same whoever is active", async () => {
    const { graph: after } = await recordedStack("prod", [...byArc, ...swapped]);
    assert.deepEqual(plans(after).map(({ inputs }) => inputs), plans(graph).map(({ inputs }) => inputs));
  });
});
