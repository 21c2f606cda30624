import { util } from "@aws-appsync/utils";
import { type Call } from "./call";

/** The user who calls. AppSync asks the authorizer first, so nobody else gets here. */
export function callerOf(ctx: Pick<Call<unknown>, "identity">): string {
  const sub = ctx.identity?.resolverContext.sub;
  if (sub === undefined || sub === "") return util.unauthorized();
  return sub;
}

/** Whether the caller is in one of the groups; with no groups named, everybody is. */
export function isIn(ctx: Pick<Call<unknown>, "identity">, groups: readonly string[]): boolean {
  if (groups.length === 0) return true;
  const own: unknown = JSON.parse(ctx.identity?.resolverContext.groups ?? "[]");
  if (!Array.isArray(own)) return false;
  let found = false;
  for (const group of groups) if (own.includes(group)) found = true;
  return found;
}
