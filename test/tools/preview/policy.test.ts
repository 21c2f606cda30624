import assert from "node:assert/strict";
import { join } from "node:path";
import type * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { type Diagnostic, Inquiry } from "../../../tools/preview/policy/analyze";
import { ruleSettings } from "../../../tools/preview/policy/config";
import { Pack } from "../../../tools/preview/policy/pack";
import { isClean, type PolicyReport, reportOf } from "../../../tools/preview/policy/report";
import { type PackProcess, startPack } from "../../../tools/preview/policy/start";
import { findingLines } from "../../../tools/preview/render/findings";
import { plainPaper } from "../../../tools/preview/render/paint";
import { type Graph, secretMark, secretSig } from "../../../tools/recorder/graph";
import { graphOf, platform, resource } from "./graphs";

function started(name: string): PackProcess {
  return startPack(join(__dirname, name), { project: "understudy", stack: "prod" });
}

/** A process that prints one line, or none, and goes on. */
function standIn(line?: string): PackProcess {
  const never = new Promise<never>(() => undefined);
  return { firstLine: line === undefined ? never : Promise.resolve(line), ended: never, written: () => "", kill: () => undefined };
}

async function analyze(graph: Graph, pack: Pack): Promise<readonly Diagnostic[]> {
  return (await new Inquiry(pack).conclude(graph)).diagnostics;
}

async function reportFor(graph: Graph, pack: Pack): Promise<PolicyReport> {
  const [info, said] = await Promise.all([pack.info(), analyze(graph, pack)]);
  return reportOf(said, info);
}

describe("a policy pack", () => {
  let pack: Pack;
  let sound: PackProcess;
  let broken: PackProcess;
  before(async () => {
    [sound, broken] = [started("project/policies"), started("broken-pack")];
    pack = await Pack.connect(sound, 15_000);
  });
  after(() => {
    pack.close();
    sound.kill();
    broken.kill();
  });

  it("says who it is", async () => {
    const { name, version, rules } = await pack.info();
    assert.deepEqual([name, version, rules.map((rule) => [rule.name, rule.level, rule.severity, Object.keys(rule.settings)])], ["sound", "1.2.3", [
      ["logs-have-a-key", "mandatory", "high", []], ["logs-are-kept", "advisory", undefined, ["days"]], ["zones-can-be-read", "mandatory", undefined, []],
      ["secrets-are-long", "mandatory", undefined, []], ["stack-knows-its-own", "mandatory", undefined, []],
    ]]);
  });

  it("sees inputs of each resource and relations of the stack; what it says is told rule by rule", async () => {
    assert.deepEqual(findingLines(await reportFor(platform(), pack), plainPaper), [
      "Policies   sound 1.2.3, 5 rules: 4 violations, 1 undecided",
      "  ✗ logs-have-a-key  mandatory, high",
      "    Log groups are encrypted under a customer key.",
      "      use2-service-logs  aws:cloudwatch:LogGroup", "        kmsKeyId is not set, want a key.",
      "      usw2-service-logs  aws:cloudwatch:LogGroup", "        kmsKeyId is not set, want a key.",
      "    Fix: kmsKeyId: keys.logs.arn",
      "  ✗ stack-knows-its-own  mandatory",
      "    A subnet depends on its network.",
      "      use2-network-private-a  aws:ec2:Subnet", "        vpcId is of use2-network, below use2-network, protected false.",
      "      usw2-network-private-a  aws:ec2:Subnet", "        vpcId is of usw2-network, below usw2-network, protected false.",
      "  ? zones-can-be-read  mandatory, cannot decide",
      "    Hosted zones have a name that can be read.",
      "      zone  aws:route53:Zone", "        it failed with TypeError: Cannot read properties of undefined (reading 'toLowerCase')",
    ]);
  });

  it("may be shown resources while the graph grows: it is asked about each once, and answers in the order of the graph", async () => {
    const graph = platform();
    const asked: string[] = [];
    const listening = Object.assign(Object.create(pack) as Pack, {
      analyze: (request: proto.AnalyzeRequest) => { asked.push(request.getUrn()); return pack.analyze(request); },
    });
    const inquiry = new Inquiry(listening);
    const [first, ...rest] = [...graph.resources].sort(({ type }) => (type.startsWith("pulumi:providers:") ? -1 : 1));
    inquiry.add(first === undefined ? [] : [first]);
    inquiry.add(rest.slice(0, -2).reverse());
    const said = await (await inquiry.conclude(graph)).diagnostics;
    assert.deepEqual([...asked].sort(), graph.resources.map(({ urn }) => urn).sort());
    assert.deepEqual(said, await analyze(graph, pack));
  });

  it("finds nothing where nothing is wrong, and the report is clean", async () => {
    const report = await reportFor(graphOf(resource("log", "logs", { inputs: { kmsKeyId: "k", retentionInDays: 365 } })), pack);
    assert.deepEqual([findingLines(report, plainPaper), isClean(report)], [["Policies   sound 1.2.3, 5 rules: no violation"], true]);
  });

  it("is not clean while a mandatory rule has no verdict", async () => {
    assert.equal(isClean(await reportFor(graphOf(resource("zone", "zone")), pack)), false);
  });

  it("is clean with nothing but advice, and does as it is configured", async () => {
    const info = await pack.info();
    const graph = graphOf(resource("log", "logs", { inputs: { kmsKeyId: "k", retentionInDays: 31 } }));
    await pack.configure(ruleSettings({ "logs-are-kept": { enforcementLevel: "advisory", days: 90 } }, info, "prod.json"));
    const report = await reportFor(graph, pack);
    await pack.configure(new Map());
    assert.deepEqual([findingLines(report, plainPaper), isClean(report)], [[
      "Policies   sound 1.2.3, 5 rules: 1 advisory finding",
      "  ! logs-are-kept  advisory", "    Log groups are kept for long enough.",
      "      logs  aws:cloudwatch:LogGroup", "        retentionInDays is 31, want 90 or more.",
    ], true]);
  });

  it("is handed secrets as the engine hands them, so that a rule can look at them", async () => {
    const token = { [secretSig]: secretMark, value: "tell-nobody" };
    const said = await analyze(graphOf(resource("secret", "token", { inputs: { secretString: token } })), pack);
    assert.deepEqual(said.map(({ message }) => message), ["Secrets are long.\ntoken: secretString is tell-nobody, want more."]);
  });

  it("is not configured with names that it does not know", async () => {
    const info = await pack.info();
    assert.throws(() => ruleSettings({ all: "strict", logs: "advisory", "logs-are-kept": { hours: 1 } }, info, "prod.json"), { problems: [
      "prod.json: sound has no rule logs, only logs-have-a-key, logs-are-kept, zones-can-be-read, secrets-are-long, stack-knows-its-own",
      'prod.json: all is "strict", want one of advisory, mandatory, remediate, disabled',
      "prod.json: logs-are-kept has no setting hours, only enforcementLevel, days",
    ] });
  });

  it("is not configured with values of another kind, and says what a name may have meant", async () => {
    const info = await pack.info();
    assert.throws(() => ruleSettings({ "log-are-kept": "advisory", "logs-are-kept": { day: 1, days: "ninety" } }, info, "prod.json"), { problems: [
      "prod.json: sound has no rule log-are-kept, did you mean logs-are-kept?", "prod.json: logs-are-kept has no setting day, did you mean days?",
      'prod.json: days of logs-are-kept is "ninety", want a number',
    ] });
  });

  it("that does not start says why in one sentence", async () => {
    await assert.rejects(Pack.connect(broken, 15_000), { message: "the policy pack ended with exit code 1: Error: no rules today" });
  });

  it("that prints something else first is told what it did", async () => {
    await assert.rejects(Pack.connect(standIn("hello"), 15_000), { message: 'the policy pack printed "hello" where its port was wanted: let the pack log to stderr only' });
  });

  it("that stays silent is given up", async () => {
    await assert.rejects(Pack.connect(standIn(), 200), { message: "the policy pack did not start within 0.2 s" });
  });

  it("that ends in the middle fails every question at once", async () => {
    sound.kill();
    await assert.rejects(analyze(platform(), pack), { message: "the policy pack ended with SIGKILL: it said nothing" });
  });
});
