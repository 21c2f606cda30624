import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { judge, type Entry } from "../../policies/lib/judge";
import { reveal } from "../../policies/lib/value";
import { waivers } from "../../policies/lib/waivers";
import { rules as everyRule } from "../../policies/pack";
import { type Graph, nameOf, type ResourceState } from "../../tools/recorder/graph";
import { recordedStack } from "../support/stacks";
import { byArc } from "../support/variants";
import { entriesOf } from "../../tools/policy/entries";
import { mutants, type Mutant } from "./mutants";
import { found } from "./spoil";
import { configured, packConfig, violationsOf } from "./support";

/** Day on which the waivers are judged here, whenever the tests run. */
const today = "2026-11-21";
const file = reveal(JSON.parse(readFileSync(join(__dirname, "../../policies/waivers.json"), "utf8")));

describe("the policy pack on the platform itself", function () {
  // A stack that no test has recorded yet is recorded here.
  this.timeout(60_000);
  after(() => { waivers.open([], ""); });

  it("says nothing about prod but what is waived", async () => {
    waivers.open(file, today);
    const said = await violationsOf((await recordedStack("prod")).graph, configured(everyRule, packConfig("prod")));
    assert.deepEqual(said.filter(({ rule }) => rule !== "governance-waivers-are-shown").map(({ rule, message }) => `${rule}: ${message.split("\n")[1] ?? ""}`), []);
    assert.deepEqual([...new Set(said.map(({ level }) => level))], ["advisory"]);
    assert.ok(said.length >= waivers.entries.length, "each waiver is said");
  });

  for (const [stack, set] of [["dev", []], ["prod", byArc]] as const) {
    it(`finds nothing in ${[stack, ...set].join(" with ")} but what is waived`, async () => {
      waivers.open(file, today);
      const verdicts = judge(entriesOf((await recordedStack(stack, set)).graph), everyRule, packConfig(stack));
      assert.deepEqual(verdicts.filter(({ rule, finding, waiver }) => finding.verdict === "flaw" && waiver === undefined && rule.about.name !== "governance-waivers-are-shown")
        .map(({ rule, name, finding }) => [rule.about.name, name, finding]), []);
    });
  }
});

describe("mutants of the platform", () => {
  const caught: string[] = [];
  after(() => {
    const names = new Set(mutants.map(({ rule }) => rule));
    process.stdout.write(`  mutation score: ${String(caught.length)} of ${String(mutants.length)} mutants of prod caught by the rule that is meant to, ${String(names.size)} rules\n`);
  });

  it("has a mutant for every rule that judges resources", () => {
    const aboutWaivers = /^governance-waivers-/;
    assert.deepEqual(everyRule.map(({ name }) => name).filter((name) => !aboutWaivers.test(name) && !mutants.some(({ rule }) => rule === name)), []);
    assert.deepEqual(mutants.filter(({ rule }) => !everyRule.some(({ name }) => name === rule)), []);
  });

  for (const mutant of mutants) {
    it(`catches ${mutant.flaw} by ${mutant.rule}`, async () => {
      const { graph } = await recordedStack("prod");
      const before = calm[mutant.rule] === undefined ? usual(graph).get(mutant.rule) : flawsOf(entriesOf(graph), mutant, calm[mutant.rule]);
      const after = mutant.settings === undefined ? meant(graph, mutant).get(mutant.rule) : flawsOf(entriesOf(spoilt(graph, mutant)), mutant, mutant.settings);
      assert.ok(after?.some((flaw) => before?.includes(flaw) !== true) === true, `nothing new among ${JSON.stringify(after)}`);
      caught.push(mutant.flaw);
    });
  }
});

/** Settings by which a rule is silent about the platform, where a waiver keeps it so in its stacks. */
const calm: Readonly<Record<string, object>> = { "governance-spending-has-a-bound": { budget: false } };

/** What a mutant spoils for another rule as well, by what each of the two asks for. */
const shared: Readonly<Record<string, readonly string[]>> = {
  // A policy without a statement cannot be read.
  "a queue that takes plain HTTP": ["least-privilege-resource-policies-name-principals"],
  "a topic that takes plain HTTP": ["least-privilege-resource-policies-name-principals"],
  // The platform has no repository, and no copies of one.
  "images under ECR's own key": ["recovery-images-outlive-a-region"],
  "images that nobody looks into": ["recovery-images-outlive-a-region"],
  // The way up needs a role by a pattern, which one statement alone betrays.
  "a task that may pass any role to a function of its own": ["least-privilege-policies-name-actions-and-resources"],
  // Its role is nobody's then.
  "a sync API that one place lacks": ["least-privilege-roles-are-used"],
  // Its key is the second region's.
  "a replica of a table in a third region": ["encryption-keys-stand-in-their-region"],
};

/** Rules that a mutant is meant for. */
const rulesOf = ({ flaw, rule }: Mutant): typeof everyRule => everyRule.filter(({ name }) => name === rule || shared[flaw]?.includes(name) === true);

describe("other rules", () => {
  it("have nothing to say about a mutant that is not theirs", async () => {
    const { graph } = await recordedStack("prod");
    const stray = together(mutants.filter(({ settings }) => settings === undefined)).flatMap((some) => {
      const expected = some.map((mutant) => meant(graph, mutant));
      // Where many say no more than each by itself, none is asked about alone.
      if (strangers(usual(graph), expected, flawsIn(graph, some.reduce<Pick<Graph, "resources">>(spoilt, graph))).length === 0) return [];
      return some.flatMap((mutant, rank) => strangers(usual(graph), expected.slice(rank, rank + 1), flawsIn(graph, spoilt(graph, mutant))).map((rule) => `${mutant.flaw}: ${rule}`));
    });
    assert.deepEqual(stray, []);
  });
});

/** Mutants in groups that spoil different resources, and of one rule as seldom as can be. */
function together(all: readonly Mutant[]): readonly (readonly Mutant[])[] {
  const groups: Mutant[][] = [];
  for (const [rank, mutant] of all.entries()) {
    const free = groups.filter((group) => group.length < 8 && !group.some(({ on }) => on === mutant.on));
    const group = free.length < 16 ? undefined : free[rank % free.length];
    if (group === undefined) groups.push([mutant]);
    else group.push(mutant);
  }
  return groups;
}

/** Rules that find what is neither usual nor expected. */
function strangers(known: Flaws, expected: readonly Flaws[], found: Flaws): readonly string[] {
  return [...found].filter(([rule, flaws]) => !rule.startsWith("governance-waivers-")
    && flaws.some((flaw) => ![known, ...expected].some((each) => each.get(rule)?.includes(flaw) === true))).map(([rule]) => rule);
}

/** What rules find wrong, by the name of the rule. */
type Flaws = ReadonlyMap<string, readonly string[]>;

const usualOf = new WeakMap<Graph, Flaws>();
const meantOf = new Map<Mutant, Flaws>();

/** What every rule finds wrong with prod as it is: decided once. */
function usual(graph: Graph): Flaws {
  const known = usualOf.get(graph) ?? flaws(entriesOf(graph));
  usualOf.set(graph, known);
  return known;
}

/** What the rules that a mutant is meant for find wrong with it: decided once. */
function meant(graph: Graph, mutant: Mutant): Flaws {
  const known = meantOf.get(mutant) ?? flawsIn(graph, spoilt(graph, mutant), rulesOf(mutant));
  meantOf.set(mutant, known);
  return known;
}

/** What rules find wrong with a graph: of those that judge one resource at a time, about what differs from another; the others speak about all. */
function flawsIn(graph: Graph, after: Pick<Graph, "resources">, rules = everyRule): Flaws {
  const before = new Set(graph.resources);
  const different = new Set(after.resources.filter((each) => !before.has(each)).map(({ urn }) => urn));
  const entries = entriesOf(after);
  const [ofOne, ofAll] = [rules.filter((rule) => !("checkStack" in rule)), rules.filter((rule) => "checkStack" in rule)];
  return new Map([...flaws(entries.filter(({ asked: { urn } }) => different.has(urn)), ofOne), ...(ofAll.length === 0 ? [] : flaws(entries, ofAll))]);
}

function flaws(entries: readonly Entry[], rules = everyRule, configuration: Readonly<Record<string, unknown>> = packConfig("prod")): Flaws {
  const found = new Map<string, string[]>();
  for (const { rule, name, finding } of judge(entries, rules, configuration)) {
    if (finding.verdict === "flaw") found.set(rule.about.name, [...found.get(rule.about.name) ?? [], `${name} ${JSON.stringify(finding)}`]);
  }
  return found;
}

/** What the rule of a mutant finds wrong, with settings over those of prod. */
function flawsOf(entries: readonly Entry[], { rule }: Mutant, settings: object = {}): readonly string[] {
  const configuration = packConfig("prod");
  return flaws(entries, everyRule.filter(({ name }) => name === rule), { ...configuration, [rule]: { ...configuration[rule], ...settings } }).get(rule) ?? [];
}

function spoilt({ resources }: Pick<Graph, "resources">, { on, spoil }: Mutant): Pick<Graph, "resources"> {
  const [type = "", name = ""] = on.split(" ");
  if (!resources.some((each) => `${each.type} ${nameOf(each)}` === on)) {
    const plant = spoil({ urn: `urn:pulumi:prod::understudy::${type}::${name}`, type, custom: true, id: name, inputs: {}, outputs: {} }, resources);
    return { resources: plant === undefined ? resources : [...resources, withNames(plant, resources)] };
  }
  const target = found(resources, on);
  return { resources: resources.flatMap((each) => (each === target ? spoil(each, resources) ?? [] : [each])) };
}

/** Puts the load balancer's name, which only the graph knows, where a planted resource stands for it. */
function withNames(plant: ResourceState, resources: readonly ResourceState[]): ResourceState {
  const name = String(found(resources, "aws:lb/loadBalancer:LoadBalancer use2-balancer").outputs["dnsName"]);
  const filled = JSON.parse(JSON.stringify(plant.inputs).replaceAll("<balancer>", name)) as ResourceState["inputs"];
  return { ...plant, inputs: filled, outputs: filled };
}
