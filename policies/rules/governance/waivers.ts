import { flaw } from "../../lib/finding";
import { resourceRule, stackRule, type ResourceRule, type Sightings, type StackRule } from "../../lib/rule";
import { type Stack } from "../../lib/stack";
import { text, type Properties } from "../../lib/value";
import { covers, daysBetween, isDay, isOver, waiverKeys, waivers, type Waiver } from "../../lib/waivers";

const url = "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/welcome.html";
const controls = ["SEC01-BP06"] as const;
/** Shortest reason that says something, in letters. */
const reasonLetters = 20;

/**
 * First of all rules, so that every other one knows what a user's configuration waives: the SDK shows each rule its own configuration alone.
 */
export const waiversAreRead: ResourceRule = resourceRule({
  name: "governance-waivers-are-read",
  description: "Waivers of the pack's configuration are read before anything is judged.",
  severity: "low",
  level: "advisory",
  types: ["*"],
  fix: "Give each waiver policy, resource, reason, owner and expires.",
  controls,
  url,
  settings: {
    waivers: {
      type: "array", default: [], items: { type: "object" },
      description: "Waivers beside those of waivers.json: each with policy, resource (a name or a URN, `*` for any part of it), reason, owner and expires (a day such as 2027-03-31).",
    },
  },
}, function* ({ settings }) {
  waivers.add(settings["waivers"]);
  yield* [];
});

/** Rules that need to be last: what a waiver was for is known when everything has been judged. */
export function waiverRules(names: () => readonly string[]): readonly [StackRule, StackRule] {
  return [inForce(names), shown()];
}

function inForce(names: () => readonly string[]): StackRule {
  return stackRule({
    name: "governance-waivers-are-in-force",
    description: "Each waiver names a rule, a reason, an owner and a day on which it ends, has not ended, and is needed.",
    severity: "medium",
    types: ["*"],
    fix: "Remove the waiver, or have its owner say why it is needed for longer.",
    controls,
    url,
    settings: { longestDays: { type: "integer", default: 366, description: "Days for which a waiver may hold, at most." } },
  }, function* (stack: Stack, settings: Properties): Sightings {
    const root = stack.all.find(({ type }) => type === "pulumi:pulumi:Stack") ?? stack.all[0];
    if (root === undefined) return;
    for (const waiver of waivers.entries) {
      for (const [property, got, want] of problemsOf(waiver, { names: names(), stack, longest: Number(text(settings["longestDays"])) })) {
        yield { on: root, finding: flaw(`${property} of the waiver of ${waiver.policy} for ${waiver.resource}`, got, want) };
      }
    }
  });
}

interface Bounds { readonly names: readonly string[]; readonly stack: Stack; readonly longest: number }

function problemsOf(waiver: Waiver, { names, stack, longest }: Bounds): readonly (readonly [string, string, string])[] {
  const missing = waiverKeys.filter((key) => waiver[key] === "").map((key) => [key, "not set", "a value"] as const);
  if (missing.length > 0) return missing;
  if (!names.includes(waiver.policy)) return [["policy", `"${waiver.policy}"`, "the name of a rule of this pack"]];
  if (!isDay(waiver.expires)) return [["expires", `"${waiver.expires}"`, "a day such as 2027-03-31"]];
  if (isOver(waiver, waivers.today)) return [["expires", waiver.expires, "a day that is not past"]];
  const days = daysBetween(waivers.today, waiver.expires);
  return [
    ...waiver.reason.length < reasonLetters ? [["reason", `"${waiver.reason}"`, "a sentence that says why"] as const] : [],
    ...days > longest ? [["expires", `${waiver.expires}, in ${days} days`, `${longest} days or less`] as const] : [],
    ...waivers.used.some((used) => used.waiver === waiver) ? [] : [["use", "none", means(waiver, stack) ? "a flaw that it waives" : "a resource of that name"] as const],
  ];
}

function means({ resource }: Waiver, stack: Stack): boolean {
  return stack.all.some(({ name, urn }) => covers(resource, name) || covers(resource, urn));
}

function shown(): StackRule {
  return stackRule({
    name: "governance-waivers-are-shown",
    description: "What is waived is said at every run.",
    severity: "low",
    level: "advisory",
    types: ["*"],
    fix: "Mend it before the waiver ends.",
    controls,
    url,
  }, function* (): Sightings {
    const used = [...waivers.used];
    waivers.turn();
    for (const { waiver, resource, urn } of used) {
      yield { on: { name: resource, urn }, finding: flaw(waiver.policy, `waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`, "it mended by then") };
    }
  });
}
