import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { syncTable } from "../../../components/sync";
import { holds, plain, type Attributes, type Expression } from "./expressions";

/** One item as one region has it: gone where it has no attributes. DynamoDB keeps the time of the last write beside it. */
interface Stored {
  readonly attributes: Attributes | undefined;
  readonly at: number;
  readonly region: string;
}

/** A write on its way to another region. */
export interface Passing extends Stored {
  readonly key: string;
}

export interface Request {
  readonly operation: string;
  readonly key?: Attributes;
  readonly attributeValues?: Attributes;
  readonly condition?: Expression;
  readonly query?: Expression;
  readonly index?: "changes" | "memberships";
  readonly limit?: number;
  readonly nextToken?: string | null;
  readonly consistentRead?: boolean;
  readonly scanIndexForward?: boolean;
  readonly transactItems?: readonly { readonly table: string; readonly operation: string; readonly key: Attributes; readonly attributeValues: Attributes }[];
}

/** What AppSync tells a resolver's second half. */
export interface Outcome {
  readonly result: unknown;
  readonly error?: { readonly message: string; readonly type: string };
}

/** Members of each request that AppSync takes. Source: AWS AppSync Developer Guide, "AWS AppSync JavaScript resolver function reference for DynamoDB". */
const members: Readonly<Record<string, readonly string[]>> = {
  GetItem: ["operation", "key", "consistentRead"],
  PutItem: ["operation", "key", "attributeValues", "condition"],
  DeleteItem: ["operation", "key"],
  Query: ["operation", "query", "index", "limit", "nextToken", "consistentRead", "scanIndexForward"],
  TransactWriteItems: ["operation", "transactItems"],
};

/** IAM actions that a request needs. A condition that fails is followed by a look at the item. Source: Service Authorization Reference, Amazon DynamoDB. */
const actions: Readonly<Record<string, readonly string[]>> = {
  GetItem: ["dynamodb:GetItem"], PutItem: ["dynamodb:GetItem", "dynamodb:PutItem"], DeleteItem: ["dynamodb:DeleteItem"],
  Query: ["dynamodb:Query"], TransactWriteItems: ["dynamodb:PutItem"],
};

/** The table of records as one region has it. What is written here is on its way to the other region until somebody delivers it. */
export class TableReplica {
  readonly needed = new Set<string>();
  private readonly items = new Map<string, Stored>();
  readonly outgoing: Passing[] = [];

  constructor(readonly region: string, private readonly tableName: string, private readonly now: () => number) {}

  /** Answers a request as AppSync and DynamoDB would. */
  execute(request: Request): Outcome {
    const known = members[request.operation];
    assert.ok(known !== undefined, `${request.operation} is none of ${Object.keys(members).join(", ")}`);
    assert.deepEqual(Object.keys(request).filter((member) => !known.includes(member)), [], `${request.operation} takes ${known.join(", ")}`);
    for (const action of actions[request.operation] ?? []) this.needed.add(action);
    switch (request.operation) {
      case "GetItem": return { result: shown(this.at(request.key)) };
      case "PutItem": return this.put(request);
      case "DeleteItem": return this.take(request.key);
      case "Query": return this.query(request);
      default: return this.transact(request);
    }
  }

  /** Takes in what another region wrote: the later write stays. Source: DynamoDB Developer Guide, "Global tables: How it works", conflict resolution. */
  receive({ key, ...write }: Passing): void {
    const own = this.items.get(key);
    if (own === undefined || own.at < write.at || (own.at === write.at && own.region < write.region)) this.items.set(key, write);
  }

  /** Deletes what has lived long enough, as DynamoDB does in its own time. Any region may; the others are told. */
  expire(): void {
    for (const [key, { attributes }] of this.items) {
      const expires = attributes?.["expires"];
      if (expires !== undefined && Number(plain(expires)) * 1000 <= this.now()) this.store(key, undefined);
    }
  }

  /** Begins anew as a copy of another region's: what it had and had not passed on is lost. */
  rebuildFrom(other: TableReplica): void {
    this.items.clear();
    this.outgoing.length = 0;
    for (const [key, stored] of other.items) this.items.set(key, stored);
  }

  /** Every item, as plain data, by its key. */
  contents(): Record<string, unknown> {
    return Object.fromEntries([...this.items].filter(([, { attributes }]) => attributes !== undefined)
      .map(([key, { attributes }]): [string, unknown] => [key, shown(attributes)]).sort());
  }

  private at(key: Attributes | undefined): Attributes | undefined {
    return this.items.get(keyText(key))?.attributes;
  }

  private put({ key, attributeValues, condition }: Request): Outcome {
    const item = { ...key, ...attributeValues };
    const there = this.at(key);
    if (condition !== undefined && !holds(condition, there)) {
      // A write that finds just what it would have written has been sent twice. Source: AWS AppSync Developer Guide, "Condition expressions", handling a condition check failure.
      if (isDeepStrictEqual(there, item)) return { result: shown(there) };
      return { result: shown(there), error: { message: "The conditional request failed", type: "DynamoDB:ConditionalCheckFailedException" } };
    }
    this.store(keyText(key), item);
    return { result: shown(item) };
  }

  private take(key: Attributes | undefined): Outcome {
    const there = this.at(key);
    this.store(keyText(key), undefined);
    return { result: shown(there) };
  }

  private transact({ transactItems = [] }: Request): Outcome {
    const keys = transactItems.map(({ key }) => keyText(key));
    assert.equal(new Set(keys).size, keys.length, "DynamoDB refuses a transaction that touches an item twice");
    for (const { table, operation, key, attributeValues } of transactItems) {
      assert.deepEqual({ table, operation }, { table: this.tableName, operation: "PutItem" });
      this.store(keyText(key), { ...key, ...attributeValues });
    }
    return { result: { keys: transactItems.map(({ key }) => shown(key)), cancellationReasons: null } };
  }

  private query({ query, index, limit = 100, nextToken, consistentRead, scanIndexForward = true }: Request): Outcome {
    assert.ok(query !== undefined && !(index !== undefined && consistentRead === true), "an index reads no latest writes");
    const { hashKey, rangeKey } = index === undefined ? syncTable : syncTable.indexes[index];
    const there = [...this.items.values()].flatMap(({ attributes }) => (attributes === undefined ? [] : [attributes]));
    const inIndex = there.filter((item) => hashKey.name in item && rangeKey.name in item);
    const found = inIndex.filter((item) => holds(query, item)).sort((a, b) => order(a[rangeKey.name], b[rangeKey.name]));
    const start = nextToken === null || nextToken === undefined ? 0 : Number(nextToken);
    const ordered = scanIndexForward ? found : found.toReversed();
    const rest = ordered.length > start + limit ? String(start + limit) : null;
    return { result: { items: ordered.slice(start, start + limit).map(shown), nextToken: rest, scannedCount: limit } };
  }

  private store(key: string, attributes: Attributes | undefined): void {
    const write = { attributes, at: this.now(), region: this.region };
    this.items.set(key, write);
    this.outgoing.push({ key, ...write });
  }
}

const shown = (item: Attributes | undefined): unknown => (item === undefined ? null : unmarshall({ ...item }));

function keyText(key: Attributes = {}): string {
  assert.deepEqual(Object.keys(key).sort(), ["id", "space"]);
  assert.ok(Object.values(key).every((value) => plain(value) !== ""), "DynamoDB takes no empty text in a key");
  return JSON.stringify([key["space"], key["id"]].map((value) => (value === undefined ? null : plain(value))));
}

function order(a: Attributes[string] | undefined, b: Attributes[string] | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const [x, y] = [plain(a), plain(b)] as [number | string, number | string];
  return x < y ? -1 : x > y ? 1 : 0;
}
