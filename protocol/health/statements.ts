/** What an application asks its local database in each look; `$1` is the key of the place. Cheap: two small tables, no lock. */
export const lookStatement = `SELECT NOT pg_is_in_recovery() AS writer,
  coalesce((SELECT epoch FROM region_epoch WHERE region = $1), 0) AS epoch,
  coalesce((SELECT max(epoch) FROM region_epoch WHERE region <> $1), 0) AS other_epoch`;

/**
 * What an application in the active place writes every few seconds; `$1` is the place, `$2` its epoch. The other place reads from its own
 * replica how old the newest is: the one figure of what would be lost that outlives a region. `seq` counts what was acknowledged.
 */
export const heartbeatStatement = `INSERT INTO dr_heartbeat (region, epoch, seq, at) VALUES ($1, $2, 1, now())
  ON CONFLICT (region) DO UPDATE SET epoch = excluded.epoch, seq = dr_heartbeat.seq + 1, at = excluded.at RETURNING seq`;

/** Seconds between two heartbeats. */
export const heartbeatSeconds = 5;

/** Key in the control table of the epoch that a place has to yield to, in its attribute `epoch`. */
export function fenceKey(place: string): { readonly pk: string; readonly sk: string } {
  return { pk: `fence#${place}`, sk: "-" };
}

/** Key in the control table of whether a place turns away what it has no capacity for, in its attribute `on`. */
export function shedKey(place: string): { readonly pk: string; readonly sk: string } {
  return { pk: `shed#${place}`, sk: "-" };
}

/** A heartbeat that the database acknowledged. */
export interface Ack {
  /** Epoch of the place that wrote it. */
  readonly epoch: number;
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Key in the control table of the newest heartbeat that a place's database acknowledged. */
export function ackKey(place: string): { readonly pk: string; readonly sk: string } {
  return { pk: `heartbeat#${place}`, sk: "-" };
}

/** The update of that item, as a document client of DynamoDB takes it beside table and key. The newest stays, whichever task comes last. */
export function ackUpdate({ epoch, seq, at }: Ack) {
  return {
    UpdateExpression: "SET #epoch = :epoch, #seq = :seq, #at = :at",
    ConditionExpression: "attribute_not_exists(pk) OR #epoch < :epoch OR (#epoch = :epoch AND #seq < :seq)",
    ExpressionAttributeNames: { "#epoch": "epoch", "#seq": "seq", "#at": "at" }, ExpressionAttributeValues: { ":epoch": epoch, ":seq": seq, ":at": at },
  };
}
