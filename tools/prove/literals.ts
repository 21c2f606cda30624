import { balancerZones, networkBalancerZones, websiteZones } from "../answers/regions";
import type { PlaceView } from "../preview/graph/places";

/** All that gives a place away in a text that no resource answered. */
export interface PlaceNames {
  readonly key: string;
  readonly words: RegExp;
  readonly block: { readonly first: number; readonly size: number };
  /** What was found in each text: most texts, the names of properties above all, turn up again and again. */
  readonly known: Map<string, readonly Literal[]>;
}

/** A name of a place, with the word that it is a part of, such as `sqs.us-east-2.amazonaws.com`. */
export interface Literal {
  readonly literal: string;
  readonly word: string;
}

/** Names of a place: its region and zones, its key, AWS's own DNS zones in the region, addresses of its network. */
export function namesOf({ key, region, cidr }: Pick<PlaceView, "key" | "region" | "cidr">): PlaceNames {
  const zones = [balancerZones, networkBalancerZones, websiteZones].flatMap((table) => table[region] ?? []);
  const words = [`(?<![a-z0-9])${region}(?![0-9])`, `(?<![A-Za-z0-9])${key}(?![A-Za-z0-9])`, ...zones.map((zone) => `\\b${zone}\\b`)];
  const [address = "", length = "32"] = cidr.split("/");
  return { key, words: new RegExp(words.join("|"), "g"), block: { first: numberOf(address), size: 2 ** (32 - Number(length)) }, known: new Map() };
}

/** True where a text names the place in any way. */
export function namesPlace(text: string, names: PlaceNames): boolean {
  return literalsIn(text, names).length > 0;
}

/** What in a text names the place. */
export function literalsIn(text: string, names: PlaceNames): readonly Literal[] {
  const known = names.known.get(text) ?? literals(text, names);
  names.known.set(text, known);
  return known;
}

function literals(text: string, { words, block }: PlaceNames): readonly Literal[] {
  const named = [...text.matchAll(words)].map((match) => ({ literal: match[0], word: wordAround(text, match.index) }));
  const addressed = [...text.matchAll(/(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.]\d|\d)(\/\d{1,2})?/g)]
    .filter(([address]) => { const number = numberOf(address.split("/")[0] ?? ""); return number >= block.first && number < block.first + block.size; })
    .map(([address]) => ({ literal: address, word: address }));
  const seen = new Set<string>();
  return [...named, ...addressed].filter(({ word }) => !seen.has(word) && seen.add(word).size > 0);
}

/** The letters without a break around a position. */
function wordAround(text: string, at: number): string {
  const before = /[^\s"'`,;()<>{}[\]|]*$/.exec(text.slice(0, at))?.[0] ?? "";
  const after = /^[^\s"'`,;()<>{}[\]|]*/.exec(text.slice(at))?.[0] ?? "";
  return before + after;
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}
