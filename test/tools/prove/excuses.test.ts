import assert from "node:assert/strict";
import { type Excuse, excuseOf, excuses } from "../../../tools/prove/excuses";
import { World } from "../../../tools/prove/edges";
import { proofOf, type Stage } from "../../../tools/prove/proof";
import { recordedStack } from "../../support/stacks";
import { one, planted, prodStage } from "./plant";

describe("excuses for edges between the places", function () {
  this.timeout(60_000);

  it("are all used, each by an edge in prod or dev", async () => {
    const stages: readonly (readonly ["prod" | "dev", Stage])[] = [["prod", prodStage], ["dev", { ...prodStage, strategy: "pilot-light" }]];
    const used = new Set<Excuse>();
    for (const [stack, stage] of stages) {
      const { sides } = proofOf((await recordedStack(stack)).graph, stage);
      for (const { excused } of sides) for (const { excuse } of excused) used.add(excuse);
    }
    assert.deepEqual(excuses.filter((excuse) => !used.has(excuse)), []);
  });

  it("hold for one type, one name, one property, one target and one kind of evidence, and nothing beside", async () => {
    const { graph } = await recordedStack("prod");
    const edges = new World(graph, prodStage.places).edgesOf(one(graph, "aws:route53/record:Record", "global-certificate-app"));
    const edge = edges.find(({ at, to }) => at === "records" && to?.type === "aws:acm/certificate:Certificate");
    assert.ok(edge !== undefined);
    const keys = ["use2", "usw2"];
    const alike = excuseOf(edge, keys);
    assert.equal(alike?.class, "create-time");
    const bucket = one(graph, "aws:s3/bucket:Bucket", "use2-logs");
    const others = [
      { ...edge, from: { ...edge.from, type: bucket.type } }, { ...edge, from: { ...edge.from, urn: edge.from.urn.replace("global-certificate-app", "use2-failover-app") } },
      { ...edge, at: "zoneId" }, { ...edge, at: "recordsOfMine" }, { ...edge, to: bucket }, { ...edge, to: undefined }, { ...edge, by: "answer" as const },
    ];
    assert.deepEqual(others.map((other) => excuseOf(other, keys)), others.map(() => undefined));
    assert.equal(excuseOf({ ...edge, at: "records[3].value" }, keys), alike);
  });

  it("do not cover what else the same resource takes from the place", async () => {
    const { graph } = await recordedStack("prod");
    const spoilt = planted(graph, ["aws:route53/record:Record", "global-certificate-app"], (draft) => {
      draft.inputs["records"] = [String(one(graph, "aws:lb/loadBalancer:LoadBalancer", "use2-balancer").outputs["dnsName"])];
    });
    assert.deepEqual(proofOf(spoilt, prodStage).sides.map(({ violations }) => violations.map(({ edges }) => edges.map(({ at, answer }) => `${at} ${answer ?? ""}`))),
      [[], [["records[0] dnsName"]]]);
  });
});
