/** How a field is answered: by functions in turn, or by one resolver of its own. */
export type Field =
  | { readonly type: "Query" | "Mutation"; readonly field: string; readonly functions: readonly [FunctionUse, ...FunctionUse[]] }
  | { readonly type: "Subscription"; readonly field: string; readonly code: string; readonly source: Source };

/** What a resolver may do with the table: each has a role of its own. */
export type Source = "none" | "read" | "write";

/** A function, and the source that it asks. */
export interface FunctionUse {
  /** Its file in `resolvers`. */
  readonly code: string;
  readonly source: Source;
}

const admit = { code: "admit", source: "read" } as const;
const read = { code: "read", source: "read" } as const;
const write = { code: "write", source: "write" } as const;

/** Every field of the schema's roots. Whoever asks about a space is let in first, by `admit` or by the field's only function. */
export const fields: readonly Field[] = [
  { type: "Query", field: "spaces", functions: [{ code: "spaces", source: "read" }] },
  { type: "Query", field: "members", functions: [admit, { code: "members", source: "read" }] },
  { type: "Query", field: "record", functions: [admit, read] },
  { type: "Query", field: "changes", functions: [admit, { code: "changes", source: "read" }] },
  { type: "Mutation", field: "put", functions: [admit, read, write] },
  { type: "Mutation", field: "remove", functions: [admit, read, write] },
  { type: "Mutation", field: "share", functions: [{ code: "share", source: "write" }] },
  { type: "Mutation", field: "unshare", functions: [{ code: "unshare", source: "write" }] },
  { type: "Subscription", field: "changed", code: "on-changed", source: "read" },
  { type: "Subscription", field: "shared", code: "on-shared", source: "none" },
];

/** Every function once, in the order of first use. */
export function functionsOf(all: readonly Field[]): readonly FunctionUse[] {
  const uses = all.flatMap((field) => ("functions" in field ? field.functions : []));
  return uses.filter(({ code }, rank) => uses.findIndex((other) => other.code === code) === rank);
}
