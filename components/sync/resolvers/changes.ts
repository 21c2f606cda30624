import { util } from "@aws-appsync/utils";
import { pageSize } from "../setup";
import { type Call } from "./shared/call";
import { insistOnSuccess } from "./shared/checks";
import { afterPage, passOf, textOf } from "./shared/cursor";
import { records } from "./shared/keys";
import { show, type Item } from "./shared/record";

interface Args {
  readonly space: string;
  readonly after?: string | null;
}

interface Page {
  readonly items: readonly Item[];
  readonly nextToken?: string | null;
}

/** A page of what changed in a space: by the table itself in a full pass, by the index in the order of changes in a delta. */
export function request(ctx: Call<Args>) {
  const pass = passOf(ctx.args.after, util.time.nowEpochMilliSeconds(), ctx.stash.setup);
  ctx.stash.pass = pass;
  const { space } = ctx.args;
  const token = pass.token === "" ? null : pass.token;
  const paging = { limit: pageSize, nextToken: token };
  if (pass.mode === "full") return { operation: "Query", query: ofSpace(space, "begins_with(#key, :from)", { key: "id", from: records }), consistentRead: true, ...paging };
  return { operation: "Query", index: "changes", query: ofSpace(space, "#key >= :from", { key: "changed", from: pass.since }), scanIndexForward: true, ...paging };
}

export function response(ctx: Call<Args, Page>) {
  insistOnSuccess(ctx.error);
  const { pass, setup } = ctx.stash;
  if (pass === undefined) return util.error("there is no pass to go on with", "Internal");
  const after = afterPage(pass, ctx.result.nextToken, setup.overlapMs);
  const shown = [];
  for (const item of ctx.result.items) shown.push(show(item));
  return { records: shown, after: textOf(after), more: after.mode !== "rest", full: pass.mode === "full", at: util.time.nowEpochMilliSeconds() };
}

function ofSpace(space: string, range: string, { key, from }: { readonly key: string; readonly from: string | number }) {
  return {
    expression: `#space = :space AND ${range}`,
    expressionNames: { "#space": "space", "#key": key },
    expressionValues: util.dynamodb.toMapValues({ ":space": space, ":from": from }),
  };
}
