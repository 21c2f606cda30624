/** A record as the place answers it: the type `Record` of the schema. */
export interface SyncRecord {
  readonly id: string;
  readonly kind: string;
  readonly body: string | null;
  readonly version: number;
  readonly write: string;
  readonly trail: readonly string[];
  readonly changedAt: number;
  readonly deleted: boolean;
}

/** A page of changes: the type `ChangePage` of the schema. */
export interface ChangePage {
  readonly records: readonly SyncRecord[];
  readonly after: string;
  readonly more: boolean;
  readonly full: boolean;
  readonly at: number;
}

/** What a user made of a record: a body, or nothing where he removed it. */
export interface Content {
  readonly kind: string;
  readonly body: string | null;
}

/** What is still to be sent. Its name stays the same however often it is sent. */
export interface Edit extends Content {
  readonly write: string;
}

/** A record on a device: what the place had when it was last asked, and what the user has made of it since. */
export interface Held {
  readonly known?: SyncRecord;
  readonly edit?: Edit;
}

/** A space on a device. */
export interface Replica {
  readonly held: ReadonlyMap<string, Held>;
  /** Given back at the next call for changes. */
  readonly after?: string;
  /** Records met in the pass that is under way. */
  readonly seen: ReadonlySet<string>;
}

/** What an app decides. */
export interface Rules {
  /** One content out of two that know nothing of each other. Every device has to come to the same. */
  merge(mine: Content, theirs: Content): Content;
  /** A name that no write had before, such as a UUID. */
  newWrite(): string;
  /** Milliseconds that the stone of a removed record stays: the setting `sync.tombstoneDays`. */
  readonly tombstoneMs: number;
}

export const empty: Replica = { held: new Map(), seen: new Set() };

export const contentOf = ({ kind, body, deleted }: SyncRecord): Content => ({ kind, body: deleted ? null : body });
