import { extensions, util } from "@aws-appsync/utils";
import { type Call } from "./shared/call";
import { callerOf } from "./shared/caller";
import { insistOnSuccess } from "./shared/checks";
import { isShared, memberKey, ownerOf } from "./shared/keys";

interface Args {
  readonly space: string;
}

/** Looks whether whoever wants to listen to a space may. For an owner there is nothing to find, and nothing is needed. */
export function request(ctx: Call<Args>) {
  const { space } = ctx.args;
  const caller = callerOf(ctx);
  if (ownerOf(space) !== caller && !isShared(space)) return util.unauthorized();
  return { operation: "GetItem", key: util.dynamodb.toMapValues({ space, id: memberKey(caller) }), consistentRead: true };
}

/** Lets through what was written to this space, and ends when its owner takes the listener out. */
export function response(ctx: Call<Args, { readonly member: string } | null>) {
  insistOnSuccess(ctx.error);
  const { space } = ctx.args;
  const caller = callerOf(ctx);
  if (ownerOf(space) !== caller && ctx.result?.member !== caller) return util.unauthorized();
  const here = { fieldName: "space", operator: "eq" as const, value: space };
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [here, { fieldName: "status", operator: "eq", value: "APPLIED" }] }] });
  extensions.setSubscriptionInvalidationFilter({ filterGroup: [{ filters: [here, { fieldName: "member", operator: "eq", value: caller }] }] });
  return null;
}
