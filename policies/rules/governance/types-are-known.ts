import { isKnownType } from "../../lib/known-types";
import { flaw } from "../../lib/finding";
import { stackRule, type Rule, type Sightings, type StackRule } from "../../lib/rule";
import { strings } from "../../lib/settings";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import type { Properties } from "../../lib/value";

/** A type that no rule speaks about passes every rule. */
export function typesAreKnown(rules: () => readonly Rule[]): StackRule {
  return stackRule({
    name: "governance-types-are-known",
    description: "A rule speaks about each type of AWS resource, or it is known that none needs to.",
    severity: "low",
    level: "advisory",
    types: ["*"],
    fix: "Look what its security controls are; then write a rule, or name the type in the setting `types`.",
    controls: ["SEC01-BP06"],
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html",
    settings: { types: { type: "array", items: { type: "string" }, default: [], description: "Types of which it is known that no rule needs to speak." } },
  }, function* (stack: Stack, settings: Properties): Sightings {
    const known = new Set<string>([...Object.values(tokens).flat(), ...rules().flatMap(({ about }) => about.types), ...strings(settings, "types")]);
    const seen = new Set<string>();
    for (const on of stack.all.filter(({ type }) => /^aws(-native)?:/.test(type))) {
      if (known.has(on.type) || known.has(on.ownType) || isKnownType(on.type) || isKnownType(on.ownType) || seen.has(on.type)) continue;
      seen.add(on.type);
      yield { on, finding: flaw("its type", on.ownType, "one that a rule speaks about") };
    }
  });
}
