import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Failover, type FailoverArgs, type FailoverSite, type Targets } from "../../../components/failover";
import { postureOf, type Strategy } from "../../../stacks/posture";
import { changes, record, value, type Nodes } from "../../support/record";

const recordType = "aws:route53/record:Record";
const checkType = "aws:route53/healthCheck:HealthCheck";

const leverIn = (region: string) => ({ host: `lever.s3.${region}.amazonaws.com`, activeKey: "test/active", drillKey: "test/drill" });
const ohio: FailoverSite = { place: "use2", region: "us-east-2", answers: true, lever: leverIn("us-east-2") };
const oregon: FailoverSite = { place: "usw2", region: "us-west-2", answers: true, lever: leverIn("us-west-2") };
const toOhio = { name: "ohio.elb.amazonaws.com", zoneId: "ZOHIO" };
const toOregon = { name: "oregon.elb.amazonaws.com", zoneId: "ZOREGON" };
const balancers: Targets = { use2: { dnsName: toOhio.name, zoneId: toOhio.zoneId }, usw2: { dnsName: toOregon.name, zoneId: toOregon.zoneId } };

const args: FailoverArgs = {
  zoneId: "ZAPEX", zoneName: "example.com", sites: [ohio, oregon], probe: { intervalSeconds: 10, failures: 3 },
};

/** `global` of `urn:…::global::<id>`. */
const providerName = (reference: string) => reference.split("::").at(-2);

type Names = (failover: Failover) => void;
const app: Names = (failover) => {
  failover.nameOrigins(balancers);
  failover.follow("app", "app.example.com", balancers);
};

const build = (asked: FailoverArgs, names: Names = app) => record((opts) => {
  const provider = new aws.Provider("global", { region: "us-east-1" });
  const failover = new Failover("global-failover", asked, { ...opts, provider });
  names(failover);
  return failover;
});
const graphOf = async (asked: FailoverArgs, names?: Names): Promise<Nodes> => (await build(asked, names)).graph;

const recordOf = (name: string, target: typeof toOhio) => ({ zoneId: "ZAPEX", name, type: "A", aliases: [{ ...target, evaluateTargetHealth: false }] });
const primary = { setIdentifier: "use2", failoverRoutingPolicies: [{ type: "PRIMARY" }] };
const secondary = { setIdentifier: "usw2", failoverRoutingPolicies: [{ type: "SECONDARY" }] };

describe("Failover", () => {
  it("gives each public name a record for each place, ranked by birth, by the check that decides", async () => {
    const graph = await graphOf(args, (failover) => { failover.follow("app", "app.example.com", balancers); });
    assert.deepEqual(graph.inputs(recordType), {
      "use2-failover-app": { ...recordOf("app.example.com", toOhio), ...primary, healthCheckId: "use2-failover-verdict-id" },
      "usw2-failover-app": { ...recordOf("app.example.com", toOregon), ...secondary, healthCheckId: "usw2-failover-verdict-id" },
    });
  });

  it("names each place's origin, and gives each place a drill that moves to it by its own lever", async () => {
    assert.deepEqual((await graphOf(args, (failover) => { failover.nameOrigins(balancers); })).inputs(recordType), {
      "use2-failover-origin": recordOf("origin-use2.example.com", toOhio),
      "usw2-failover-origin": recordOf("origin-usw2.example.com", toOregon),
      "use2-failover-drill-usw2": {
        ...recordOf("drill-usw2.example.com", toOhio), setIdentifier: "use2", failoverRoutingPolicies: [{ type: "PRIMARY" }],
        healthCheckId: "usw2-failover-drill-lever-id",
      },
      "usw2-failover-drill-usw2": { ...recordOf("drill-usw2.example.com", toOregon), setIdentifier: "usw2", failoverRoutingPolicies: [{ type: "SECONDARY" }] },
      "usw2-failover-drill-use2": {
        ...recordOf("drill-use2.example.com", toOregon), setIdentifier: "usw2", failoverRoutingPolicies: [{ type: "PRIMARY" }],
        healthCheckId: "use2-failover-drill-lever-id",
      },
      "use2-failover-drill-use2": { ...recordOf("drill-use2.example.com", toOhio), setIdentifier: "use2", failoverRoutingPolicies: [{ type: "SECONDARY" }] },
    });
  });

  it("asks each origin for the active role and each lever whether it is pulled, from four regions that are no place, and decides by both", async () => {
    const asked = { port: 443, enableSni: true, requestInterval: 10, regions: ["ap-northeast-1", "eu-west-1", "sa-east-1", "us-east-1"], measureLatency: false };
    const role = { ...asked, type: "HTTPS_STR_MATCH", resourcePath: "/healthz/role", searchString: "ROLE=ACTIVE", failureThreshold: 3 };
    const lever = { ...asked, type: "HTTPS", invertHealthcheck: true, failureThreshold: 2 };
    const checks = (place: string, other: string, region: string) => ({
      [`${place}-failover-role`]: { ...role, fqdn: `origin-${place}.example.com`, tags: { Name: `${place}-failover-role` } },
      [`${place}-failover-lever`]: { ...lever, fqdn: `lever.s3.${region}.amazonaws.com`, resourcePath: "/test/active", tags: { Name: `${place}-failover-lever` } },
      [`${place}-failover-drill-lever`]: {
        ...lever, fqdn: `lever.s3.${region}.amazonaws.com`, resourcePath: "/test/drill", tags: { Name: `${place}-failover-drill-lever` },
      },
      [`${place}-failover-verdict`]: {
        type: "CALCULATED", childHealthchecks: [`${place}-failover-role-id`, `${other}-failover-lever-id`], childHealthThreshold: 2,
        tags: { Name: `${place}-failover-verdict` },
      },
    });
    assert.deepEqual((await graphOf(args)).inputs(checkType), { ...checks("use2", "usw2", "us-east-2"), ...checks("usw2", "use2", "us-west-2") });
  });

  it("sends the reads of a read name to the nearest place that lives, whatever its role", async () => {
    const reads: Names = (failover) => {
      app(failover);
      failover.stayNear("app", "read.example.com", balancers);
      failover.stayNear("more", "more.example.com", balancers);
    };
    const graph = await graphOf(args, reads);
    assert.deepEqual(changes(await graphOf(args), graph), [
      `create ${checkType} use2-failover-live`,
      `create ${checkType} usw2-failover-live`,
      `create ${recordType} use2-failover-read-app`,
      `create ${recordType} use2-failover-read-more`,
      `create ${recordType} usw2-failover-read-app`,
      `create ${recordType} usw2-failover-read-more`,
    ]);
    assert.deepEqual(graph.one(checkType, "usw2-failover-live").inputs, {
      type: "HTTPS", fqdn: "origin-usw2.example.com", port: 443, enableSni: true, resourcePath: "/healthz/live", requestInterval: 10,
      failureThreshold: 3, regions: ["ap-northeast-1", "eu-west-1", "sa-east-1", "us-east-1"], measureLatency: false,
      tags: { Name: "usw2-failover-live" },
    });
    assert.deepEqual(graph.one(recordType, "usw2-failover-read-app").inputs, {
      ...recordOf("read.example.com", toOregon), setIdentifier: "usw2", latencyRoutingPolicies: [{ region: "us-west-2" }],
      healthCheckId: "usw2-failover-live-id",
    });
  });

  it("hands out the origins and the checks by place", async () => {
    const { result } = await build(args);
    assert.deepEqual(result.originNames, { use2: "origin-use2.example.com", usw2: "origin-usw2.example.com" });
    assert.deepEqual(await value(pulumi.output(result.checkIds)), { use2: "use2-failover-verdict-id", usw2: "usw2-failover-verdict-id" });
    assert.deepEqual(await value(pulumi.output(result.roleCheckIds)), { use2: "use2-failover-role-id", usw2: "usw2-failover-role-id" });
  });

  it("puts everything under itself, in the provider that it is given", async () => {
    const built = (await graphOf(args)).all.filter((node) => node.type.startsWith("aws:"));
    assert.deepEqual([...new Set(built.map(({ parent, provider }) => `${parent} in ${providerName(provider)}`))], ["global-failover in global"]);
  });
});

describe("a change of Failover's arguments", () => {
  it("touches the two role checks and no record when the probe becomes more patient", async () => {
    const patient = { ...args, probe: { intervalSeconds: 10, failures: 5 } } as const;
    assert.deepEqual(changes(await graphOf(args), await graphOf(patient)), [
      `update ${checkType} use2-failover-role: failureThreshold`,
      `update ${checkType} usw2-failover-role: failureThreshold`,
    ]);
  });

  it("touches nothing that stands when a name comes in front of it", async () => {
    const more: Names = (failover) => {
      failover.follow("api", "api.example.com", balancers);
      app(failover);
    };
    assert.deepEqual(changes(await graphOf(args), await graphOf(args, more)), [
      `create ${recordType} use2-failover-api`,
      `create ${recordType} usw2-failover-api`,
    ]);
  });
});

describe("a role swap", () => {
  /** The names of a stack, from its strategy and the place that is primary. */
  const stackOf = (strategy: Strategy, active: string): Promise<Nodes> => {
    const stands = (place: string): boolean => postureOf(strategy, place === active ? "primary" : "standby").service;
    const targets = Object.fromEntries(Object.entries(balancers).filter(([place]) => stands(place)));
    return graphOf({ ...args, sites: [{ ...ohio, answers: stands("use2") }, { ...oregon, answers: stands("usw2") }] }, (failover) => {
      failover.nameOrigins(targets);
      failover.follow("app", "app.example.com", targets);
    });
  };

  for (const strategy of ["active-active", "warm-standby", "pilot-light"] as const) {
    it(`changes nothing at all in DNS under ${strategy}`, async () => {
      const [before, after] = [await stackOf(strategy, "use2"), await stackOf(strategy, "usw2")];
      assert.deepEqual(changes(before, after), []);
      assert.deepEqual(after.identities, before.identities);
    });
  }

  it("exchanges the records of the places under backup-restore, where the second place keeps the second rank", async () => {
    const [before, after] = [await stackOf("backup-restore", "use2"), await stackOf("backup-restore", "usw2")];
    assert.deepEqual(changes(before, after), [
      `create ${checkType} usw2-failover-role`,
      `create ${checkType} usw2-failover-verdict`,
      `create ${recordType} usw2-failover-app`,
      `create ${recordType} usw2-failover-origin`,
      `delete ${checkType} use2-failover-role`,
      `delete ${checkType} use2-failover-verdict`,
      `delete ${recordType} use2-failover-app`,
      `delete ${recordType} use2-failover-origin`,
    ]);
    assert.deepEqual(after.one(recordType, "usw2-failover-app").inputs["failoverRoutingPolicies"], [{ type: "SECONDARY" }]);
  });
});

describe("Failover refuses", () => {
  const named = (...names: readonly (readonly [string, string])[]): Names => (failover) => {
    for (const [key, fqdn] of names) failover.follow(key, fqdn, balancers);
  };
  const others = "choose a key other than drill, drill-…, lever, live, origin, read-…, role and verdict";
  const rows: readonly (readonly [string, Partial<FailoverArgs>, Names, string])[] = [
    ["two places of one key", { sites: [ohio, { ...oregon, place: "use2" }] }, app, "both places have the key use2: give each a key of its own"],
    ["two places in one region", { sites: [ohio, { ...oregon, region: "us-east-2" }] }, app,
      "both places are in us-east-2: its loss would take both; choose two regions"],
    ["places that do not answer", { sites: [{ ...ohio, answers: false }, { ...oregon, answers: false }] }, app,
      "neither place answers: want something to answer in at least one"],
    ["a probe that Route 53 does not take", { probe: { intervalSeconds: 10, failures: 11 } }, app, "probe.failures is 11: want a whole number from 1 to 10"],
    ["half a failure", { probe: { intervalSeconds: 10, failures: 2.5 } }, app, "probe.failures is 2.5: want a whole number from 1 to 10"],
    ["a name outside the zone", {}, named(["app", "app.notexample.com"]),
      "app.notexample.com is outside the zone: want example.com or a name that ends in .example.com"],
    ["a key that is no part of a name", {}, named(["App 1", "app.example.com"]),
      'app.example.com has the key "App 1": want lower-case letters, digits and hyphens, such as app'],
    ["a key that names the origins", {}, named(["origin", "app.example.com"]), `app.example.com has the key origin, by which other records go: ${others}`],
    ["a key that names a drill", {}, named(["drill-use2", "app.example.com"]), `app.example.com has the key drill-use2, by which other records go: ${others}`],
    ["a key that names reads", {}, named(["read-app", "app.example.com"]), `app.example.com has the key read-app, by which other records go: ${others}`],
    ["one name routed two ways", {}, (failover) => { app(failover); failover.stayNear("app", "app.example.com", balancers); },
      "app.example.com is asked for more than once: one name, one way of routing"],
    ["a public name that is a place's origin", {}, named(["app", "origin-usw2.example.com"]),
      "origin-usw2.example.com is asked for more than once: one name, one way of routing"],
    ["all that is wrong with a name at once", {}, named(["origin", "app.example.org"]),
      `app.example.org has the key origin, by which other records go: ${others}\n` +
        "app.example.org is outside the zone: want example.com or a name that ends in .example.com"],
  ];
  for (const [what, wrong, names, message] of rows) {
    it(what, async () => {
      await assert.rejects(graphOf({ ...args, ...wrong }, names), { message });
    });
  }

  it("nothing about a name that is the zone itself", async () => {
    assert.equal((await graphOf(args, named(["app", "example.com"]))).one(recordType, "use2-failover-app").inputs["name"], "example.com");
  });
});
