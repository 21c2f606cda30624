import { runtime, util } from "@aws-appsync/utils";
import { type Call } from "./shared/call";
import { callerOf } from "./shared/caller";
import { insistOnSuccess } from "./shared/checks";
import { isShared, memberKey, ownerOf } from "./shared/keys";

/** Of a field about a space: named at the top, or in an input. */
interface Args {
  readonly space?: string;
  readonly input?: { readonly space: string };
}

/** Lets in whoever may see a space: its owner, whom its key names, and the users whom the owner let in. */
export function request(ctx: Call<Args>) {
  const space = ctx.args.input?.space ?? ctx.args.space ?? "";
  const caller = callerOf(ctx);
  if (ownerOf(space) === caller) return runtime.earlyReturn(null, { skipTo: "NEXT" });
  if (!isShared(space)) return util.unauthorized();
  return { operation: "GetItem", key: util.dynamodb.toMapValues({ space, id: memberKey(caller) }), consistentRead: true };
}

export function response(ctx: Call<Args, { readonly member: string } | null>) {
  insistOnSuccess(ctx.error);
  if (ctx.result?.member !== callerOf(ctx)) return util.unauthorized();
  return null;
}
