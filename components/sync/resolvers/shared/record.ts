import { recordIdOf } from "./keys";

/** A record as the table has it. */
export interface Item {
  readonly space: string;
  readonly id: string;
  readonly kind: string;
  readonly body?: string;
  readonly version: number;
  readonly write: string;
  readonly trail: readonly string[];
  readonly author: string;
  readonly changed: number;
  readonly deleted: boolean;
  /** Second after which DynamoDB takes a stone away. */
  readonly expires?: number;
}

/** A record as callers see it. */
export interface Shown extends Omit<Item, "body" | "changed" | "expires"> {
  readonly body: string | null;
  readonly changedAt: number;
}

export function show(item: Item): Shown {
  return {
    space: item.space, id: recordIdOf(item.id), kind: item.kind, body: item.body ?? null, version: item.version, write: item.write,
    trail: item.trail, author: item.author, changedAt: item.changed, deleted: item.deleted,
  };
}

/** What a write says that it changes. */
export interface Change {
  readonly write: string;
  readonly base?: string | null;
}

/**
 * Whether a change is to be written, was written before, or goes by something that is not there. A write that the record
 * remembers took effect, whatever came after it.
 */
export function judge(current: Item | null | undefined, change: Change): "write" | "repeat" | "conflict" {
  if (current === null || current === undefined) return (change.base ?? "") === "" ? "write" : "conflict";
  if (current.write === change.write || current.trail.includes(change.write)) return "repeat";
  return current.write === change.base ? "write" : "conflict";
}

/** What a mutation answers. */
export function written(space: string, status: "APPLIED" | "CONFLICT", item: Item | null | undefined) {
  return { space, status, record: item === null || item === undefined ? null : show(item) };
}
