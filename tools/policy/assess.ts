import { judge, type Verdict } from "../../policies/lib/judge";
import { reveal } from "../../policies/lib/value";
import { waivers, type Waiver } from "../../policies/lib/waivers";
import type { Rule } from "../../policies/lib/rule";
import { rules } from "../../policies/pack";
import { ruleSettings } from "../preview/policy/config";
import type { Level } from "../preview/policy/levels";
import type { PackInfo } from "../preview/policy/pack";
import type { Graph } from "../recorder/graph";
import { entriesOf } from "./entries";

/** What a user has decided about the rules. */
export interface Stance {
  /** Levels and settings by the names of rules, and the file that says so. */
  readonly config: { readonly content: unknown; readonly file: string };
  readonly waivers: unknown;
  /** Day on which waivers are judged, as `2026-11-21`. */
  readonly today: string;
}

/** One thing that a rule found about one resource. */
export interface Finding {
  readonly rule: Rule;
  readonly level: Level;
  readonly name: string;
  readonly urn: string;
  /** Property, and what is wrong with it; of a rule that could not decide, the property alone. */
  readonly property: string;
  readonly flaw: { readonly got: string; readonly want: string } | undefined;
  readonly waiver: Waiver | undefined;
}

/** Everything that the rules find about a graph, in their order. */
export interface Assessment {
  readonly graph: Pick<Graph, "project" | "stack" | "resources">;
  readonly pack: PackInfo;
  /** Rules that are not disabled. */
  readonly rules: readonly Rule[];
  readonly levels: ReadonlyMap<string, Level>;
  /** What mandatory rules object to. */
  readonly violations: readonly Finding[];
  /** What others do. */
  readonly advice: readonly Finding[];
  readonly waived: readonly Finding[];
  /** What rules had no verdict about. */
  readonly undecided: readonly Finding[];
}

/** The pack as its users configure it. */
export function packInfo({ name, version }: { readonly name: string; readonly version: string }): PackInfo {
  return {
    name, version,
    rules: rules.map(({ about }) => ({
      name: about.name, description: about.description, level: about.level ?? "mandatory", severity: about.severity, settings: { ...about.settings },
    })),
  };
}

/**
 * Judges a graph by all rules that a user has left on.
 * @throws {PackConfigProblem} with everything that the configuration names and the pack does not have.
 */
export function assess(graph: Graph, pack: PackInfo, { config, waivers: exceptions, today }: Stance): Assessment {
  const settings = ruleSettings(config.content, pack, config.file);
  const levelOf = (rule: Rule): Level => settings.get(rule.name)?.level ?? "mandatory";
  const asked = rules.filter((rule) => levelOf(rule) !== "disabled");
  waivers.open(reveal(exceptions), today);
  const found = judge(entriesOf(graph), asked, Object.fromEntries([...settings].map(([rule, { properties }]) => [rule, properties])))
    .flatMap((verdict) => findingOf(verdict, levelOf(verdict.rule)));
  const objections = unique(found.filter(({ flaw, waiver }) => flaw !== undefined && waiver === undefined));
  return {
    graph, pack, rules: asked, levels: new Map([...settings].map(([rule, { level }]) => [rule, level])),
    violations: objections.filter(({ level }) => level !== "advisory"),
    advice: objections.filter(({ level }) => level === "advisory"),
    waived: unique(found.filter(({ waiver }) => waiver !== undefined)),
    undecided: unique(found.filter(({ flaw }) => flaw === undefined)),
  };
}

/** True where nothing stands in the way of an update: no mandatory rule objects, and each of them has decided. */
export function isClean({ violations, undecided }: Assessment): boolean {
  return violations.length === 0 && undecided.every(({ level }) => level === "advisory");
}

function findingOf({ rule, name, urn, finding, waiver }: Verdict, level: Level): readonly Finding[] {
  if (finding.verdict === "exempt") return [];
  const flaw = finding.verdict === "flaw" ? { got: finding.got, want: finding.want } : undefined;
  return [{ rule, level, name, urn, property: finding.property, flaw, waiver }];
}

/** Each finding once: two statements of one policy may have the same flaw. */
function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((each) => [JSON.stringify([each.rule.name, each.urn, each.property, each.flaw]), each])).values()];
}
