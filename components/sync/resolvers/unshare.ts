import { extensions, util } from "@aws-appsync/utils";
import { type Call } from "./shared/call";
import { callerOf } from "./shared/caller";
import { insistOnSuccess } from "./shared/checks";
import { isShared, memberKey, ownerOf } from "./shared/keys";

interface Args {
  readonly space: string;
  readonly member: string;
}

/** Takes a user out: the owner whomever, anybody himself. The owner stays, since the space is named after him. */
export function request(ctx: Call<Args>) {
  const { space, member } = ctx.args;
  const [caller, owner] = [callerOf(ctx), ownerOf(space)];
  if (!isShared(space) || (caller !== owner && caller !== member)) return util.unauthorized();
  if (member === owner) util.error("the owner of a space stays in it: remove its records, or the other users", "BadRequest");
  return { operation: "DeleteItem", key: util.dynamodb.toMapValues({ space, id: memberKey(member) }) };
}

/** Ends what the user still listens to. */
export function response(ctx: Call<Args>) {
  insistOnSuccess(ctx.error);
  const { space, member } = ctx.args;
  extensions.invalidateSubscriptions({ subscriptionField: "changed", payload: { space, member } });
  return { space, member };
}
