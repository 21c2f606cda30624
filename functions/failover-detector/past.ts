import { UpdateCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { activationName, activeOf, isHeld, type ControlPort, type Lock, type Standing } from "../../protocol";
import { conditional, itemsOf } from "../failover-step/control";
import { callbackIn, keys, pointsIn, readinessIn, turnedIn, verdictIn, type Item } from "../failover-step/control-items";
import { sightIn } from "../shared/sight";
import { type WatchPorts } from "./watch";

export interface PastEnds {
  readonly table: string;
  readonly here: string;
  readonly control: Pick<ControlPort, "read">;
}

/** The detector's memory, in this place's replica of the control table. */
export function pastOn(client: DynamoDBDocumentClient, { table, here, control }: PastEnds): Pick<WatchPorts, "keep" | "keepReadiness" | "past" | "waiting"> {
  const own = [keys.verdict(here), keys.witness(here), keys.suppress(here), keys.lock(here)];
  const store = storing(client, { table, here });
  return {
    past: async () => {
      const [view, items] = await Promise.all([control.read(), itemsOf(client, table, own)]);
      const find = (key: Item): Item | undefined => items.find((item) => item["pk"] === key["pk"]);
      const verdict = find(keys.verdict(here));
      const until = find(keys.suppress(here))?.["until"];
      return {
        points: pointsIn(verdict), previous: verdictIn(verdict), suppressedUntil: typeof until === "number" ? until : undefined,
        lastActivationAt: lastActivation(Object.values(view.standings), find(keys.lock(here)), Date.now()), active: activeOf(view) === here,
        activating: isHeld(view.locks[here], Date.now()), readiness: readinessIn(verdict), turnedAt: turnedIn(verdict), witness: sightIn(find(keys.witness(here))),
      };
    },
    keep: (verdict, points, turnedAt) =>
      store({ at: verdict.at, verdict: JSON.stringify(verdict), points: JSON.stringify(points), turnedAt }, "attribute_not_exists(#at) OR #at < :at"),
    keepReadiness: async (readiness) => {
      await store({ readiness: JSON.stringify(readiness) }, undefined);
    },
    waiting: async () => {
      const lock = (await control.read()).locks[here];
      if (!isHeld(lock, Date.now())) return undefined;
      const [question] = await itemsOf(client, table, [keys.question(here, activationName(here, lock.epoch))]);
      return callbackIn(question);
    },
  };
}

/** Sets attributes of the place's verdict. False when the condition did not hold. */
function storing(client: DynamoDBDocumentClient, { table, here }: Pick<PastEnds, "here" | "table">) {
  return (values: Readonly<Record<string, unknown>>, condition: string | undefined): Promise<boolean> => conditional(() => client.send(new UpdateCommand({
    TableName: table, Key: keys.verdict(here), UpdateExpression: `SET ${Object.keys(values).map((key) => `#${key} = :${key}`).join(", ")}`,
    ExpressionAttributeNames: Object.fromEntries(Object.keys(values).map((key) => [`#${key}`, key])),
    ExpressionAttributeValues: Object.fromEntries(Object.entries(values).map(([key, value]) => [`:${key}`, value])),
    ...(condition !== undefined && { ConditionExpression: condition }),
  })));
}

/** When an activation last ended, by a commit, a release or a lease that ran out; undefined before there was one. */
export function lastActivation(standings: readonly (Standing | undefined)[], lock: (Item & Partial<Lock>) | undefined, now: number): number | undefined {
  const [released, lease]: unknown[] = [lock?.["releasedAt"], lock?.["leaseUntil"]];
  const ends = [...standings.map((standing) => standing?.at), released, lease].filter((at): at is number => typeof at === "number" && at > 0 && at <= now);
  return ends.length === 0 ? undefined : Math.max(...ends);
}
