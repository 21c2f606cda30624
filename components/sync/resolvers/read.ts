import { util } from "@aws-appsync/utils";
import { type Call } from "./shared/call";
import { insistOnName, insistOnSuccess } from "./shared/checks";
import { recordKey } from "./shared/keys";
import { show, type Item } from "./shared/record";

interface Args {
  readonly space?: string;
  readonly id?: string;
  readonly input?: { readonly space: string; readonly id: string };
}

/** The record that a field is about, as it is now: kept for the function that follows, or the answer. */
export function request(ctx: Call<Args>) {
  const { space, id } = ctx.args.input ?? ctx.args;
  insistOnName("id", id ?? "");
  return { operation: "GetItem", key: util.dynamodb.toMapValues({ space, id: recordKey(id ?? "") }), consistentRead: true };
}

export function response(ctx: Call<Args, Item | null>) {
  insistOnSuccess(ctx.error);
  ctx.stash.current = ctx.result;
  return ctx.result === null ? null : show(ctx.result);
}
