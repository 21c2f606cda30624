import { isProperties, list, text, type Value } from "./value";

/** An exception that somebody has agreed to, for a while. */
export interface Waiver {
  /** Name of a rule. */
  readonly policy: string;
  /** Name or URN of a resource; `*` stands for any part of it. */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it holds, such as `2027-03-31`. */
  readonly expires: string;
}

/** A flaw that a waiver has kept from being reported. */
export interface Waived { readonly waiver: Waiver; readonly resource: string; readonly urn: string }

/** Names of what a waiver says. */
export const waiverKeys = ["policy", "resource", "reason", "owner", "expires"] as const;

/** Waivers that are in force, and what they have kept quiet since the last stack. */
export class WaiverBook {
  #entries: readonly Waiver[] = [];
  #own: readonly Waiver[] = [];
  #configured = "";
  readonly #used = new Map<string, Waived>();

  /** Day on which waivers are judged, as `2026-11-21`. */
  today = "";

  /** Waivers of the pack's own file. */
  open(entries: Value, today: string): void {
    this.today = today;
    this.#own = waiversIn(entries);
    this.#entries = this.#own;
    this.#configured = "";
    this.#used.clear();
  }

  /** Takes in the waivers that a user's configuration adds to those of the file. */
  add(entries: Value): void {
    const key = JSON.stringify(entries ?? []);
    if (key === this.#configured) return;
    this.#configured = key;
    this.#entries = [...this.#own, ...waiversIn(entries)];
  }

  get entries(): readonly Waiver[] {
    return this.#entries;
  }

  /** The waiver that covers a flaw and has not ended, if there is one; its use is noted. */
  waiverOf(policy: string, { name, urn }: { readonly name: string; readonly urn: string }): Waiver | undefined {
    const waiver = this.#entries.find((each) => each.policy === policy && !isOver(each, this.today) && [name, urn].some((id) => covers(each.resource, id)));
    if (waiver !== undefined) this.#used.set(`${this.#entries.indexOf(waiver)} ${urn}`, { waiver, resource: name, urn });
    return waiver;
  }

  /** What was waived, by waiver and resource. */
  get used(): readonly Waived[] {
    return [...this.#used.values()];
  }

  /** Forgets what was used, before the next stack. */
  turn(): void {
    this.#used.clear();
  }
}

/** The waivers of this process: one pack, one stack at a time. */
export const waivers = new WaiverBook();

/** Whether its last day is past. One without a day never was in force. */
export function isOver({ expires }: Waiver, today: string): boolean {
  return !isDay(expires) || expires < today;
}

/** Whether a text is a day of the calendar, as `2027-03-31`. */
export function isDay(day: string): boolean {
  const read = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}

/** Days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Whether a pattern, in which `*` stands for any text, means this name. */
export function covers(pattern: string, name: string): boolean {
  const [start = "", ...parts] = pattern.split("*");
  const end = parts.pop();
  if (end === undefined) return name === pattern;
  if (!name.startsWith(start) || name.length < start.length + end.length || !name.endsWith(end)) return false;
  let here = start.length;
  const last = name.length - end.length;
  for (const part of parts) {
    const found = name.indexOf(part, here);
    if (found < 0 || found + part.length > last) return false;
    here = found + part.length;
  }
  return true;
}

function waiversIn(entries: Value): readonly Waiver[] {
  return list(entries).filter(isProperties).map((entry) => ({
    policy: text(entry["policy"]), resource: text(entry["resource"]), reason: text(entry["reason"]).trim(), owner: text(entry["owner"]).trim(),
    expires: text(entry["expires"]),
  }));
}
