import type * as z from "zod";

/** How a user is known: by a token of the user pool, or by an AWS signature with credentials of the identity pool. */
export type Door = "token" | "signature";

/** One thing that clients can ask for. */
export interface Operation {
  /** Name for programs, such as `registerDevice`. */
  readonly id: string;
  readonly method: "delete" | "get" | "post" | "put";
  /** Such as `/devices/{deviceId}`. Behind a signature, the same below `/signed`. */
  readonly path: string;
  /** One sentence. */
  readonly summary: string;
  /** What answers: the function of this name, or API Gateway itself where it is `place`. */
  readonly tag: Tag;
  /** Ways in; none is open to everybody. */
  readonly doors: readonly Door[];
  readonly body?: z.ZodType;
  /** Parts of the path, by name. */
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** By HTTP status: what it means, and what is in the body. Refusals are the same for all and stand in the document alone. */
  readonly replies: Readonly<Record<number, { readonly description: string; readonly body?: z.ZodType }>>;
}

/** An operation that wants a body. */
export interface OperationWith<B> extends Operation {
  readonly body: z.ZodType<B>;
}

export interface Parameter {
  readonly description: string;
  readonly schema: z.ZodType<string>;
}

/** Groups of operations, each answered by one function with one role. `place` needs none. */
export const tags = ["account", "devices", "events", "notifications", "place", "preferences", "uploads"] as const;
export type Tag = (typeof tags)[number];
