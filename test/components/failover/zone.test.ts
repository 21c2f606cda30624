import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Zone, type ZoneArgs } from "../../../components/failover";
import { type MoreAnswers } from "../../support/legible-answers";
import { record, value } from "../../support/record";

const ours = { kind: "created", name: "example.com", comment: "understudy, prod" } as const;
const nameServers = ["ns-1.example.net", "ns-2.example.net"];
const answers: MoreAnswers = (type) => (type === "aws:route53/zone:Zone" ? { nameServers } : {});
const build = (args: ZoneArgs) => record((opts) => {
  const provider = new aws.Provider("global", { region: "us-east-1" });
  return new Zone("global-failover-zone", args, { ...opts, provider, protect: true });
}, answers);

describe("Zone", () => {
  it("creates a zone that recovers early, is never emptied by force, and lets Amazon alone issue certificates", async () => {
    const { graph } = await build(ours);
    assert.deepEqual(Object.fromEntries(graph.all.filter((node) => node.type.startsWith("aws:")).map((node) => [`${node.type} ${node.name}`, node.inputs])), {
      "aws:route53/zone:Zone global-failover-zone-public": {
        name: "example.com", comment: "understudy, prod", enableAcceleratedRecovery: true, forceDestroy: false,
      },
      "aws:route53/record:Record global-failover-zone-issuers": {
        zoneId: "global-failover-zone-public-zoneId", name: "example.com", type: "CAA", ttl: 3600, records: ['0 issue "amazon.com"', '0 issuewild ";"'],
      },
    });
  });

  it("says who it is and whom its parent domain must delegate to", async () => {
    const { result } = await build(ours);
    assert.deepEqual([result.zoneName, await value(result.zoneId)], ["example.com", "global-failover-zone-public-zoneId"]);
    assert.deepEqual(await value(result.nameServers ?? assert.fail("no name servers")), nameServers);
  });

  it("protects what it creates when it is protected itself", async () => {
    const { graph } = await build(ours);
    assert.deepEqual(graph.all.filter((node) => node.type.startsWith("aws:")).map(({ name, protect }) => [name, protect]), [
      ["global-failover-zone-issuers", true],
      ["global-failover-zone-public", true],
    ]);
  });

  it("keeps whoever writes into it waiting for the record that lets ACM issue", async () => {
    const { graph } = await record((opts) => {
      const provider = new aws.Provider("global", { region: "us-east-1" });
      const { zoneId } = new Zone("global-failover-zone", ours, { ...opts, provider });
      return new aws.route53.Record("late", { zoneId, name: "late.example.com", type: "TXT", ttl: 60, records: ["late"] }, { provider });
    }, answers);
    assert.deepEqual(graph.one("aws:route53/record:Record", "late").dependencies, [
      "aws:route53/record:Record global-failover-zone-issuers",
    ]);
  });

  it("creates nothing for a zone that somebody else keeps", async () => {
    const { graph, result } = await build({ kind: "given", name: "example.com", zoneId: "ZTHEIRS" });
    assert.deepEqual(graph.identities, ["pulumi:providers:aws global", "understudy:failover:Zone global-failover-zone"]);
    assert.deepEqual([result.zoneName, await value(result.zoneId), result.nameServers], ["example.com", "ZTHEIRS", undefined]);
  });
});
