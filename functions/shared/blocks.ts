import { GetItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { inTime, reasonOf, type Log } from "./trigger";
import { TurnedAway } from "./turned-away";

/** Who is kept out, in both places, whichever of them can still change its users. */
export interface Blocks {
  isBlocked(userId: string, at: Date): Promise<boolean>;
}

/** Blocks in the place's replica of their table: an item keeps somebody out, until its second `until` where it has one. */
export function blocksIn(client: DynamoDBClient, tableName: string): Blocks {
  return {
    async isBlocked(userId, at) {
      const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: { userId: { S: userId } } }));
      if (Item === undefined) return false;
      const until = Item["until"]?.N;
      return until === undefined || Number(until) * 1000 > at.getTime();
    },
  };
}

/** Milliseconds that a look at the list may take. */
const patienceMs = 2_000;

export interface BlockPorts {
  readonly blocks: Blocks;
  readonly log: Log;
  readonly now: () => Date;
}

/**
 * Turns away whoever is blocked. A list that does not answer keeps nobody out: the pool itself still asks everybody for a proof, and an outage
 * of a table must not close the door of the place.
 *
 * @throws {TurnedAway} when the user is blocked.
 */
export async function insistOnWelcome(userId: string | undefined, { blocks, log, now }: BlockPorts, patience: number = patienceMs): Promise<void> {
  if (userId === undefined) return;
  if (await inTime(blocks.isBlocked(userId, now()), patience).catch((error: unknown) => {
    log.error("the list of blocked users does not answer: nobody is kept out by it", { reason: reasonOf(error) });
    return false;
  })) {
    log.info("turned away", { userId });
    throw new TurnedAway("This account is blocked. Ask support for help.");
  }
}
