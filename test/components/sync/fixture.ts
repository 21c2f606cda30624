import assert from "node:assert/strict";
import { type Caller } from "../../support/appsync/api";
import { FieldError } from "../../support/appsync/utils";
import { type Places } from "../../support/appsync/places";

export const ann: Caller = { sub: "ann", groups: ["provider"] };
export const bob: Caller = { sub: "bob" };
export const eve: Caller = { sub: "eve" };
export const own = "own#ann";
export const trip = "shared#ann#trip";

export interface Written {
  readonly status: string;
  readonly record: Readonly<Record<string, unknown>> | null;
}

export interface Page {
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly after: string;
  readonly more: boolean;
  readonly full: boolean;
  readonly at: number;
}

/** What is asked: of the first place, and about Ann's own space, unless it says otherwise. */
type Asked = Readonly<Record<string, unknown>> & { readonly place?: "use2" | "usw2" };

export function put(places: Places, caller: Caller, { place = "use2", ...input }: Asked): Written {
  places.pass();
  return places.apis[place].call("Mutation", "put", { caller, args: { input: { space: own, id: "r", kind: "note", body: "text", ...input } } });
}

export function remove(places: Places, caller: Caller, { place = "use2", ...input }: Asked): Written {
  places.pass();
  return places.apis[place].call("Mutation", "remove", { caller, args: { input: { space: own, id: "r", ...input } } });
}

export function changes(places: Places, caller: Caller, { place = "use2", ...args }: Asked): Page {
  return places.apis[place].call("Query", "changes", { caller, args: { space: own, ...args } });
}

export function share(places: Places, caller: Caller, args: Asked): unknown {
  return places.apis.use2.call("Mutation", "share", { caller, args: { space: trip, members: ["bob"], ...args } });
}

/** Asserts that a field ends with an error of this type, and with this message where one is given. */
export function refuses(run: () => unknown, type: string, message?: string): void {
  assert.throws(run, (error) => error instanceof FieldError && error.type === type && (message === undefined || error.message === message));
}
