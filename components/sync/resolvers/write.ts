import { runtime, util } from "@aws-appsync/utils";
import { longestTrail } from "../setup";
import { type Call } from "./shared/call";
import { callerOf } from "./shared/caller";
import { insistOnBody, insistOnName, insistOnSuccess } from "./shared/checks";
import { recordKey } from "./shared/keys";
import { judge, written, type Item } from "./shared/record";

/** Of `put`; of `remove`, which has neither kind nor body. */
interface Args {
  readonly input: {
    readonly space: string;
    readonly id: string;
    readonly kind?: string;
    readonly body?: string;
    readonly write: string;
    readonly base?: string | null;
  };
}

/** Writes a record on condition that it is still the one that the change was made of; else answers with the one that is there. */
export function request(ctx: Call<Args>) {
  const { input } = ctx.args;
  insistOnName("write", input.write);
  insistOnBody(input.body ?? "");
  const { current } = ctx.stash;
  const verdict = judge(current, input);
  if (verdict !== "write") return runtime.earlyReturn(written(input.space, verdict === "repeat" ? "APPLIED" : "CONFLICT", current), { skipTo: "END" });
  return {
    operation: "PutItem",
    key: util.dynamodb.toMapValues({ space: input.space, id: recordKey(input.id) }),
    attributeValues: util.dynamodb.toMapValues(attributesOf(ctx, current)),
    condition: current === null || current === undefined
      ? { expression: "attribute_not_exists(#id)", expressionNames: { "#id": "id" } }
      : { expression: "#write = :base", expressionNames: { "#write": "write" }, expressionValues: util.dynamodb.toMapValues({ ":base": current.write }) },
  };
}

/** A condition fails when somebody else was faster: the item that is there then is the answer. */
export function response(ctx: Call<Args, Item | null>) {
  const { input } = ctx.args;
  if (ctx.error?.type === "DynamoDB:ConditionalCheckFailedException") {
    if (ctx.result === null || ctx.result === undefined) return util.error("somebody wrote at the same moment: send the same write again", "Raced");
    return written(input.space, judge(ctx.result, input) === "repeat" ? "APPLIED" : "CONFLICT", ctx.result);
  }
  insistOnSuccess(ctx.error);
  return written(input.space, "APPLIED", ctx.result);
}

/** A record's time never goes back, whatever the clocks of two places say. */
function attributesOf(ctx: Call<Args>, current: Item | null | undefined) {
  const { input } = ctx.args;
  const now = util.time.nowEpochMilliSeconds();
  const deleted = input.kind === undefined;
  const common = {
    kind: input.kind ?? current?.kind ?? "", version: (current?.version ?? 0) + 1, write: input.write, trail: trailOf(current), author: callerOf(ctx),
    changed: Math.max(now, (current?.changed ?? 0) + 1), deleted,
  };
  if (deleted) return { ...common, expires: util.time.nowEpochSeconds() + ctx.stash.setup.tombstoneSeconds };
  return { ...common, body: input.body };
}

function trailOf(current: Item | null | undefined): readonly string[] {
  return current === null || current === undefined ? [] : [...current.trail, current.write].slice(-longestTrail);
}
