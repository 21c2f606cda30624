import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { longestName, type NamedKind } from "../../components/core/names";
import { goldenOf } from "../../tools/golden/golden";
import { type Graph, nameOf, type ResourceState } from "../../tools/recorder/graph";
import { recordedStack } from "../support/stacks";

const places = ["use2", "usw2"];

for (const stack of ["dev", "prod"] as const) {
  describe(`the ${stack} stack`, () => {
    let graph: Graph;
    before(async () => {
      graph = (await recordedStack(stack)).graph;
    });

    it("is what its golden file says; `npm run golden` rewrites it", () => {
      assert.equal(goldenOf(graph), readFileSync(path.join(__dirname, `../golden/${stack}.txt`), "utf8"));
    });

    it("gives every resource a URN of its own", () => {
      const urns = graph.resources.map(({ urn }) => urn);
      assert.deepEqual(urns.filter((urn, rank) => urns.indexOf(urn) !== rank), []);
    });

    it("reaches every resource through the provider of its place, and none through a default one", () => {
      const astray = graph.resources.filter((resource) => resource.custom && !resource.type.startsWith("pulumi:"))
        .filter((resource) => providerOf(resource) !== `${homeOf(resource, graph)}-aws`)
        .map((resource) => `${nameOf(resource)} in ${providerOf(resource)}`);
      assert.deepEqual(astray, []);
    });

    it("keeps every physical name that Pulumi makes within AWS's limits", () => {
      const tooLong = graph.resources.flatMap((resource) => {
        const kind = limitedKinds[resource.type];
        return kind !== undefined && nameOf(resource).length > longestName(kind) ? [nameOf(resource)] : [];
      });
      assert.deepEqual(tooLong, []);
    });

    it("never names a role", () => {
      assert.deepEqual(graph.resources.map(nameOf).filter((name) => /primary|standby/.test(name)), []);
    });

    it("has in each place what the other has", () => {
      const [first = [], second = []] = places.map((place) => graph.resources
        .filter((resource) => nameOf(resource) === place || nameOf(resource).startsWith(`${place}-`))
        .map((resource) => `${resource.type} ${nameOf(resource).slice(place.length)}`).sort());
      assert.deepEqual(second, first);
    });
  });
}

describe("a role swap", () => {
  for (const [strategy, stack] of [["warm-standby", "prod"], ["pilot-light", "dev"], ["active-active", "prod"]] as const) {
    it(`under ${strategy} keeps every identity, input and dependency but sizes`, async () => {
      const set = strategy === "active-active" ? ["understudy:recovery.strategy=active-active"] : [];
      const before = (await recordedStack(stack, set)).graph;
      const after = (await recordedStack(stack, [...set, "understudy:primary=usw2", "understudy:epoch=2"])).graph;
      assert.deepEqual(after.resources.map(({ urn }) => urn).sort(), before.resources.map(({ urn }) => urn).sort());
      assert.deepEqual(changedInputs(before, after), strategy === "active-active" ? [] : [
        "use2-service-app aws:appautoscaling/target:Target minCapacity",
        "use2-service-app aws:appautoscaling/target:Target suspendedState",
        "use2-service-app aws:ecs/service:Service desiredCount",
        "usw2-service-app aws:appautoscaling/target:Target minCapacity",
        "usw2-service-app aws:appautoscaling/target:Target suspendedState",
        "usw2-service-app aws:ecs/service:Service desiredCount",
      ]);
    });
  }
});

const limitedKinds: Readonly<Record<string, NamedKind>> = {
  "aws:lb/loadBalancer:LoadBalancer": "loadBalancer",
  "aws:lb/targetGroup:TargetGroup": "targetGroup",
  "aws:s3/bucket:Bucket": "s3Bucket",
  "aws:iam/role:Role": "iamRole",
  "aws:wafv2/webAcl:WebAcl": "webAcl",
  "aws:ec2/securityGroup:SecurityGroup": "securityGroup",
  "aws:ecs/cluster:Cluster": "ecsCluster",
  "aws:ecs/service:Service": "ecsService",
};

/** Place that a resource belongs to by its name, or `global`; DNS belongs to the global provider whatever it is named after. */
function homeOf(resource: ResourceState, graph: Graph): string {
  if (resource.type.startsWith("aws:route53/")) return "global";
  const parents = new Map(graph.resources.map((each) => [each.urn, each.parent]));
  for (let urn: string | undefined = resource.urn; urn !== undefined; urn = parents.get(urn)) {
    const name = nameOf({ urn });
    const place = places.find((key) => name === key || name.startsWith(`${key}-`));
    if (place !== undefined) return place;
  }
  return "global";
}

function providerOf(resource: ResourceState): string {
  return resource.provider?.split("::").at(-2) ?? "none";
}

/** Inputs that differ between two graphs of the same resources: `name type property`. */
function changedInputs(before: Graph, after: Graph): string[] {
  const old = new Map(before.resources.map((resource) => [resource.urn, resource]));
  return after.resources.flatMap((resource) => {
    const inputs = old.get(resource.urn)?.inputs ?? {};
    return [...new Set([...Object.keys(inputs), ...Object.keys(resource.inputs)])]
      .filter((key) => JSON.stringify(inputs[key]) !== JSON.stringify(resource.inputs[key]))
      .map((key) => `${nameOf(resource)} ${resource.type} ${key}`);
  }).sort();
}
