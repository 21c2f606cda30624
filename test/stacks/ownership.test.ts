import assert from "node:assert/strict";
import path from "node:path";
import { forcingFrom } from "../../tools/preview/diff/forcing";
import { planOf } from "../../tools/preview/diff/plan";
import { type Graph, nameOf, type ResourceState } from "../../tools/recorder/graph";
import { worldIn } from "../functions/failover-step/world";
import { changedInputs } from "../support/graphs";
import { recordedStack } from "../support/stacks";
import { activeActive, byArc, swapped } from "../support/variants";

const forcing = forcingFrom(path.resolve(__dirname, "../../node_modules"));
const places = ["use2", "usw2"] as const;
const types = {
  cluster: "aws:rds/cluster:Cluster", global: "aws:rds/globalCluster:GlobalCluster", service: "aws:ecs/service:Service",
  target: "aws:appautoscaling/target:Target", task: "aws:ecs/taskDefinition:TaskDefinition", replica: "aws-native:cognito:UserPoolRegionalConfigurationAttachment",
} as const;

/** What no deployment decides once it is there, and who does: all that any resource ignores, and nothing else does. */
const ownedByOthers: Readonly<Record<string, readonly string[]>> = {
  // Aurora: who belongs to whom, who follows whom, and what a cluster was born with. Rotation has the password.
  [types.cluster]: [
    "availabilityZones", "databaseName", "engineVersion", "globalClusterIdentifier", "masterPassword", "masterPasswordWo", "masterPasswordWoVersion", "masterUsername",
    "replicationSourceIdentifier", "sourceRegion",
  ],
  // What it was born with: RDS would replace it.
  [types.global]: ["databaseName"],
  // Autoscaling, and a failover.
  [types.service]: ["desiredCount"],
  // ECS moves the weights while it releases.
  "aws:lb/listenerRule:ListenerRule": ["actions"],
  // Rotation.
  "aws:secretsmanager/secretVersion:SecretVersion": ["secretStringWo", "secretStringWoVersion", "versionStages"],
  // Cognito takes them at birth, and the attachment has them from then on.
  "aws-native:cognito:UserPoolReplica": ["userPoolTagsAtCreate"],
};

/** What a role swap may change, by capability and type: sizes. Whatever is not here stays as it is, and so do all other capabilities. */
const sizes: Readonly<Record<string, readonly string[]>> = {
  "service aws:appautoscaling/target:Target": ["minCapacity", "suspendedState"],
  "service aws:ecs/service:Service": ["desiredCount"],
  "database aws:rds/cluster:Cluster": ["serverlessv2ScalingConfiguration"],
};

const of = (graph: Graph, type: string): readonly ResourceState[] => graph.resources.filter((each) => each.type === type);
const one = (graph: Graph, type: string, name: string): ResourceState => of(graph, type).find((each) => nameOf(each) === name) ?? assert.fail(`no ${type} ${name}`);

/** The capability that a resource is a part of; its own name where it stands for a place or for the platform. */
function capabilityOf({ urn }: Pick<ResourceState, "urn">): string {
  const name = nameOf({ urn });
  return /^(?:use2|usw2|global|witness|guard)-([a-z]+)/.exec(name)?.[1] ?? name;
}

/** The graph with inputs of some resources replaced, as a refresh would bring them in. */
function withInputs(graph: Graph, changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Graph {
  const resources = graph.resources.map((resource) => {
    const change = changes[`${resource.type} ${nameOf(resource)}`];
    return change === undefined ? resource : { ...resource, inputs: { ...resource.inputs, ...change } };
  });
  return { ...graph, resources };
}

/** What a place's autoscaling and service are after an activation made it `role`, and after an hour of traffic. */
function sizedBySteps(graph: Graph, place: string, role: "primary" | "standby"): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const { min, max, schedulesSuspended } = worldIn(graph, place).here.services[0]?.[role] ?? assert.fail("no service");
  return {
    [`${types.target} ${place}-service-app`]: {
      minCapacity: min, maxCapacity: max, suspendedState: { dynamicScalingInSuspended: false, dynamicScalingOutSuspended: false, scheduledScalingSuspended: schedulesSuspended },
    },
    [`${types.service} ${place}-service-app`]: { desiredCount: min + 1 },
  };
}

/** The state as a refresh finds it after a failover to the second place: what Aurora turned about, and what the steps registered. */
function afterFailover(graph: Graph): Graph {
  const arn = (place: string): unknown => one(graph, types.cluster, `${place}-database`).outputs["arn"];
  return withInputs(graph, {
    // Source: hashicorp/terraform-provider-aws, internal/service/rds/cluster.go: who is followed is read back, and membership reads as none for a while.
    [`${types.cluster} use2-database`]: { replicationSourceIdentifier: arn("usw2"), globalClusterIdentifier: "" },
    [`${types.cluster} usw2-database`]: { replicationSourceIdentifier: "", databaseName: "app", masterUsername: "master", engineVersion: "17.8", availabilityZones: ["us-west-2a", "us-west-2b", "us-west-2c"] },
    ...sizedBySteps(graph, "use2", "standby"), ...sizedBySteps(graph, "usw2", "primary"),
  });
}

const changesOf = (before: Graph, after: Graph): readonly string[] => planOf(before, after, forcing).steps.map(({ action, name }) => `${action} ${name}`).sort();

describe("who owns what a failover moves", function () {
  this.timeout(240_000);

  for (const [stack, set] of [["prod", []], ["dev", []], ["prod", swapped]] as const) {
    it(`is what nothing but these ignores, and these in full: ${[stack, ...set].join(" ")}`, async () => {
      const { graph } = await recordedStack(stack, set);
      const found = graph.resources.filter(({ ignoreChanges = [] }) => ignoreChanges.length > 0);
      assert.deepEqual(Object.fromEntries(found.map(({ type, ignoreChanges = [] }) => [type, [...ignoreChanges].sort()])), ownedByOthers);
      // Each resource of such a type ignores the same: none is left out, and none has more.
      const odd = graph.resources.filter(({ type, ignoreChanges = [] }) => ownedByOthers[type] !== undefined && [...ignoreChanges].sort().join() !== ownedByOthers[type].join());
      assert.deepEqual(odd.filter(({ type }) => type !== "aws:secretsmanager/secretVersion:SecretVersion" && type !== "aws:lb/listenerRule:ListenerRule").map(nameOf), []);
    });
  }

  it("leaves what a failover registers to be computed, and the same task to both places", async () => {
    const { graph } = await recordedStack("prod");
    assert.deepEqual(of(graph, types.target).flatMap(({ ignoreChanges = [] }) => ignoreChanges), []);
    const images = of(graph, types.task).map(({ inputs }) => /@sha256:[0-9a-f]{64}/.exec(JSON.stringify(inputs["containerDefinitions"]))?.[0]);
    assert.deepEqual([images.length, new Set(images).size, images.includes(undefined)], [2, 1, false]);
  });

  it("keeps the birth of the database in one place, whoever writes, and lets no member name the one that it follows", async () => {
    for (const set of [[], swapped]) {
      const { graph } = await recordedStack("prod", set);
      const [birth, other] = places.map((place) => one(graph, types.cluster, `${place}-database`).inputs);
      const seed = ["databaseName", "masterUsername", "masterPasswordWo"];
      assert.deepEqual([seed.filter((key) => birth?.[key] !== undefined), seed.filter((key) => other?.[key] !== undefined)], [seed, []]);
      assert.deepEqual([birth, other].map((each) => [each?.["globalClusterIdentifier"], each?.["replicationSourceIdentifier"], each?.["manageMasterUserPassword"]]), [["understudy-prod", undefined, undefined], ["understudy-prod", undefined, undefined]]);
      assert.equal(of(graph, types.global)[0]?.inputs["sourceDbClusterIdentifier"], undefined);
    }
  });

  it("has the user pool's replica serve from the start, whoever is active", async () => {
    for (const set of [[], swapped]) assert.deepEqual(of((await recordedStack("prod", set)).graph, types.replica).map(({ inputs }) => inputs["status"]), ["ACTIVE"]);
  });
});

describe("a role swap, capability by capability", function () {
  this.timeout(240_000);

  for (const { stack, set, least } of [
    { stack: "prod", set: [], least: 30 }, { stack: "dev", set: [], least: 30 }, { stack: "prod", set: activeActive, least: 30 },
    { stack: "prod", set: byArc, least: 30 },
  ] as const) {
    it(`creates, replaces and deletes nothing, and changes the sizes that may change: ${[stack, ...set].join(" ")}`, async () => {
      const [before, after] = [(await recordedStack(stack, set)).graph, (await recordedStack(stack, [...set, ...swapped])).graph];
      assert.deepEqual(planOf(before, after, forcing).steps.filter(({ action }) => action !== "update"), []);
      const strays = changedInputs(before, after).filter(({ resource, key }) => sizes[`${capabilityOf(resource)} ${resource.type}`]?.includes(key) !== true);
      assert.deepEqual(strays.map(({ resource, key }) => `${nameOf(resource)} ${resource.type} ${key}`), []);
      const capabilities = new Set(after.resources.map(capabilityOf));
      assert.ok(capabilities.size >= least, `looked at ${String(capabilities.size)} capabilities`);
      for (const capability of ["identity", "failover", "database", "service", "tables", "keys", "firewall", "certificate", "messaging", "sync", "api", "backup", "uploads"]) {
        assert.ok(capabilities.has(capability), `nothing of ${capability} was looked at`);
      }
    });
  }
});

describe("a deployment after a failover", function () {
  this.timeout(240_000);

  it("finds nothing to do once settings follow, with a refresh: what Aurora turned about is ignored, what the steps registered is what it computes", async () => {
    const before = (await recordedStack("prod")).graph, after = (await recordedStack("prod", swapped)).graph;
    assert.deepEqual(changesOf(afterFailover(before), after), []);
  });

  it("would break the database, or the capacity, without that", async () => {
    const before = (await recordedStack("prod")).graph, after = (await recordedStack("prod", swapped)).graph;
    const attentive: Graph = { ...after, resources: after.resources.map(({ ignoreChanges: _, ...rest }) => rest) };
    const found = changesOf(afterFailover(before), attentive);
    assert.deepEqual(found.filter((line) => / us[ew]2-(database|service-app)$/.test(line)), ["replace usw2-database", "update use2-database", "update use2-service-app", "update usw2-service-app"]);
    // Settings that do not follow take the new primary's capacity away: that is what the guard refuses.
    assert.deepEqual(changesOf(afterFailover(before), before), ["update use2-service-app", "update usw2-service-app"]);
  });

  it("touches live sizes no more when something else of the same resource changes", async () => {
    const after = (await recordedStack("prod", swapped)).graph;
    const more = (await recordedStack("prod", [...swapped, "understudy:services.app.tasks.max=44"])).graph;
    const steps = planOf(afterFailover((await recordedStack("prod")).graph), more, forcing).steps;
    const touched = steps.flatMap(({ name, type, changes = [] }) => (type === types.target ? changes.map((change) => `${name} ${JSON.stringify(change)}`) : []));
    assert.equal(touched.length > 0, true);
    assert.deepEqual(touched.filter((line) => line.includes("minCapacity")), []);
    const minimum = (graph: Graph): unknown[] => places.map((place) => one(graph, types.target, `${place}-service-app`).inputs["minCapacity"]);
    assert.deepEqual(minimum(more), minimum(after), "what is sent beside it is what is there");
  });
});
