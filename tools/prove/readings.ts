import { gunzipSync } from "node:zlib";
import { containerIn } from "../recorder/json";
import { isObject } from "../recorder/property";
import { secretOf } from "../preview/graph/secrets";

/** A text somewhere in a value, as whoever gets the value will read it. */
export interface Reading {
  /** Such as `containerDefinitions[0].environment[2].value`; JSON inside a text is part of the path, other wrapping is said in brackets. */
  readonly at: string;
  readonly text: string;
  /** True for what may not be printed. */
  readonly secret: boolean;
}

/** Wrapping inside wrapping: deeper than this is no configuration. */
const deepest = 6;

/** Shorter runs of letters are words, and say nothing once decoded. */
const wrapped = /[A-Za-z0-9+/_-]{16,}={0,2}/g;

/** Texts in a value, keys of objects among them, and in what is packed into its texts: JSON, Base64 (zipped or not), percent encoding. */
export class Reader {
  readonly found: Reading[] = [];
  /** Paths of secrets whose value is not there to be read. */
  readonly hidden: string[] = [];

  constructor(value: unknown) {
    this.read(value, { at: "", secret: false, depth: 0 });
  }

  private read(value: unknown, where: Where): void {
    const secret = secretOf(value);
    if (secret !== undefined && !secret.known) this.hidden.push(where.at);
    else if (secret !== undefined) this.read(secret.value, { ...where, secret: true });
    else if (typeof value === "string") this.readText(value, where);
    else if (Array.isArray(value)) value.forEach((item, index) => { this.read(item, { ...where, at: `${where.at}[${String(index)}]` }); });
    else if (isObject(value)) this.readMembers(value, where);
  }

  private readMembers(value: Readonly<Record<string, unknown>>, where: Where): void {
    for (const [key, item] of Object.entries(value)) {
      const at = /^[\w$:@-]+$/.test(key) ? `${where.at}${where.at === "" ? "" : "."}${key}` : `${where.at}[${JSON.stringify(key)}]`;
      this.found.push({ at, text: key, secret: where.secret });
      this.read(item, { ...where, at });
    }
  }

  private readText(text: string, where: Where): void {
    if (where.depth >= deepest) return;
    const inner = { ...where, depth: where.depth + 1 };
    const json = containerIn(text);
    if (json !== undefined) { this.read(json, inner); return; }
    this.found.push({ at: where.at, text, secret: where.secret });
    const plain = percentDecoded(text);
    if (plain !== text) this.readText(plain, { ...inner, at: `${where.at} (percent-encoded)` });
    for (const [run] of text.matchAll(wrapped)) {
      const decoded = unwrapped(run);
      if (decoded !== undefined) this.readText(decoded, { ...inner, at: `${where.at} (in Base64)` });
    }
  }
}

const readings = new WeakMap<object, Reader>();

/** What a value reads as. Graphs that differ in one resource share the others: each is read once. */
export function readingsOf(value: object): Pick<Reader, "found" | "hidden"> {
  const known = readings.get(value) ?? new Reader(value);
  readings.set(value, known);
  return known;
}

interface Where {
  readonly at: string;
  readonly secret: boolean;
  readonly depth: number;
}

function percentDecoded(text: string): string {
  try {
    return /%[0-9A-Fa-f]{2}/.test(text) ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

/** What a run of Base64 holds, if that can be read. */
function unwrapped(run: string): string | undefined {
  const bytes = Buffer.from(run, "base64");
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? unzipped(bytes) : bytes)?.toString("utf8");
  return text !== undefined && /^[\t\n\r\x20-\x7e]{6,}$/.test(text) ? text : undefined;
}

function unzipped(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes);
  } catch {
    return undefined;
  }
}
