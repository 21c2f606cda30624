import { util } from "@aws-appsync/utils";
import { mostNamed } from "../setup";
import { type Call } from "./shared/call";
import { callerOf, isIn } from "./shared/caller";
import { insistOnName, insistOnSuccess } from "./shared/checks";
import { isShared, memberKey, ownerOf } from "./shared/keys";

interface Args {
  readonly space: string;
  readonly members: readonly string[];
}

/** Lets users into a space that the caller owns; nothing has to be there before. Sent twice, it changes nothing. */
export function request(ctx: Call<Args>) {
  const { space, members } = ctx.args;
  const caller = callerOf(ctx);
  if (!isShared(space) || ownerOf(space) !== caller || !isIn(ctx, ctx.stash.setup.sharers)) return util.unauthorized();
  if (members.length < 1 || members.length > mostNamed) {
    util.error(`members names ${members.length} users: want 1 to ${mostNamed} in one call`, "BadRequest");
  }
  const users = [caller];
  for (const member of members) {
    insistOnName("members", member);
    if (!users.includes(member)) users.push(member);
  }
  const transactItems = [];
  for (const member of users) transactItems.push(membership(ctx.stash.setup.tableName, space, member));
  return { operation: "TransactWriteItems", transactItems };
}

export function response(ctx: Call<Args>) {
  insistOnSuccess(ctx.error);
  return { space: ctx.args.space, owner: callerOf(ctx), members: ctx.args.members };
}

function membership(table: string, space: string, member: string) {
  return {
    table, operation: "PutItem",
    key: util.dynamodb.toMapValues({ space, id: memberKey(member) }),
    attributeValues: util.dynamodb.toMapValues({ member }),
  };
}
