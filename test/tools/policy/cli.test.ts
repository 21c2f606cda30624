import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { toDeployment } from "../../../tools/recorder";
import { type Graph, nameOf, secretMark, secretSig } from "../../../tools/recorder/graph";
import { keysRotate } from "../../../policies/rules/encryption/keys-rotate";
import { policy as command } from "../../../tools/policy/cli";
import { ended, type Ended, linesOf, spawned } from "../../support/command";
import { recordedStack } from "../../support/stacks";

const root = join(__dirname, "../../..");
/** A day on which the waivers of this project hold, whenever the tests run. */
const today = "2026-11-21";

interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: readonly string[];
}

const said = ({ status, out, err }: Ended): Said => ({ status, out, err: linesOf(err) });

/** The command in this process, over a file: no program runs. */
const policy = async (...words: readonly string[]): Promise<Said> =>
  said(await ended(() => command(words, { directory: root, program: undefined, startedAt: performance.now() })));

interface Result { readonly ruleId: string; readonly ruleIndex: number; readonly kind: string; readonly level: string; readonly message: { readonly text: string }; readonly suppressions?: readonly { readonly justification: string }[];
  readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: { readonly startLine: number } }; readonly logicalLocations: readonly [{ readonly fullyQualifiedName: string }] }] }
interface Sarif { readonly runs: readonly [{ readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }; readonly results: readonly Result[] }] }

/** Made once, when it is first asked for. */
let schema: ValidateFunction | undefined;

function sarifSchema(): ValidateFunction {
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(__dirname, "sarif-2.1.0.schema.json"), "utf8")) as object);
}

/** Results of a report that the schema of SARIF takes. */
function resultsOf(text: string): readonly Result[] {
  const validate = schema ??= sarifSchema();
  const report = JSON.parse(text) as Sarif;
  assert.ok(validate(report), JSON.stringify(validate.errors, undefined, 1));
  const [{ tool: { driver: { rules } }, results }] = report.runs;
  for (const { ruleId, ruleIndex } of results) assert.equal(rules[ruleIndex]?.id, ruleId);
  return results;
}

describe("the command that judges by the policies", function () {
  this.timeout(120_000);
  let directory: string;
  let prod: Graph;
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "policy-"));
    ({ graph: prod } = await recordedStack("prod"));
  });
  after(() => { rmSync(directory, { recursive: true }); });

  const written = (name: string, content: unknown): string => {
    writeFileSync(join(directory, name), typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
    return join(directory, name);
  };
  /** Prod with one property of one resource set, as a file that a preview writes. */
  const spoilt = (name: string, on: string, change: object): string => written(name, toDeployment({ ...prod, resources: prod.resources
    .map((each) => (nameOf(each) === on && each.custom ? { ...each, inputs: { ...each.inputs, ...change }, outputs: { ...each.outputs, ...change } } : each)) }));

  it("ends with 0 where the program keeps the rules, in SARIF that says what is waived", () => {
    const { status, out, err } = said(spawned(join(root, "tools/policy/main.js"), ["--stack", "prod", "--format", "sarif", "--today", today]));
    assert.deepEqual([status, err], [0, []]);
    const results = resultsOf(out);
    assert.deepEqual(results.filter(({ suppressions }) => suppressions === undefined), []);
    assert.deepEqual([...new Set(results.map(({ ruleId }) => ruleId))].sort(), [
      "encryption-buckets-use-customer-keys", "governance-spending-has-a-bound", "logging-zones-record-queries", "recovery-buckets-outlive-a-region",
    ]);
    for (const { locations: [{ physicalLocation }] } of results) assert.equal(physicalLocation.artifactLocation.uri, "Pulumi.prod.yaml");
  });

  it("ends with 0 over the file that a preview writes, in which no secret is shown", async () => {
    const { status, out, err } = await policy("--graph", written("prod.json", toDeployment(prod)), "--today", today);
    assert.deepEqual([status, err, out.trimEnd().split("\n").at(-1)], [0, [], `✓ nothing stands in the way   prod of understudy, ${String(prod.resources.length)} resources`]);
  });

  it("ends with 1 where a flaw is planted, and names rule, resource and what to write instead", async () => {
    const { status, out } = await policy("--graph", spoilt("spoilt.json", "use2-keys-database", { enableKeyRotation: false }), "--today", today);
    const lines = out.split("\n").map((line) => line.trim());
    const from = lines.indexOf("✗ encryption-kms-keys-rotate  mandatory, high");
    assert.deepEqual([status, lines.slice(from, from + 6)], [1, [
      "✗ encryption-kms-keys-rotate  mandatory, high",
      keysRotate.description,
      "use2-keys-database  aws:kms:Key",
      "enableKeyRotation is false, want true.",
      `Fix: ${keysRotate.about.fix}`,
      `Why: ${keysRotate.about.controls.join(" · ")}  ${keysRotate.about.url}`,
    ]]);
  });

  it("points code scanning at the line that names the resource, and tells people at the same time", async () => {
    const file = spoilt("scanned.json", "usw2-keys-logs", { enableKeyRotation: false });
    const { status, out } = await policy("--graph", file, "--today", today, "--format", "sarif", "--out", join(directory, "found.sarif"));
    const [result, ...others] = resultsOf(readFileSync(join(directory, "found.sarif"), "utf8")).filter(({ suppressions }) => suppressions === undefined);
    assert.ok(result !== undefined && others.length === 0);
    const { locations: [{ physicalLocation, logicalLocations: [{ fullyQualifiedName: urn }] }] } = result;
    assert.deepEqual([status, out.includes("✗ encryption-kms-keys-rotate"), result.ruleId, result.kind, result.level], [1, true, "encryption-kms-keys-rotate", "fail", "error"]);
    assert.equal(readFileSync(file, "utf8").split("\n")[physicalLocation.region.startLine - 1]?.trim(), `"urn": ${JSON.stringify(urn)},`);
    assert.match(result.message.text, /^usw2-keys-logs: enableKeyRotation is false, want true\. Fix: Set enableKeyRotation/);
  });

  it("judges a stack of another program by the rules' own defaults, and by no waiver of this one", async () => {
    const urn = (type: string, name: string): string => `urn:pulumi:prod::shop::${type}::${name}`;
    const [key, secret] = [urn("aws:kms/key:Key", "key"), urn("aws:lambda/function:Function", "clean")];
    const state = { version: 3, deployment: { resources: [
      { urn: urn("pulumi:pulumi:Stack", "shop-prod"), type: "pulumi:pulumi:Stack" },
      { urn: key, type: "aws:kms/key:Key", custom: true, id: "1", inputs: {}, outputs: { enableKeyRotation: false } },
      { urn: secret, type: "aws:lambda/function:Function", custom: true, id: "2",
        inputs: { runtime: { [secretSig]: secretMark, ciphertext: "v1:abc" } }, outputs: {} },
    ] } };
    const { status, out, err } = await policy("--graph", written("shop.json", state), "--format", "json");
    const said = JSON.parse(out) as Readonly<Record<"violations" | "waived" | "undecided", readonly { rule: string; resource: string; fix: string }[]>>;
    assert.deepEqual([status, err, said.waived], [1, [], []]);
    assert.deepEqual(said.violations.filter(({ rule }) => rule === "encryption-kms-keys-rotate").map(({ resource, fix }) => [resource, fix]),
      [["key", keysRotate.about.fix]]);
    assert.deepEqual(said.undecided.map(({ rule, resource }) => [rule, resource]), [["governance-runtimes-are-mended", "clean"]]);
    assert.equal(said.violations.some(({ rule }) => rule === "governance-waivers-are-in-force"), false);
  });

  it("says so in SARIF where a rule could not decide", async () => {
    const state = { version: 3, deployment: { resources: [
      { urn: "urn:pulumi:prod::shop::aws:lambda/function:Function::clean", type: "aws:lambda/function:Function", custom: true, id: "2",
        inputs: { runtime: { [secretSig]: secretMark, ciphertext: "v1:abc" } }, outputs: {} },
    ] } };
    const results = resultsOf((await policy("--graph", written("sealed.json", state), "--format", "sarif")).out);
    assert.deepEqual(results.filter(({ kind }) => kind === "open").map(({ ruleId, level, message }) => [ruleId, level, message.text]),
      [["governance-runtimes-are-mended", "none", "clean: runtime cannot be known before the update. Fix: Set runtime to a supported one."]]);
  });

  it("takes levels, settings and waivers from files", async () => {
    const graph = spoilt("waived.json", "use2-keys-database", { enableKeyRotation: false });
    const config = JSON.parse(readFileSync(join(__dirname, "../../../policies/config/prod.json"), "utf8")) as object;
    const advisory = await policy("--graph", graph, "--today", today, "--config", written("config.json", { ...config, "encryption-kms-keys-rotate": "advisory" }));
    assert.deepEqual([advisory.status, advisory.out.includes("! encryption-kms-keys-rotate  advisory, high")], [0, true]);
    const own = JSON.parse(readFileSync(join(__dirname, "../../../policies/waivers.json"), "utf8")) as readonly object[];
    const waiver = { policy: "encryption-kms-keys-rotate", resource: "*-keys-database", reason: "the auditors want to see it once", owner: "ann", expires: "2026-12-01" };
    const waivers = written("waivers.json", [...own, waiver]);
    const waived = await policy("--graph", graph, "--today", today, "--waivers", waivers);
    assert.deepEqual([waived.status, waived.out.includes("encryption-kms-keys-rotate is waived until 2026-12-01 by ann: the auditors want to see it once")], [0, true]);
    const over = await policy("--graph", graph, "--today", "2026-12-02", "--waivers", waivers);
    assert.deepEqual([over.status, over.out.includes("expires of the waiver of encryption-kms-keys-rotate for *-keys-database is 2026-12-01, want a day that is not past.")], [1, true]);
  });

  it("ends with 2 where the command line or a file is wrong, all of it at once", async () => {
    assert.deepEqual(await policy("--stack", "staging", "--format", "xml", "--out", "/nowhere/a", "--today", "2026-02-30", "--graf"), { status: 2, out: "", err: [
      "there is no option --graf: want any of --stack, --set, --graph, --format, --out, --config, --waivers, --today",
      "there is no stack staging: want one of dev, prod",
      "--format is \"xml\", want one of text, json, sarif",
      "--out /nowhere/a cannot be written: there is no folder /nowhere",
      "--today is \"2026-02-30\", want a day such as 2026-11-21",
    ] });
    assert.deepEqual((await policy("--graph", join(directory, "none.json"))).err, [`--graph ${join(directory, "none.json")} is no file that can be read: want a --json file of the preview or a \`pulumi stack export\``]);
    const graph = written("small.json", toDeployment({ ...prod, resources: prod.resources.slice(0, 1) }));
    assert.deepEqual(await policy("--graph", graph, "--stack", "dev", "--set", "a=b"), { status: 2, out: "", err: [
      `--graph ${graph} is of the stack prod, want dev`, `--set a=b changes nothing of --graph ${graph}, which is made already: want one of the two`,
    ] });
    assert.deepEqual(await policy("--graph", written("no.json", "{}")), { status: 2, out: "", err: ["no.json has version undefined, want 3: export it again with a current `pulumi stack export`"] });
    assert.match((await policy("--graph", graph, "--config", written("bad.json", { "encryption-everything": "mandatory" }))).err.join(), /understudy-policies has no rule encryption-everything, only /);
    const odd = { "exposure-data-is-out-of-reach": { groups: "two" }, "exposure-security-groups-open-only-web": { ports: ["443"] }, "recovery-tables-outlive-a-region": { deletionProtection: 0 } };
    assert.deepEqual((await policy("--graph", graph, "--config", written("odd.json", odd))).err.map((line) => line.replace(/^.*odd\.json: /, "")), [
      'ports of exposure-security-groups-open-only-web is ["443"], want a list, each of which is a whole number', 'groups of exposure-data-is-out-of-reach is "two", want a whole number',
      "deletionProtection of recovery-tables-outlive-a-region is 0, want true or false",
    ]);
    assert.deepEqual((await policy("--graph", graph, "--waivers", written("text.json", "{}"))).err, [`--waivers ${join(directory, "text.json")} holds no list, want a list of waivers`]);
  });
});
