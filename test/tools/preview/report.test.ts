import assert from "node:assert/strict";
import { locate } from "../../../tools/preview/graph/places";
import { masker } from "../../../tools/preview/graph/secrets";
import { parityOf } from "../../../tools/preview/parity/parity";
import { paperFor, plainPaper } from "../../../tools/preview/render/paint";
import { parityLines } from "../../../tools/preview/render/parity";
import { isFit, type Preview, reportLines, summaryLines } from "../../../tools/preview/render/report";
import { treeLines } from "../../../tools/preview/render/tree";
import { type Proof, proofOf } from "../../../tools/prove/proof";
import { secretMark, secretSig } from "../../../tools/recorder/graph";
import { graphOf, places, platform, resource, urnOf, withChange } from "./graphs";

function preview(more: Partial<Preview> = {}): Preview {
  const graph = platform();
  return {
    graph, places, strategy: "warm-standby", located: locate(graph, places.map(({ key }) => key)), parity: parityOf(graph, places), proof: undefined, plan: undefined,
    policies: { pack: { name: "rules", version: "1.0.0" }, rules: 10, mandatory: [], advisory: [], undecided: [] },
    unfilled: [{ setting: "account", why: "the account to deploy to" }], advice: ["minAcu is 2: AWS advises 8"], fallbackTypes: ["aws:location/map:Map"],
    took: { allMs: 2140, programMs: 1500, policiesMs: 420 }, ...more,
  };
}

/** Proof over the test's own platform, with so many needs of the lost place found. */
function proofWith(needs: number): Proof {
  const proof = proofOf(platform(), { places, strategy: "warm-standby" });
  const [one, other] = proof.sides;
  return { ...proof, sides: [one, { ...other, violations: Array.from({ length: needs }, () => ({}) as Proof["sides"][0]["violations"][0]) }] };
}

describe("the loss of a region in the report", () => {
  it("is one line where each place serves without the other", () => {
    const shown = preview({ proof: proofWith(0) });
    assert.equal(isFit(shown), true);
    assert.equal(reportLines(shown, plainPaper).filter((line) => line.startsWith("A region lost")).join("|"),
      "A region lost   each place serves without the other; `npm run prove` says how");
    assert.equal(summaryLines(shown, plainPaper)[0], "A region lost: each place serves without the other");
  });

  it("refuses a place that needs the other, also where the rules are kept or not asked", () => {
    for (const more of [{}, { policies: undefined }]) {
      const shown = preview({ ...more, proof: proofWith(1) });
      assert.equal(isFit(shown), false);
      const lines = summaryLines(shown, plainPaper);
      assert.equal(lines[0], "A region lost: 1 need of what another region alone has");
      assert.match(lines.at(-1) ?? "", /^✗ a place needs the other/);
    }
  });
});

describe("the report", () => {
  it("says who and where, what would be built, what differs, what the rules say, what is missing, in this order", () => {
    assert.deepEqual(reportLines(preview(), plainPaper), [
      "understudy prod   planned offline, with answers made up as AWS would give them",
      "  use2  us-east-2  primary",
      "  usw2  us-west-2  standby  warm-standby",
      "",
      "use2, us-east-2, primary   7 resources",
      "  understudy:stacks:Region       use2",
      "  ├─ pulumi:providers:aws        use2",
      "  ├─ understudy:network:Network  use2-network",
      "  │  └─ aws:ec2:Vpc              use2-network",
      "  │     └─ aws:ec2:Subnet        use2-network-private-a",
      "  ├─ aws:cloudwatch:LogGroup     use2-service-logs  protected",
      "  └─ aws:appautoscaling:Target   use2-service-scaling",
      "",
      "usw2, us-west-2, standby   7 resources",
      "  understudy:stacks:Region       usw2",
      "  ├─ pulumi:providers:aws        usw2",
      "  ├─ understudy:network:Network  usw2-network",
      "  │  └─ aws:ec2:Vpc              usw2-network",
      "  │     └─ aws:ec2:Subnet        usw2-network-private-a",
      "  ├─ aws:cloudwatch:LogGroup     usw2-service-logs  protected",
      "  └─ aws:appautoscaling:Target   usw2-service-scaling",
      "",
      "Shared   1 resource",
      "  aws:route53:Zone  zone",
      "",
      "Resources",
      "                  use2  usw2  shared  all",
      "  components         2     2       –    4",
      "  ec2                2     2       –    4",
      "  appautoscaling     1     1       –    2",
      "  cloudwatch         1     1       –    2",
      "  providers          1     1       –    2",
      "  route53            –     –       1    1",
      "  all                7     7       1   15",
      "",
      "Between the places   7 resources in both, 1 of them not alike",
      "                 use2, primary  usw2, standby",
      "  service-scaling  aws:appautoscaling:Target",
      "    minCapacity  4              2",
      "",
      "Policies   rules 1.0.0, 10 rules: no violation",
      "",
      "Advised against   AWS takes it all the same",
      "  minAcu is 2: AWS advises 8",
      "",
      "To fill in   before the first `pulumi up`",
      "  account  the account to deploy to",
      "",
      "IDs of aws:location:Map are made by a general rule: their form may not be that of AWS.",
      "✓ nothing stands in the way   15 resources in 2.1 s (program 1.5 s, policies 0.4 s more)",
    ]);
  });

  it("shows what would change in place of the tree", () => {
    const plan = { steps: [], unchanged: 15, outputs: [], unreadable: [], unsure: [] };
    const titles = reportLines(preview({ plan: { against: "prod.json", plan } }), plainPaper).filter((line) => /^[A-Zu]/.test(line));
    assert.deepEqual(titles, [
      "understudy prod   planned offline, with answers made up as AWS would give them", "Resources",
      "Between the places   7 resources in both, 1 of them not alike", "Changes   against prod.json: no changes, 15 resources",
      "Policies   rules 1.0.0, 10 rules: no violation", "Advised against   AWS takes it all the same", "To fill in   before the first `pulumi up`",
      "IDs of aws:location:Map are made by a general rule: their form may not be that of AWS.",
    ]);
  });

  it("is short when asked to be quiet, and says that policies were not checked", () => {
    assert.deepEqual(summaryLines(preview({ policies: undefined }), plainPaper), [
      "To fill in before the first update: account", "✓ policies not checked   15 resources in 2.1 s (program 1.5 s)",
    ]);
  });

  it("ends with a refusal while a mandatory rule objects", () => {
    const finding = { rule: "r", level: "mandatory", severity: undefined, description: "", advice: [], violations: [{ urn: "", lines: ["no"] }] } as const;
    const policies = { pack: { name: "rules", version: "1.0.0" }, rules: 1, mandatory: [finding], advisory: [], undecided: [] };
    assert.deepEqual(summaryLines(preview({ policies, unfilled: [] }), plainPaper), [
      "Policies: 1 violation", "✗ the rules refuse this   15 resources in 2.1 s (program 1.5 s, policies 0.4 s more)",
    ]);
  });
});

describe("treeLines", () => {
  it("orders by the numbers in names, and marks what is only read", () => {
    const zones = ["zone-10", "zone-9"].map((name) => resource("zone", name, name === "zone-9" ? { external: true } : {}));
    assert.deepEqual(treeLines(zones, plainPaper), ["aws:route53:Zone  zone-9  read", "aws:route53:Zone  zone-10"]);
  });
});

describe("locate", () => {
  it("goes by the name, then by the parent; a name that only starts alike is another's", () => {
    const rows = [resource("region", "use2"), resource("log", "audit", { parent: urnOf("region", "use2") }), resource("zone", "use20-zone"), resource("zone", "usw2-zone")];
    const { byPlace, shared } = locate(graphOf(...rows), ["use2", "usw2"]);
    const names = (found: readonly ReturnType<typeof resource>[] = []): readonly string[] => found.map(({ urn }) => urn.slice(urn.lastIndexOf(":") + 1));
    assert.deepEqual([names(byPlace.get("use2")), names(byPlace.get("usw2")), names(shared)], [["use2", "audit"], ["usw2-zone"], ["use20-zone"]]);
  });
});

describe("parityOf", () => {
  it("lists what only one place has by its topmost resource", () => {
    const graph = graphOf(...platform().resources.slice(1),
      resource("network", "usw2-extra", { parent: urnOf("region", "usw2") }), resource("log", "usw2-extra-logs", { parent: urnOf("network", "usw2-extra") }));
    assert.deepEqual(parityLines(parityOf(graph, places), plainPaper).slice(0, 2), [
      "Between the places   7 resources in both, 1 of them not alike",
      "  only in usw2   understudy:network:Network  extra  and 1 resource below it",
    ]);
  });

  it("takes for alike what differs by place, region, address and ID only, in either direction", () => {
    const cross = (from: "use2" | "usw2", to: "use2" | "usw2"): ReturnType<typeof resource> => resource("log", `${from}-copy-to-${to}`, {
      inputs: { name: `/${from}/to/${to}`, tags: { arn: `arn:aws:logs:${to === "use2" ? "us-east-2" : "us-west-2"}:123456789012:x`, block: from === "use2" ? "10.30.4.0/24" : "10.20.4.0/24" } },
    });
    const graph = graphOf(cross("use2", "usw2"), cross("usw2", "use2"));
    assert.deepEqual(parityLines(parityOf(graph, places), plainPaper), ["Between the places   1 resource in each, all alike"]);
  });

  it("takes for alike what both say in the same words, in documents too, and for unlike what only one says or each says of the other", () => {
    const inputs = (other: string): Record<string, unknown> => ({ name: "use2-pool", document: JSON.stringify({ born: "use2", asks: other, items: ["use2", other] }) });
    const graph = graphOf(resource("log", "use2-log", { inputs: inputs("own") }), resource("log", "usw2-log", { inputs: { ...inputs("other"), more: "use2" } }));
    assert.deepEqual(parityLines(parityOf(graph, places), plainPaper).slice(3).map((line) => line.trim().split(/ {2,}/)), [
      ["document.asks", '"own"', '"other"'],
      ["document.items[1]", '"own"', '"other"'],
      ["more", "–", '"<there>"'],
    ]);
  });

  it("says once what several resources, or several keys of one, differ in", () => {
    const states = (born: string): unknown => ({ States: { fence: { born }, route: { born }, commit: { born, other: born } }, list: [born, born] });
    const graph = graphOf(...(["use2", "usw2"] as const).flatMap((place) => [
      ...["one", "two", "three"].map((name) => resource("log", `${place}-${name}`, { inputs: { pool: place === "use2" ? "a" : "b" } })),
      resource("log", `${place}-four`, { inputs: { pool: place === "use2" ? "a" : "c" } }),
      resource("log", `${place}-machine`, { inputs: { definition: states(place === "use2" ? "a" : "b") } }),
    ]));
    assert.deepEqual(parityLines(parityOf(graph, places), plainPaper), [
      "Between the places   5 resources in both, 5 of them not alike",
      "                                       use2, primary  usw2, standby",
      "  one  aws:cloudwatch:LogGroup  and two, three",
      '    pool                               "a"            "b"',
      "  four  aws:cloudwatch:LogGroup",
      '    pool                               "a"            "c"',
      "  machine  aws:cloudwatch:LogGroup",
      '    definition.States.*.born  3 times  "a"            "b"',
      '    definition.States.commit.other     "a"            "b"',
      '    definition.list[0]                 "a"            "b"',
      '    definition.list[1]                 "a"            "b"',
    ]);
  });

  it("cuts long values so that the place where they part is seen", () => {
    const long = "x".repeat(60);
    const graph = graphOf(resource("log", "use2-log", { inputs: { a: `${long}-one-${long}`, b: long } }), resource("log", "usw2-log", { inputs: { a: `${long}-two-${long}`, b: "y" } }));
    assert.deepEqual(parityLines(parityOf(graph, places), plainPaper).slice(3).map((line) => line.trim().split(/ {2,}/)), [
      ["a", `…${"x".repeat(18)}-one-${"x".repeat(15)}…`, `…${"x".repeat(18)}-two-${"x".repeat(15)}…`],
      ["b", `"${"x".repeat(38)}…`, '"y"'],
    ]);
  });

  it("sees an address at another offset, and another zone", () => {
    const graph = withChange(platform({ primary: "none" }), "usw2-network-private-a",
      (found) => ({ ...found, inputs: { ...found.inputs, cidrBlock: "10.30.32.0/20", availabilityZone: "us-west-2b" } }));
    assert.deepEqual(parityLines(parityOf(graph, places), plainPaper).slice(2), [
      "  network-private-a  aws:ec2:Subnet",
      '    availabilityZone  "<here\'s region>a"  "<here\'s region>b"',
      '    cidrBlock         "<here+4096/20>"    "<here+8192/20>"',
    ]);
  });
});

describe("secrets and colours", () => {
  it("blots out a secret wherever it turns up, the longest first, and no short word", () => {
    const secret = (value: unknown): unknown => ({ [secretSig]: secretMark, value });
    const mask = masker([{ a: secret("hunter2-hunter2"), b: [secret({ c: "hunter2-hunter2-more" })], d: secret("short"), e: "hunter2-plain" }]);
    assert.equal(mask("x hunter2-hunter2-more, hunter2-hunter2; short, hunter2-plain"), "x [secret], [secret]; short, hunter2-plain");
  });

  it("colours on a terminal only, and not where NO_COLOR is set", () => {
    const isColoured = (isTTY: boolean, env: NodeJS.ProcessEnv): boolean => paperFor({ isTTY, columns: 100 }, env).paint.isColorSupported;
    assert.deepEqual([isColoured(true, {}), isColoured(false, {}), isColoured(true, { NO_COLOR: "1" }), isColoured(true, { TERM: "dumb" })], [true, false, false, false]);
  });
});
