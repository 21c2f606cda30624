import { DeleteCommand, QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { addressKey, deviceKinds, forgottenAt, segmentOf, type Device, type DeviceKind, type Devices, type DeviceState, type UserPage } from "./devices";
import { ifStill, inTurn } from "./table";

interface Site {
  readonly tableName: string;
  /** Second since 1970. */
  readonly now: () => number;
}

interface Keys {
  readonly userId: string;
  readonly deviceId: string;
}

/** Most users in one page of a segment. */
const pageSize = 500;

/** The registry of devices in the place's replica of its table. */
export class DevicesTable implements Devices {
  constructor(private readonly client: DynamoDBDocumentClient, private readonly site: Site) {}

  async of(userIds: readonly string[]): Promise<readonly Device[]> {
    return (await inTurn(userIds, (userId) => queryAll(this.client, {
      TableName: this.site.tableName, KeyConditionExpression: "userId = :user", ExpressionAttributeValues: { ":user": userId },
    }, deviceFrom))).flat();
  }

  async register({ userId, deviceId, kind, address }: Omit<Device, "state">): Promise<void> {
    const { tableName, now } = this.site;
    await this.client.send(new UpdateCommand({ TableName: tableName, Key: { userId, deviceId }, ...registration({ userId, kind, address, now: now() }) }));
    const others = (await this.holders(kind, address)).filter((held) => held.userId !== userId || held.deviceId !== deviceId);
    await inTurn(others, (held) => this.forget({ ...held, address }));
  }

  async remove(userId: string, deviceId: string): Promise<void> {
    await this.client.send(new DeleteCommand({ TableName: this.site.tableName, Key: { userId, deviceId } }));
  }

  async removeUser(userId: string): Promise<void> {
    await inTurn(await this.of([userId]), (device) => this.remove(userId, device.deviceId));
  }

  async forget({ userId, deviceId, address }: Pick<Device, "address" | "deviceId" | "userId">): Promise<void> {
    await ifStill(this.client.send(new DeleteCommand({
      TableName: this.site.tableName, Key: { userId, deviceId }, ConditionExpression: "address = :address", ExpressionAttributeValues: { ":address": address },
    })));
  }

  async readdress({ userId, deviceId, kind, address }: Pick<Device, "address" | "deviceId" | "kind" | "userId">, next: string): Promise<void> {
    await ifStill(this.client.send(new UpdateCommand({
      TableName: this.site.tableName, Key: { userId, deviceId }, ConditionExpression: "address = :old", UpdateExpression: "SET address = :new, addressKey = :key",
      ExpressionAttributeValues: { ":old": address, ":new": next, ":key": addressKey(kind, next) },
    })));
  }

  async mark(kind: DeviceKind, address: string, state: Exclude<DeviceState, "live">): Promise<void> {
    const key = addressKey(kind, address);
    await inTurn(await this.holders(kind, address), (held) => ifStill(this.client.send(new UpdateCommand({
      TableName: this.site.tableName, Key: { ...held }, ConditionExpression: "addressKey = :key",
      UpdateExpression: "SET #state = :state", ExpressionAttributeNames: { "#state": "state" }, ExpressionAttributeValues: { ":key": key, ":state": state },
    }))));
  }

  async usersIn(segment: string, cursor?: string): Promise<UserPage> {
    const { Items = [], LastEvaluatedKey } = await this.client.send(new QueryCommand({
      TableName: this.site.tableName, IndexName: "segment", KeyConditionExpression: "segment = :segment", Limit: pageSize,
      ExpressionAttributeValues: { ":segment": segment }, ...(cursor !== undefined && { ExclusiveStartKey: fromCursor(cursor) }),
    }));
    const userIds = [...new Set(Items.map((item) => keysFrom(item).userId))];
    return { userIds, ...(LastEvaluatedKey !== undefined && { cursor: toCursor(LastEvaluatedKey) }) };
  }

  private holders(kind: DeviceKind, address: string): Promise<readonly Keys[]> {
    return queryAll(this.client, {
      TableName: this.site.tableName, IndexName: "address", KeyConditionExpression: "addressKey = :key",
      ExpressionAttributeValues: { ":key": addressKey(kind, address) },
    }, keysFrom);
  }
}

/** A device that is registered anew is alive, whatever was said of the address before. */
function registration({ userId, kind, address, now }: Pick<Device, "address" | "kind" | "userId"> & { readonly now: number }) {
  const expiresAt = forgottenAt(kind, now);
  const expiry = expiresAt === undefined ? " REMOVE expiresAt" : ", expiresAt = :expiresAt";
  return {
    UpdateExpression: `SET kind = :kind, address = :address, addressKey = :key, segment = :segment, #state = :live, seenAt = :now${expiry}`,
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: {
      ":kind": kind, ":address": address, ":key": addressKey(kind, address), ":segment": segmentOf(userId), ":live": "live" satisfies DeviceState, ":now": now,
      ...(expiresAt !== undefined && { ":expiresAt": expiresAt }),
    },
  };
}

async function queryAll<T>(client: DynamoDBDocumentClient, input: QueryCommand["input"], from: (item: Record<string, unknown>) => T): Promise<readonly T[]> {
  const found: T[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({ ...input, ...(start !== undefined && { ExclusiveStartKey: start }) }));
    found.push(...Items.map(from));
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function keysFrom(item: Record<string, unknown>): Keys {
  return { userId: text(item["userId"]), deviceId: text(item["deviceId"]) };
}

function deviceFrom(item: Record<string, unknown>): Device {
  const state = item["state"];
  return {
    ...keysFrom(item), address: text(item["address"]), kind: deviceKinds.find((kind) => kind === item["kind"]) ?? "email",
    state: state === "dead" || state === "opted-out" ? state : "live",
  };
}

const toCursor = (key: Record<string, unknown>): string => Buffer.from(JSON.stringify(key)).toString("base64url");

function fromCursor(cursor: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
  if (typeof parsed !== "object" || parsed === null) throw new Error(`${cursor} is no cursor: want one that a page of users ended with`);
  return { ...parsed };
}
