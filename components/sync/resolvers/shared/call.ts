import { type Setup } from "../../setup";
import { type Cursor } from "./cursor";
import { type Item } from "./record";

/** A call of a field, as far as the resolvers look at it: AppSync hands over more. */
export interface Call<A, R = unknown> {
  readonly args: A;
  readonly identity?: { readonly resolverContext: Claims };
  readonly stash: Stash;
  /** What the data source answered. After a failed condition: the item that is there. */
  readonly result: R;
  readonly error?: { readonly message: string; readonly type: string };
}

/** What the authorizer of the place says of the caller. A context holds texts only, so lists come as JSON. */
export interface Claims {
  readonly sub: string;
  readonly groups?: string;
}

/** What functions of one pipeline tell each other. */
export interface Stash {
  readonly setup: Setup;
  current?: Item | null;
  pass?: Cursor;
}
