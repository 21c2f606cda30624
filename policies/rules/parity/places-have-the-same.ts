import { flaw } from "../../lib/finding";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { isProperties, text, type Properties, type Value } from "../../lib/value";

/** What only one region has is missing on the day when the other one is all there is. */
export const placesHaveTheSame = stackRule({
  name: "parity-places-have-the-same",
  description: "What is named after one place stands in every other place too, unless a waiver says why not.",
  severity: "high",
  types: tokens.vpcs,
  fix: "Build it in the other place as well, or name it in waivers with the reason why one is enough.",
  controls: ["REL10-BP01", "REL13-BP04"],
  url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_config_drift.html",
  settings: {
    waivers: {
      type: "object", additionalProperties: { type: "string" }, default: {},
      description: "Reasons by name without place, such as `tables-*`; `*` stands for the rest. A waiver without a reason, or without anything to waive, is a flaw.",
    },
  },
}, check);

interface Named {
  readonly node: Node;
  readonly place: string;
  /** Name without its place. */
  readonly rest: string;
}

/** A place is the first word of a network's name: where no second network stands, there is nothing to compare. */
function* check(stack: Stack, settings: Properties): Sightings {
  const [network, ...networks] = stack.of(tokens.vpcs);
  const places = [...new Set([network, ...networks].flatMap((each) => each?.name.split("-")[0] ?? []))];
  if (network === undefined || places.length < 2) return;
  const waivers = waiversOf(settings["waivers"]);
  const lone = loneIn(stack, places);
  for (const { node, place, rest } of lone.filter((each) => !waivers.some(({ pattern }) => covers(pattern, each.rest)))) {
    yield { on: node, finding: flaw("its place", place, `${places.filter((other) => other !== place).map((other) => `${other}-${rest}`).join(" and ")} as well`) };
  }
  for (const { pattern, reason } of waivers) {
    if (reason === "") yield { on: network, finding: flaw(`waivers.${pattern}`, "without a reason", "a reason") };
    else if (!lone.some(({ rest }) => covers(pattern, rest))) yield { on: network, finding: flaw(`waivers.${pattern}`, "not needed", "no waiver for what every place has") };
  }
}

/** Resources, components among them, that not every place has; what stands under another of them goes without saying. */
function loneIn(stack: Stack, places: readonly string[]): readonly Named[] {
  const named = stack.all.flatMap((node): Named[] => {
    const place = places.find((each) => node.name.startsWith(`${each}-`));
    return place === undefined ? [] : [{ node, place, rest: node.name.slice(place.length + 1) }];
  });
  const known = new Set(named.map(({ node, place, rest }) => `${node.type} ${place}-${rest}`));
  const lone = named.filter(({ node, rest }) => places.some((place) => !known.has(`${node.type} ${place}-${rest}`)));
  const urns = new Set(lone.map(({ node }) => node.urn));
  return lone.filter(({ node }) => !urns.has(node.parentUrn ?? ""));
}

function waiversOf(waivers: Value): readonly { readonly pattern: string; readonly reason: string }[] {
  return isProperties(waivers) ? Object.entries(waivers).map(([pattern, reason]) => ({ pattern, reason: text(reason).trim() })) : [];
}

function covers(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
