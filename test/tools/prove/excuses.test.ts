import assert from "node:assert/strict";
import { excuses } from "../../../tools/prove/excused";
import { excuseOf, isWithin, type Excuse } from "../../../tools/prove/excuses";
import { type Edge, World } from "../../../tools/prove/edges";
import { proofOf } from "../../../tools/prove/proof";
import { recordedStack } from "../../support/stacks";
import { byArc } from "../../support/variants";
import { one, planted, prodStage } from "./plant";

const keys = ["use2", "usw2"];

/** What an excuse says that could go unused by itself: each path, and each type. */
function claims(excuse: Excuse): readonly string[] {
  const { from, named, at, needs } = excuse;
  const head = `${from} ${String(named)} ${needs.by}`;
  return [...at.map((path) => `${head} at ${path}`), ...needs.by === "literal" ? [`${head} ${String(needs.text)}`] : needs.to.map((type) => `${head} of ${type}`)];
}

function claimsMet(excuse: Excuse, { at, to }: Edge): readonly string[] {
  return claims({
    ...excuse, at: excuse.at.filter((path) => isWithin(at, path)),
    needs: excuse.needs.by === "literal" ? excuse.needs : { ...excuse.needs, to: excuse.needs.to.filter((type) => type === to?.type) },
  });
}

describe("excuses for edges between the places", function () {
  this.timeout(120_000);

  it("are all used, in every part, by an edge in prod or dev, or in prod with a plan of ARC", async () => {
    const met = new Set<string>();
    for (const [stack, set] of [["prod", []], ["dev", []], ["prod", byArc]] as const) {
      for (const { excused } of proofOf((await recordedStack(stack, set)).graph, prodStage).sides) {
        for (const { excuse, edges } of excused) for (const edge of edges) for (const claim of claimsMet(excuse, edge)) met.add(claim);
      }
    }
    assert.deepEqual(excuses.flatMap(claims).filter((claim) => !met.has(claim)), []);
  });

  it("hold for one type, one name, one property, one target and one kind of evidence, and nothing beside", async () => {
    const { graph } = await recordedStack("prod");
    const edges = new World(graph, prodStage.places).edgesOf(one(graph, "aws:route53/record:Record", "global-certificate-app"));
    const edge = edges.find(({ at, to }) => at === "records" && to?.type === "aws:acm/certificate:Certificate");
    assert.ok(edge !== undefined);
    const excuse = (of: Edge): Excuse | undefined => excuseOf(of, keys, excuses);
    assert.equal(excuse(edge)?.class, "create-time");
    const bucket = one(graph, "aws:s3/bucket:Bucket", "use2-logs");
    const others: readonly Edge[] = [
      { ...edge, from: { ...edge.from, type: bucket.type } }, { ...edge, from: { ...edge.from, urn: edge.from.urn.replace("global-certificate-app", "use2-failover-app") } },
      { ...edge, at: "zoneId" }, { ...edge, at: "recordsOfMine" }, { ...edge, to: bucket }, { ...edge, to: undefined }, { ...edge, by: "answer" },
    ];
    assert.deepEqual(others.map(excuse), others.map(() => undefined));
    assert.equal(excuse({ ...edge, at: "records[3].value" }), excuse(edge));
  });

  it("hold for one form of text", async () => {
    const { graph } = await recordedStack("prod");
    const edge = new World(graph, prodStage.places).edgesOf(one(graph, "aws:dynamodb/table:Table", "use2-tables-sessions")).find(({ at }) => at === "replicas[0].regionName");
    assert.ok(edge !== undefined);
    assert.equal(excuseOf(edge, keys, excuses)?.class, "replication");
    assert.equal(excuseOf({ ...edge, text: "https://dynamodb.us-west-2.amazonaws.com/" }, keys, excuses), undefined);
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
