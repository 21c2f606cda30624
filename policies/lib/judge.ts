import { factsOf, plainProperties } from "./facts";
import type { Finding } from "./finding";
import { settingsOf } from "./settings";
import { Stack, type Member } from "./stack";
import type { Rule } from "./rule";
import { waivers, type Waiver } from "./waivers";

/** A resource as a program asks for it, and as the engine knows it afterwards. */
export interface Entry {
  readonly asked: Member;
  readonly known: Member;
}

/** What a rule finds about a resource. */
export interface Verdict {
  readonly rule: Rule;
  readonly name: string;
  readonly urn: string;
  readonly finding: Finding;
  /** What keeps a flaw from being reported. */
  readonly waiver: Waiver | undefined;
}

/** What a user has set about rules, by name. */
export type Configuration = Readonly<Record<string, unknown>>;

/**
 * Everything that rules find about resources, without the SDK and its server: each resource by what it asks for, and all together by what is known
 * of them, in the order of the rules. Levels are the caller's.
 */
export function judge(entries: readonly Entry[], rules: readonly Rule[], configuration: Configuration = {}): readonly Verdict[] {
  const stack = new Stack(entries.map(({ known }) => known));
  const byType = new Map<string, Entry[]>();
  for (const entry of entries) {
    const same = byType.get(entry.asked.type);
    if (same === undefined) byType.set(entry.asked.type, [entry]);
    else same.push(entry);
  }
  return rules.flatMap((rule): readonly Verdict[] => {
    const settings = settingsOf(rule.about.settings, objectOf(configuration[rule.about.name]));
    if ("checkStack" in rule) return [...rule.checkStack(stack, settings)].map(({ on, finding }) => verdictOf(rule, on, finding));
    const subjects = rule.types.includes("*") ? entries : rule.types.flatMap((type) => byType.get(type) ?? []);
    return subjects.flatMap(({ asked }): readonly Verdict[] => {
      const subject = { ...factsOf(asked.type, plainProperties(asked.props)), name: asked.name, provider: plainProperties(asked.provider?.props), opts: asked.opts, settings };
      // One type of another provider may mean several.
      if (subject.type !== asked.type && !rule.types.includes("*") && !rule.types.includes(subject.type)) return [];
      return [...rule.check(subject)].map((finding) => verdictOf(rule, asked, finding));
    });
  });
}

function verdictOf(rule: Rule, { name, urn }: Pick<Member, "name" | "urn">, finding: Finding): Verdict {
  return { rule, name, urn, finding, waiver: finding.verdict === "flaw" ? waivers.waiverOf(rule.about.name, { name, urn }) : undefined };
}

function objectOf(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
