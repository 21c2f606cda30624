import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, PutCommand, QueryCommand, UpdateCommand, type DynamoDBDocumentClient, type UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import { Failure, type ControlPort, type ControlView, type LockWanted, type Standing } from "../../protocol";
import { answerIn, epochIn, keptUntil, keys, lockIn, standingIn, verdictIn, type Item } from "./control-items";
import { reaching } from "./reaching";

/** The two places by their keys: the one that is being activated, and the other. */
export interface ControlEnds {
  readonly table: string;
  readonly here: string;
  readonly there: string;
  /** The place that was active before anything was recorded. */
  readonly born: string;
}

type Rest = Omit<UpdateCommandInput, "Key" | "TableName">;
type Update = (key: Item, rest: Rest) => Promise<boolean>;

/** The control table, in this place's replica. Every item has one place that writes it, so that the last write wins over nobody. */
export function controlOn(client: DynamoDBDocumentClient, ends: ControlEnds): ControlPort {
  const update: Update = (key, rest) => conditional(() => client.send(new UpdateCommand({ TableName: ends.table, Key: key, ...rest })));
  return {
    read: () => read(client, ends),
    ...locks(update),
    ...fences(update, ends.there),
    ...questions(client, ends, update),
    async commit(target, { epoch, at, by }) {
      const done = await update(keys.region(target), {
        UpdateExpression: "SET epoch = :epoch, #at = :at, #by = :by", ConditionExpression: "attribute_not_exists(pk) OR epoch <= :epoch",
        ExpressionAttributeNames: { "#at": "at", "#by": "by" }, ExpressionAttributeValues: { ":epoch": epoch, ":at": at, ":by": by },
      });
      if (!done) throw new Failure("Superseded", `${target} has a higher epoch than ${String(epoch)} already`);
    },
  };
}

function locks(update: Update): Pick<ControlPort, "releaseLock" | "renewLock" | "takeLock"> {
  return {
    takeLock: (wanted, seen) => take(wanted, seen, update),
    async renewLock({ target, owner, epoch, leaseUntil }) {
      const held = await update(keys.lock(target), ofOwner({ owner, epoch, leaseUntil }));
      if (!held) throw new Failure("LeaseLost", `the lock of ${target} is not ${owner}'s with epoch ${String(epoch)} any more`);
    },
    async releaseLock({ target, owner, epoch }) {
      await update(keys.lock(target), released({ owner, epoch }));
    },
  };
}

function fences(update: Update, there: string): Pick<ControlPort, "lowerFence" | "raiseFence"> {
  return {
    async raiseFence(epoch) {
      await update(keys.fence(there), {
        UpdateExpression: "SET epoch = :epoch", ConditionExpression: "attribute_not_exists(pk) OR epoch < :epoch", ExpressionAttributeValues: { ":epoch": epoch },
      });
    },
    async lowerFence(epoch) {
      await update(keys.fence(there), {
        UpdateExpression: "SET epoch = :none", ConditionExpression: "epoch = :epoch", ExpressionAttributeValues: { ":epoch": epoch, ":none": 0 },
      });
    },
  };
}

function questions(client: DynamoDBDocumentClient, { table, here }: ControlEnds, update: Update): Pick<ControlPort, "answers" | "ask" | "heard"> {
  return {
    async ask(question) {
      const { expiresAt: answerBy, ...rest } = question;
      const item = { ...keys.question(here, question.activation), ...rest, answerBy, expiresAt: keptUntil(answerBy) };
      const first = await conditional(() => client.send(new PutCommand({ TableName: table, Item: item, ConditionExpression: "attribute_not_exists(pk)" })));
      if (first) return true;
      const { Attributes } = await reaching("control table", () => client.send(new UpdateCommand({
        TableName: table, Key: keys.question(here, question.activation), ReturnValues: "ALL_NEW",
        ...(question.callback === undefined ? { UpdateExpression: "REMOVE callback" } : { UpdateExpression: "SET callback = :callback", ExpressionAttributeValues: { ":callback": question.callback } }),
      })));
      return Attributes?.["heard"] !== true;
    },
    async heard(activation) {
      await update(keys.question(here, activation), { UpdateExpression: "SET heard = :true", ExpressionAttributeValues: { ":true": true } });
    },
    answers: (activation) => reaching("control table", async () => {
      const { Items = [] } = await client.send(new QueryCommand({
        TableName: table, ConsistentRead: true, KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": keys.answers(activation) },
      }));
      return Items.map(answerIn).sort((one, other) => one.at - other.at);
    }),
  };
}

async function take({ target, owner, epoch, leaseUntil }: LockWanted, seen: { readonly epoch: number; readonly now: number }, update: Update): Promise<void> {
  const taken = await update(keys.lock(target), {
    UpdateExpression: "SET purpose = :activate, #owner = :owner, epoch = :epoch, leaseUntil = :until",
    ConditionExpression: "(attribute_not_exists(pk) AND :seen = :none) OR (epoch = :seen AND (leaseUntil <= :now OR purpose = :deploy OR #owner = :owner))",
    ExpressionAttributeNames: { "#owner": "owner" },
    ExpressionAttributeValues: {
      ":activate": "activate", ":deploy": "deploy", ":owner": owner, ":epoch": epoch, ":until": leaseUntil, ":seen": seen.epoch, ":none": 0, ":now": seen.now,
    },
  });
  if (!taken) throw new Failure("LockBusy", `somebody else took the lock of ${target} first: look at \`status\``);
}

const ofOwner = ({ owner, epoch, leaseUntil }: Omit<LockWanted, "target">): Rest => ({
  UpdateExpression: "SET leaseUntil = :until", ConditionExpression: "#owner = :owner AND epoch = :epoch", ExpressionAttributeNames: { "#owner": "owner" },
  ExpressionAttributeValues: { ":until": leaseUntil, ":owner": owner, ":epoch": epoch },
});

/** When it was released is for the detector: nothing starts by itself shortly after an activation, however that ended. */
const released = ({ owner, epoch }: Pick<LockWanted, "epoch" | "owner">): Rest => ({
  UpdateExpression: "SET leaseUntil = :none, releasedAt = :now", ConditionExpression: "#owner = :owner AND epoch = :epoch", ExpressionAttributeNames: { "#owner": "owner" },
  ExpressionAttributeValues: { ":none": 0, ":now": Date.now(), ":owner": owner, ":epoch": epoch },
});

/** Writes to the control table. True when the condition held. */
export async function conditional(write: () => Promise<unknown>): Promise<boolean> {
  return reaching("control table", async () => {
    try {
      await write();
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  });
}

/**
 * Items of the control table, as the place's replica has them; one that nobody wrote is missing.
 *
 * @throws {Failure} Throttled where DynamoDB left some out: they may be there.
 */
export async function itemsOf(client: DynamoDBDocumentClient, table: string, wanted: readonly Item[]): Promise<readonly Item[]> {
  return reaching("control table", async () => {
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: [...wanted], ConsistentRead: true } } }));
    if (Object.keys(UnprocessedKeys).length > 0) throw new Failure("Throttled", "the control table did not answer for every item");
    return Responses[table] ?? [];
  });
}

/** Before the first activation nobody has written who is active: it is the place where the platform was born, as its first. */
const birth: Standing = { epoch: 1, at: 0, by: "birth" };

async function read(client: DynamoDBDocumentClient, { table, here, there, born }: ControlEnds): Promise<ControlView> {
  const wanted = [keys.region(here), keys.region(there), keys.lock(here), keys.lock(there), keys.fence(there), keys.fence(here), keys.verdict(here)];
  const items = await itemsOf(client, table, wanted);
  const find = (key: Item): Item | undefined => items.find((item) => item["pk"] === key["pk"]);
  const fenceOf = (place: string): number => epochIn(find(keys.fence(place)));
  const [own, other] = [standingIn(find(keys.region(here))), standingIn(find(keys.region(there)))];
  return {
    standings: own === undefined && other === undefined ? { [born]: birth } : { [here]: own, [there]: other },
    locks: { [here]: lockIn(find(keys.lock(here))), [there]: lockIn(find(keys.lock(there))) },
    fence: fenceOf(there), ownFence: fenceOf(here),
    verdict: verdictIn(find(keys.verdict(here))),
  };
}
