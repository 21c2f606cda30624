import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Failover, type Endpoint, type FailoverArgs } from "../../../components/failover";
import { postureOf, type Strategy } from "../../../stacks/posture";
import { changes, record, value, type Nodes } from "../../support/record";

const recordType = "aws:route53/record:Record";
const checkType = "aws:route53/healthCheck:HealthCheck";

const ohio = { place: "use2", region: "us-east-2", balancer: { dnsName: "ohio.elb.amazonaws.com", zoneId: "ZOHIO" } };
const oregon = { place: "usw2", region: "us-west-2", balancer: { dnsName: "oregon.elb.amazonaws.com", zoneId: "ZOREGON" } };
const toOhio = { name: "ohio.elb.amazonaws.com", zoneId: "ZOHIO" };
const toOregon = { name: "oregon.elb.amazonaws.com", zoneId: "ZOREGON" };

const args: FailoverArgs = {
  zoneId: "ZAPEX",
  zoneName: "example.com",
  endpoints: [ohio, oregon],
  names: { app: "app.example.com" },
  probe: { intervalSeconds: 10, failures: 3 },
};

/** `global` of `urn:…::global::<id>`. */
const providerName = (reference: string) => reference.split("::").at(-2);

const build = (asked: FailoverArgs) => record((opts) => {
  const provider = new aws.Provider("global", { region: "us-east-1" });
  return new Failover("global-failover", asked, { ...opts, provider });
});
const graphOf = async (asked: FailoverArgs): Promise<Nodes> => (await build(asked)).graph;

describe("Failover", () => {
  it("names each place's origin, and gives each public name a record for each place, ranked by birth", async () => {
    assert.deepEqual((await graphOf(args)).inputs(recordType), {
      "use2-failover-origin": {
        zoneId: "ZAPEX", name: "origin-use2.example.com", type: "A", aliases: [{ ...toOhio, evaluateTargetHealth: false }],
      },
      "usw2-failover-origin": {
        zoneId: "ZAPEX", name: "origin-usw2.example.com", type: "A", aliases: [{ ...toOregon, evaluateTargetHealth: false }],
      },
      "use2-failover-app": {
        zoneId: "ZAPEX", name: "app.example.com", type: "A", setIdentifier: "use2", failoverRoutingPolicies: [{ type: "PRIMARY" }],
        healthCheckId: "use2-failover-role-id", aliases: [{ ...toOhio, evaluateTargetHealth: false }],
      },
      "usw2-failover-app": {
        zoneId: "ZAPEX", name: "app.example.com", type: "A", setIdentifier: "usw2", failoverRoutingPolicies: [{ type: "SECONDARY" }],
        healthCheckId: "usw2-failover-role-id", aliases: [{ ...toOregon, evaluateTargetHealth: false }],
      },
    });
  });

  it("asks each origin for the active role, over HTTPS, by its own name, from four regions that are no place", async () => {
    const check = {
      type: "HTTPS_STR_MATCH", port: 443, enableSni: true, resourcePath: "/healthz/role", searchString: "ROLE=ACTIVE",
      requestInterval: 10, failureThreshold: 3, regions: ["ap-northeast-1", "eu-west-1", "sa-east-1", "us-east-1"], measureLatency: false,
    };
    assert.deepEqual((await graphOf(args)).inputs(checkType), {
      "use2-failover-role": { ...check, fqdn: "origin-use2.example.com", tags: { Name: "use2-failover-role" } },
      "usw2-failover-role": { ...check, fqdn: "origin-usw2.example.com", tags: { Name: "usw2-failover-role" } },
    });
  });

  it("sends the reads of a read name to the nearest place that lives, whatever its role", async () => {
    const graph = await graphOf({ ...args, reads: { app: "read.example.com" } });
    assert.deepEqual(changes(await graphOf(args), graph), [
      `create ${checkType} use2-failover-live`,
      `create ${checkType} usw2-failover-live`,
      `create ${recordType} use2-failover-read-app`,
      `create ${recordType} usw2-failover-read-app`,
    ]);
    assert.deepEqual(graph.one(checkType, "usw2-failover-live").inputs, {
      type: "HTTPS", fqdn: "origin-usw2.example.com", port: 443, enableSni: true, resourcePath: "/healthz/live", requestInterval: 10,
      failureThreshold: 3, regions: ["ap-northeast-1", "eu-west-1", "sa-east-1", "us-east-1"], measureLatency: false,
      tags: { Name: "usw2-failover-live" },
    });
    assert.deepEqual(graph.one(recordType, "usw2-failover-read-app").inputs, {
      zoneId: "ZAPEX", name: "read.example.com", type: "A", setIdentifier: "usw2", latencyRoutingPolicies: [{ region: "us-west-2" }],
      healthCheckId: "usw2-failover-live-id", aliases: [{ ...toOregon, evaluateTargetHealth: false }],
    });
  });

  it("hands out the origins and the checks by place", async () => {
    const { result } = await build(args);
    assert.deepEqual(result.originNames, { use2: "origin-use2.example.com", usw2: "origin-usw2.example.com" });
    assert.deepEqual(await value(pulumi.output(result.roleCheckIds)), { use2: "use2-failover-role-id", usw2: "usw2-failover-role-id" });
  });

  it("puts everything under itself, in the provider that it is given", async () => {
    const built = (await graphOf(args)).all.filter((node) => node.type.startsWith("aws:"));
    assert.deepEqual([...new Set(built.map(({ parent, provider }) => `${parent} in ${providerName(provider)}`))], ["global-failover in global"]);
  });
});

describe("a change of Failover's arguments", () => {
  it("touches the two checks and no record when the probe becomes more patient", async () => {
    const patient = { ...args, probe: { intervalSeconds: 10, failures: 5 } } as const;
    assert.deepEqual(changes(await graphOf(args), await graphOf(patient)), [
      `update ${checkType} use2-failover-role: failureThreshold`,
      `update ${checkType} usw2-failover-role: failureThreshold`,
    ]);
  });

  it("touches nothing that stands when a name comes in front of it", async () => {
    const more = { ...args, names: { api: "api.example.com", ...args.names } };
    assert.deepEqual(changes(await graphOf(args), await graphOf(more)), [
      `create ${recordType} use2-failover-api`,
      `create ${recordType} usw2-failover-api`,
    ]);
  });
});

describe("a role swap", () => {
  /** The endpoints of a stack, from its strategy and the place that is primary. */
  const stackOf = (strategy: Strategy, primary: string): Promise<Nodes> => {
    const seen = (endpoint: Endpoint): Endpoint =>
      (postureOf(strategy, endpoint.place === primary ? "primary" : "standby").network ? endpoint : { ...endpoint, balancer: undefined });
    return graphOf({ ...args, endpoints: [seen(ohio), seen(oregon)] });
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
      `create ${recordType} usw2-failover-app`,
      `create ${recordType} usw2-failover-origin`,
      `delete ${checkType} use2-failover-role`,
      `delete ${recordType} use2-failover-app`,
      `delete ${recordType} use2-failover-origin`,
    ]);
    assert.deepEqual(after.one(recordType, "usw2-failover-app").inputs["failoverRoutingPolicies"], [{ type: "SECONDARY" }]);
  });
});

describe("Failover refuses", () => {
  const rows: readonly (readonly [string, Partial<FailoverArgs>, string])[] = [
    ["two places of one key", { endpoints: [ohio, { ...oregon, place: "use2" }] },
      "both places have the key use2: give each a key of its own"],
    ["two places in one region", { endpoints: [ohio, { ...oregon, region: "us-east-2" }] },
      "both places are in us-east-2: its loss would take both; choose two regions"],
    ["places without a load balancer", { endpoints: [{ ...ohio, balancer: undefined }, { ...oregon, balancer: undefined }] },
      "neither place has a load balancer: give at least one"],
    ["a probe that Route 53 does not take", { probe: { intervalSeconds: 10, failures: 11 } },
      "probe.failures is 11: want a whole number from 1 to 10"],
    ["half a failure", { probe: { intervalSeconds: 10, failures: 2.5 } },
      "probe.failures is 2.5: want a whole number from 1 to 10"],
    ["a name outside the zone", { names: { app: "app.notexample.com" } },
      "app.notexample.com is outside the zone: want example.com or a name that ends in .example.com"],
    ["a key that is no part of a name", { names: { "App 1": "app.example.com" } },
      'app.example.com has the key "App 1": want lower-case letters, digits and hyphens, such as app'],
    ["a key that names the origins", { names: { origin: "app.example.com" } },
      "app.example.com has the key origin, by which other records go: choose a key other than live, origin, role and read-…"],
    ["a key that names reads", { names: { "read-app": "app.example.com" } },
      "app.example.com has the key read-app, by which other records go: choose a key other than live, origin, role and read-…"],
    ["one name routed two ways", { reads: { app: "app.example.com" } },
      "app.example.com is asked for more than once: one name, one way of routing"],
    ["a public name that is a place's origin", { names: { app: "origin-usw2.example.com" } },
      "origin-usw2.example.com is asked for more than once: one name, one way of routing"],
    ["everything wrong at once", { probe: { intervalSeconds: 10, failures: 0 }, names: { origin: "app.example.org" } },
      "app.example.org has the key origin, by which other records go: choose a key other than live, origin, role and read-…\n" +
        "app.example.org is outside the zone: want example.com or a name that ends in .example.com\n" +
        "probe.failures is 0: want a whole number from 1 to 10"],
  ];
  for (const [what, wrong, message] of rows) {
    it(what, async () => {
      await assert.rejects(graphOf({ ...args, ...wrong }), { message });
    });
  }

  it("nothing about a name that is the zone itself", async () => {
    assert.equal((await graphOf({ ...args, names: { app: "example.com" } })).one(recordType, "use2-failover-app").inputs["name"], "example.com");
  });
});
