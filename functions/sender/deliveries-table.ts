import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { ifStill } from "../shared/table";
import type { Claim, Deliveries } from "./ports";

interface Site {
  readonly tableName: string;
  /** Who claims: another word in every copy of the function. */
  readonly owner: string;
  /** Second since 1970. */
  readonly now: () => number;
}

/** How long a claim holds: longer than a call of the function lasts. */
const leaseSeconds = 120;

const names = { "#state": "state", "#owner": "owner" } as const;

/**
 * Deliveries in the place's replica of their table. A claim is a conditional write, which one of all who try wins; the other place sees
 * it about a second later.
 */
export class DeliveriesTable implements Deliveries {
  constructor(private readonly client: DynamoDBDocumentClient, private readonly site: Site) {}

  async claim(id: string, { repeatable, keptUntil }: { readonly repeatable: boolean; readonly keptUntil: number }): Promise<Claim> {
    const { tableName, owner, now } = this.site;
    try {
      await this.client.send(new PutCommand({
        TableName: tableName, Item: { id, state: "claimed", owner, leaseUntil: now() + leaseSeconds, expiresAt: keptUntil },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        ...(repeatable ? {
          ConditionExpression: "attribute_not_exists(id) OR (#state = :claimed AND leaseUntil < :now)",
          ExpressionAttributeNames: { "#state": names["#state"] }, ExpressionAttributeValues: { ":claimed": "claimed", ":now": now() },
        } : { ConditionExpression: "attribute_not_exists(id)" }),
      }));
      return "ours";
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return claimOf(error.Item, now());
      throw error;
    }
  }

  async settle(id: string): Promise<void> {
    await ifStill(this.client.send(new UpdateCommand({
      TableName: this.site.tableName, Key: { id }, UpdateExpression: "SET #state = :settled", ...this.mine({ ":settled": "settled" }),
    })));
  }

  async release(id: string): Promise<void> {
    await ifStill(this.client.send(new DeleteCommand({ TableName: this.site.tableName, Key: { id }, ...this.mine({ ":claimed": "claimed" }, "#state = :claimed AND ") })));
  }

  /** Holds for as long as the claim is this owner's. */
  private mine(values: Readonly<Record<string, string>>, also = "") {
    return {
      ConditionExpression: `${also}#owner = :owner`, ExpressionAttributeNames: names, ExpressionAttributeValues: { ...values, ":owner": this.site.owner },
    };
  }
}

/** What somebody else's claim says. The item comes as the API has it: the error passes the document client by. */
function claimOf(item: ConditionalCheckFailedException["Item"], now: number): Claim {
  if (item?.["state"]?.S !== "claimed") return "done";
  return Number(item["leaseUntil"]?.N ?? 0) < now ? "lost" : "busy";
}
