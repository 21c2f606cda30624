import type { PlaceView } from "../graph/places";
import { type Part, spell, type Reader } from "../graph/references";
import { isObject } from "../../recorder/property";
import { secretOf } from "../graph/secrets";

/** Rewrites a text of one place so that the same text of the other place reads the same. */
export type Neutral = (text: string) => string;

/** Two places, seen from one of them. */
export interface Viewpoint {
  readonly here: PlaceView;
  readonly there: PlaceView;
}

/** Takes keys, regions and addresses of both places out of a text, and leaves which side they are on. */
export function neutralFor({ here, there }: Viewpoint): Neutral {
  const sides = [["here", here], ["there", there]] as const;
  const words = new Map(sides.flatMap(([side, place]) => [[place.region, `<${side}'s region>`], [place.key, `<${side}>`]] as const));
  const finder = new RegExp(`\\b(${[...words.keys()].map((word) => word.replaceAll(".", "\\.")).join("|")})`, "g");
  const blocks = sides.map(([side, { cidr }]) => ({ side, ...rangeOf(cidr) }));
  return (text) => text
    .replace(finder, (word) => words.get(word) ?? word)
    .replace(/\b(\d{1,3}(?:\.\d{1,3}){3})(\/\d{1,2})?\b/g, (whole, address: string, length: string | undefined) => {
      const number = numberOf(address);
      const block = blocks.find(({ first, size }) => number >= first && number < first + size);
      return block === undefined ? whole : `<${block.side}+${String(number - block.first)}${length ?? ""}>`;
    });
}

/** Value with every text rewritten, references spelt out first; secrets stay marked as such. */
export function neutralValue(value: unknown, reader: Reader, neutral: Neutral): unknown {
  if (typeof value === "string") return reader(value).map((part) => spelt(part, neutral)).join("");
  if (Array.isArray(value)) return value.map((item) => neutralValue(item, reader, neutral));
  if (!isObject(value)) return value;
  if (secretOf(value) !== undefined) return { ...value, value: neutralValue(value["value"], reader, neutral) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [neutral(key), neutralValue(item, reader, neutral)]));
}

/** Where resources of both places answer alike, each place means its own: `<here>` sorts first. */
function spelt(part: Part, neutral: Neutral): string {
  if (typeof part === "string") return neutral(part);
  return part.candidates.map((candidate) => neutral(spell([{ candidates: [candidate] }]))).sort()[0] ?? "";
}

function rangeOf(cidr: string): { readonly first: number; readonly size: number } {
  const [address = "", length = "32"] = cidr.split("/");
  return { first: numberOf(address), size: 2 ** (32 - Number(length)) };
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}
