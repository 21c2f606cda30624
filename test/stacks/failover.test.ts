import assert from "node:assert/strict";
import { definitionOf } from "../../components/failover/definition";
import { activationPlan } from "../../protocol";
import { nameOf, type Graph, type ResourceState } from "../../tools/recorder/graph";
import { revealAll } from "../../tools/recorder/property";
import { sizeOf } from "../../stacks/failover-ends";
import { deployedFunctions } from "../support/deployed";
import { worldIn } from "../functions/failover-step/world";
import { recordedStack } from "../support/stacks";
import { backupRestore, swapped } from "../support/variants";

const types = {
  machine: "aws:sfn/stateMachine:StateMachine", service: "aws:ecs/service:Service", target: "aws:appautoscaling/target:Target", cluster: "aws:rds/cluster:Cluster",
  global: "aws:rds/globalCluster:GlobalCluster", eventTarget: "aws:cloudwatch/eventTarget:EventTarget", region: "understudy:platform:Region",
} as const;

const of = (graph: Graph, type: string): readonly ResourceState[] => graph.resources.filter((each) => each.type === type);

/** Resources below a component, itself included. */
function below(graph: Graph, root: string): ReadonlySet<string> {
  const found = new Set([root]);
  for (const { urn, parent } of graph.resources) if (parent !== undefined && found.has(parent)) found.add(urn);
  return found;
}

describe("what a failover changes", function () {
  this.timeout(180_000);
  let prod: Graph;
  before(async () => { prod = (await recordedStack("prod")).graph; });

  it("is owned by one: what the deployment computes, it never ignores; what the failover moves, it never computes", () => {
    const ignored = (type: string): readonly string[] => [...new Set(of(prod, type).map(({ ignoreChanges = [] }) => [...ignoreChanges].sort().join(" ")))];
    assert.deepEqual({
      bounds: ignored(types.target), tasks: ignored(types.service).map((list) => list.includes("desiredCount")),
      membership: ignored(types.cluster).map((list) => ["globalClusterIdentifier", "replicationSourceIdentifier"].every((name) => list.includes(name))),
      seeds: of(prod, types.cluster).filter(({ inputs }) => inputs["replicationSourceIdentifier"] !== undefined).map(nameOf),
      sources: of(prod, types.global).filter(({ inputs }) => inputs["sourceDbClusterIdentifier"] !== undefined).map(nameOf),
    }, { bounds: [""], tasks: [true], membership: [true], seeds: [], sources: [] });
  });

  it("leaves items, levers and heartbeats to those who run: no resource holds one", () => {
    const kept = prod.resources.filter(({ type }) => /tableItem:|bucketObject(v2)?:|s3\/objectCopy:/i.test(type));
    assert.deepEqual(kept.filter(({ inputs }) => !/^understudy-prod-kit-\d+-/.test(String(inputs["bucket"]))).map(nameOf), []);
  });

  it("has the bounds that the next deployment gives: those of a role, wherever it is", async () => {
    const after = (await recordedStack("prod", swapped)).graph;
    const bounds = (graph: Graph, place: string): unknown => {
      const target = of(graph, types.target).find((each) => nameOf(each).startsWith(`${place}-service-app`))?.inputs;
      return { min: target?.["minCapacity"], max: target?.["maxCapacity"], schedulesSuspended: (target?.["suspendedState"] as { scheduledScalingSuspended: boolean }).scheduledScalingSuspended };
    };
    const [service] = worldIn(prod, "usw2").here.services;
    assert.deepEqual([service?.standby, service?.primary], [bounds(prod, "usw2"), bounds(after, "usw2")]);
    assert.deepEqual(worldIn(after, "usw2"), worldIn(prod, "usw2"));
  });

  it("is sized by the strategy: pilot light asks for nobody while it waits", () => {
    const tasks = { min: 4, max: 20 };
    const recovery = { strategy: "pilot-light", standbyCapacityPercent: 50 };
    const settings = { recovery, database: { standbyInstances: 1 } } as unknown as Parameters<typeof sizeOf>[2];
    assert.deepEqual([sizeOf("primary", { tasks }, settings), sizeOf("standby", { tasks }, settings)],
      [{ min: 4, max: 20, schedulesSuspended: false }, { min: 0, max: 20, schedulesSuspended: true }]);
  });
});

describe("the state machines of both places", function () {
  this.timeout(180_000);

  it("are the plan and nothing else, and the same but for the place", async () => {
    const { graph } = await recordedStack("prod");
    const states = ["use2", "usw2"].map((place) => {
      const machine = of(graph, types.machine).find((each) => nameOf(each) === `${place}-failover-activate`);
      const { Comment, ...definition } = JSON.parse(String(machine?.inputs["definition"])) as ReturnType<typeof definitionOf>;
      const plain = definitionOf(Comment, activationPlan, { partition: "aws", functionOf: () => "f" });
      assert.deepEqual(Object.keys(definition.States), Object.keys(plain.States));
      return Object.entries(definition.States).map(([name, { Type, Next, Catch, Retry, TimeoutSeconds }]) => [name, Type, Next, Catch, Retry, TimeoutSeconds]);
    });
    assert.deepEqual(states[0], states[1]);
  });

  it("log, trace, and keep their history under the place's own key", async () => {
    const { graph } = await recordedStack("prod");
    for (const machine of of(graph, types.machine)) {
      const { encryptionConfiguration, loggingConfiguration, tracingConfiguration, type } = machine.inputs as Record<string, Record<string, unknown>>;
      const place = nameOf(machine).slice(0, 4);
      const key = graph.resources.find((each) => nameOf(each) === `${place}-keys-executions` && each.type === "aws:kms/key:Key")?.outputs["arn"];
      assert.deepEqual([type, encryptionConfiguration?.["kmsKeyId"], loggingConfiguration?.["level"], loggingConfiguration?.["includeExecutionData"], tracingConfiguration],
        ["STANDARD", key, "ALL", true, { enabled: true }], nameOf(machine));
    }
  });

  it("tell the detector no more than a schedule may say", async () => {
    const { graph } = await recordedStack("prod");
    const inputs = of(graph, types.eventTarget).filter((each) => nameOf(each).endsWith("-failover-watch")).map(({ inputs: { input } }) => String(input));
    assert.equal(inputs.length, 2);
    for (const input of inputs) assert.equal(input.length <= 8192, true, `${input.length} characters`);
  });

  it("stand nowhere under backup-restore, where nothing can be activated", async () => {
    const { graph } = await recordedStack("prod", backupRestore);
    assert.deepEqual(of(graph, types.machine), []);
  });
});

/**
 * What an activation may change, and how it goes on when that does not answer.
 * Regional control planes alone; everything else is a look, or a data plane.
 */
const changing: Readonly<Record<string, string>> = {
  "application-autoscaling:RegisterScalableTarget": "the place serves what it has, and sheds the rest",
  "ec2:ModifySecurityGroupRules": "the fence is not confirmed: two writers have to be accepted by name",
  "ecs:UpdateService": "the place serves what it has, and sheds the rest; a fence is not confirmed",
  "rds:AddTagsToResource": "recovery waits", "rds:CopyDBClusterSnapshot": "recovery waits",
  "rds:FailoverGlobalCluster": "the step is tried again, and looks first", "rds:SwitchoverGlobalCluster": "the step is tried again, and looks first",
};
const dataPlane = /^(dynamodb:(BatchGetItem|GetItem|PutItem|Query|UpdateItem)|kms:(CreateGrant|Decrypt|GenerateDataKey)|lambda:InvokeFunction|rds-db:connect|s3:(DeleteObject|PutObject)|sns:Publish|states:(SendTaskSuccess|StartExecution))$/;
const look = /^[a-z0-9-]+:(Describe|Get|BatchGetImage)/;

describe("every action on the path of an activation", function () {
  this.timeout(180_000);

  it("is a look, a data plane's, or one of a few regional changes, in both places alike", async () => {
    const functions = (await deployedFunctions()).filter(({ name }) => /^us[ew]2-failover-/.test(name));
    const actions = (place: string): string[] => [...new Set(functions.filter(({ name }) => name.startsWith(place)).flatMap(({ statements }) =>
      statements.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => [Action].flat())))].sort();
    assert.deepEqual(actions("use2"), actions("usw2"));
    assert.deepEqual(actions("usw2").filter((action) => !dataPlane.test(action) && !look.test(action)), Object.keys(changing));
  });
});

describe("a deployment without a lost place", function () {
  this.timeout(180_000);

  for (const [lost, key] of [["the first place", "use2"], ["the second place", "usw2"]] as const) {
    it(`leaves out one component, and nothing else has to go with it: ${lost}`, async () => {
      const { graph } = await recordedStack("prod");
      const root = of(graph, types.region).find((each) => nameOf(each) === key)?.urn ?? assert.fail(`no component ${key}`);
      const gone = below(graph, root);
      const left = graph.resources.filter(({ urn }) => !gone.has(urn));
      const strays = left.filter(({ urn, provider = "" }) => nameOf({ urn }).startsWith(`${key}-`) && provider.includes(`::${key}-aws`));
      assert.deepEqual(strays.map(nameOf), [], "what the lost place's provider keeps hangs under its component");
      // What is left may refer to what the state knows of the lost place; nothing of it may be kept by what is left out.
      assert.deepEqual(left.filter(({ provider = "" }) => gone.has(provider.slice(0, provider.lastIndexOf("::")))).map(nameOf), []);
      assert.equal(JSON.stringify(left.map(({ inputs }) => revealAll(inputs))).includes("undefined"), false);
    });
  }
});
