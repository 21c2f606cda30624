import { extensions } from "@aws-appsync/utils";
import { type Call } from "./shared/call";
import { callerOf } from "./shared/caller";

/** Asks nothing of anybody. */
export function request() {
  return { payload: null };
}

/** Lets through what names the listener. */
export function response(ctx: Call<unknown>) {
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [{ fieldName: "members", operator: "contains", value: callerOf(ctx) }] }] });
  return null;
}
