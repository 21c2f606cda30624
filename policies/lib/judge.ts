import { factsOf, plainProperties } from "./facts";
import type { Finding } from "./finding";
import { settingsOf } from "./settings";
import { Stack, type Member } from "./stack";
import type { Rule } from "./rule";

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
}

/** What a user has set about rules, by name. */
export type Configuration = Readonly<Record<string, unknown>>;

/**
 * Everything that rules find about resources, without the SDK and its server: each resource by what it asks for, and all together by what is known
 * of them, in the order of the rules. Waivers and levels are the caller's.
 */
export function judge(entries: readonly Entry[], rules: readonly Rule[], configuration: Configuration = {}): readonly Verdict[] {
  const stack = new Stack(entries.map(({ known }) => known));
  const byType = new Map<string, Entry[]>();
  for (const entry of entries) byType.set(entry.asked.type, [...byType.get(entry.asked.type) ?? [], entry]);
  return rules.flatMap((rule): readonly Verdict[] => {
    const settings = settingsOf(rule.about.settings, objectOf(configuration[rule.about.name]));
    if ("checkStack" in rule) return [...rule.checkStack(stack, settings)].map(({ on, finding }) => ({ rule, name: on.name, urn: on.urn, finding }));
    const subjects = rule.types.includes("*") ? entries : rule.types.flatMap((type) => byType.get(type) ?? []);
    return subjects.flatMap(({ asked }) => {
      const subject = { ...factsOf(asked.type, plainProperties(asked.props)), name: asked.name, provider: plainProperties(asked.provider?.props), opts: asked.opts, settings };
      return [...rule.check(subject)].map((finding) => ({ rule, name: asked.name, urn: asked.urn, finding }));
    });
  });
}

function objectOf(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
