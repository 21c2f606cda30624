import { util } from "@aws-appsync/utils";

/**
 * Where a device stands in the changes of a space: a text that it keeps and gives back. `rest` waits for what changes after
 * `since`; `full` and `delta` are in the middle of a pass, at `token`.
 */
export interface Cursor {
  readonly place: string;
  readonly mode: "rest" | "full" | "delta";
  /** When the last full pass began, or this one. Milliseconds since 1970, like all here. */
  readonly fullAt: number;
  readonly since: number;
  readonly startedAt: number;
  readonly token: string | null;
}

const form = "1";
const separator = "|";

export function textOf(cursor: Cursor): string {
  return [form, cursor.place, cursor.mode, `${cursor.fullAt}`, `${cursor.since}`, `${cursor.startedAt}`, cursor.token ?? ""].join(separator);
}

/** Nothing for a text that is none of ours, so that its device starts over. */
function parse(text: string): Cursor | undefined {
  const [known, place, mode, fullAt, since, startedAt, ...token] = text.split(separator);
  if (known !== form || place === undefined || (mode !== "rest" && mode !== "full" && mode !== "delta")) return undefined;
  const [full, from, start] = [numberIn(fullAt), numberIn(since), numberIn(startedAt)];
  if (full === undefined || from === undefined || start === undefined) return undefined;
  return { place, mode, fullAt: full, since: from, startedAt: start, token: token.join(separator) };
}

function numberIn(text: string | undefined): number | undefined {
  if (text === undefined || !util.matches("^(0|[1-9][0-9]{0,14})$", text)) return undefined;
  const number: unknown = JSON.parse(text);
  return typeof number === "number" ? number : undefined;
}

/** What decides how much a device has to be given. */
export interface Rules {
  readonly place: string;
  readonly overlapMs: number;
  readonly fullEveryMs: number;
}

/**
 * The pass that a call goes on with, or begins. Everything is given again to a device that comes from another place, whose clock
 * and whose order these changes do not have, and once in a while to every device, since what a lost region held can arrive late, under an old time.
 */
export function passOf(after: string | null | undefined, now: number, rules: Rules): Cursor {
  const given = parse(after ?? "");
  const full: Cursor = { place: rules.place, mode: "full", fullAt: now, since: 0, startedAt: now, token: null };
  if (given === undefined || given.place !== rules.place) return full;
  if (given.mode !== "rest") return given;
  if (now - given.fullAt >= rules.fullEveryMs) return full;
  return { place: given.place, mode: "delta", fullAt: given.fullAt, since: given.since, startedAt: now, token: null };
}

/** Where the device stands after a page: at the next one, or at rest, a little before the pass began. */
export function afterPage(pass: Cursor, token: string | null | undefined, overlapMs: number): Cursor {
  if (token !== null && token !== undefined && token !== "") {
    return { place: pass.place, mode: pass.mode, fullAt: pass.fullAt, since: pass.since, startedAt: pass.startedAt, token };
  }
  const since = Math.max(0, pass.startedAt - overlapMs);
  return { place: pass.place, mode: "rest", fullAt: pass.fullAt, since, startedAt: pass.startedAt, token: null };
}
