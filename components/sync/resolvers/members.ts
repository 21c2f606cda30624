import { util } from "@aws-appsync/utils";
import { pageSize } from "../setup";
import { type Call } from "./shared/call";
import { insistOnSuccess } from "./shared/checks";
import { members, ownerOf } from "./shared/keys";

interface Page {
  readonly items: readonly { readonly member: string }[];
}

/** Users of a space, up to a page of them: an app that needs more keeps groups, not spaces. */
export function request(ctx: Call<{ readonly space: string }>) {
  return {
    operation: "Query",
    query: {
      expression: "#space = :space AND begins_with(#id, :members)",
      expressionNames: { "#space": "space", "#id": "id" },
      expressionValues: util.dynamodb.toMapValues({ ":space": ctx.args.space, ":members": members }),
    },
    limit: pageSize,
    consistentRead: true,
  };
}

export function response(ctx: Call<{ readonly space: string }, Page>) {
  insistOnSuccess(ctx.error);
  const owner = ownerOf(ctx.args.space) ?? "";
  const users = [owner];
  for (const item of ctx.result.items) if (item.member !== owner) users.push(item.member);
  return users;
}
