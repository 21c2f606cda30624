/** What the resolvers of a place are told about it. Plain data: it becomes part of their code. */
export interface Setup {
  /** Key of the place. A device that comes from another one starts over. */
  readonly place: string;
  readonly tableName: string;
  /** Groups whose members may share; none: everybody. */
  readonly sharers: readonly string[];
  /** Milliseconds that a call for changes looks back behind the last one. */
  readonly overlapMs: number;
  /** Milliseconds after which a device is given everything again. */
  readonly fullEveryMs: number;
  /** Seconds that the stone of a deleted record stays. */
  readonly tombstoneSeconds: number;
}

/** Records on one page. DynamoDB ends a page at 1 MB in any case. Source: DynamoDB Developer Guide, "Paginating table query results". */
export const pageSize = 100;

/** Most characters of a record's body, so that it fits a message to a subscriber. Source: AWS AppSync, "Service quotas", subscription payload size. */
export const longestBody = 65_536;

/** Writes that a record remembers before its own. */
export const longestTrail = 16;

/** Most users named by one call: with the owner, each is an item of one transaction, and the index of a filter's list stays small. */
export const mostNamed = 10;

/** Code that a field runs before and after its functions: it tells them where they are. */
export function fieldCode(setup: Setup): string {
  return [
    `export function request(ctx) { ctx.stash.setup = ${JSON.stringify(setup)}; return {}; }`,
    "export function response(ctx) { return ctx.prev.result; }",
    "",
  ].join("\n");
}
