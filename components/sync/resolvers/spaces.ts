import { util } from "@aws-appsync/utils";
import { pageSize } from "../setup";
import { type Call } from "./shared/call";
import { callerOf } from "./shared/caller";
import { insistOnSuccess } from "./shared/checks";
import { ownerOf, ownSpace } from "./shared/keys";

interface Page {
  readonly items: readonly { readonly space: string }[];
  readonly nextToken?: string | null;
}

/** Spaces whose members the caller is one of. */
export function request(ctx: Call<{ readonly after?: string | null }>) {
  return {
    operation: "Query",
    index: "memberships",
    query: {
      expression: "#member = :member",
      expressionNames: { "#member": "member" },
      expressionValues: util.dynamodb.toMapValues({ ":member": callerOf(ctx) }),
    },
    limit: pageSize,
    nextToken: ctx.args.after ?? null,
  };
}

export function response(ctx: Call<{ readonly after?: string | null }, Page>) {
  insistOnSuccess(ctx.error);
  const caller = callerOf(ctx);
  const spaces = (ctx.args.after ?? "") === "" ? [{ space: ownSpace(caller), owner: caller }] : [];
  for (const item of ctx.result.items) spaces.push({ space: item.space, owner: ownerOf(item.space) ?? "" });
  return { spaces, after: ctx.result.nextToken ?? null };
}
