import { type ChangePage, type Edit, type Held, type Replica, type Rules, type SyncRecord } from "../../../components/sync/client/model";
import { rebase } from "../../../components/sync/client/pull";

/** How a device takes in a page. */
export type Pull = (replica: Replica, page: ChangePage, rules: Rules) => Replica;

/**
 * A device that believes the place: it merges what waits to be sent, and takes whatever else the place has, or has not, for the truth.
 * What there is to lose where nobody looks at the names of writes.
 */
export const believe: Pull = (replica, page, rules) => {
  const held = new Map<string, Held>(replica.held);
  const seen = new Set([...replica.seen, ...page.records.map(({ id }) => id)]);
  for (const theirs of page.records) held.set(theirs.id, take(held.get(theirs.id), theirs, rules));
  if (page.more) return { held, seen, after: page.after };
  for (const [id, { edit }] of held) if (page.full && !seen.has(id)) keep(held, id, edit);
  return { held, seen: new Set(), after: page.after };
};

function take(mine: Held | undefined, theirs: SyncRecord, rules: Rules): Held {
  const edit = mine?.edit;
  if (edit === undefined || theirs.write === edit.write || theirs.trail.includes(edit.write)) return { known: theirs };
  return mine?.known?.write === theirs.write ? { known: theirs, edit } : rebase(edit, theirs, rules);
}

function keep(held: Map<string, Held>, id: string, edit: Edit | undefined): void {
  if (edit === undefined || edit.body === null) held.delete(id);
  else held.set(id, { edit });
}
