import { contentOf, type ChangePage, type Content, type Edit, type Held, type Replica, type Rules, type SyncRecord } from "./model";
import { relationOf } from "./relation";

/** Takes in a page of changes. After the last page of a full pass, what was not on any page is gone, or was lost by the place. */
export function pull(replica: Replica, page: ChangePage, rules: Rules): Replica {
  const held = new Map(replica.held);
  for (const record of page.records) held.set(record.id, absorb(held.get(record.id), record, rules));
  const seen = new Set([...replica.seen, ...page.records.map(({ id }) => id)]);
  if (page.more) return { held, seen, after: page.after };
  if (page.full) for (const [id, mine] of held) if (!seen.has(id)) settle(held, id, unlisted(mine, page.at, rules));
  return { held, seen: new Set(), after: page.after };
}

/** Meets a record of the place with what the device holds of it. */
export function absorb(mine: Held | undefined, theirs: SyncRecord, rules: Rules): Held {
  const { known, edit } = mine ?? {};
  if (edit !== undefined && (theirs.write === edit.write || theirs.trail.includes(edit.write))) return { known: theirs };
  if (known === undefined) return edit === undefined ? { known: theirs } : rebase(edit, theirs, rules);
  switch (relationOf(known, theirs)) {
    case "same": return { known: theirs, ...(edit !== undefined && { edit }) };
    case "behind": return edit === undefined ? { known: theirs } : rebase(edit, theirs, rules);
    case "ahead": return { known: theirs, edit: edit ?? again(known) };
    case "apart": return rebase(edit ?? contentOf(known), theirs, rules);
  }
}

/** Puts what the user made on top of what the place has. */
export function rebase(mine: Content, theirs: SyncRecord, rules: Rules): Held {
  const merged = rules.merge(mine, contentOf(theirs));
  const { kind, body } = contentOf(theirs);
  if (merged.kind === kind && merged.body === body) return { known: theirs };
  return { known: theirs, edit: { kind: merged.kind, body: merged.body, write: rules.newWrite() } };
}

/** The same write once more, under the same name: wherever it arrived, it is not done twice. */
const again = (known: SyncRecord): Edit => ({ ...contentOf(known), write: known.write });

/**
 * What becomes of a record that the place does not have. A stone outlives its record by the time of stones, so whatever changed
 * later than that was not removed: it was lost with a region, and the device offers it again.
 */
function unlisted({ known, edit }: Held, at: number, { tombstoneMs }: Rules): Held | undefined {
  if (edit !== undefined) return edit.body === null ? undefined : { edit };
  if (known === undefined || known.deleted) return undefined;
  return known.changedAt + tombstoneMs > at ? { edit: again(known) } : undefined;
}

/** Keeps a record, or forgets it. */
export function settle(held: Map<string, Held>, id: string, now: Held | undefined): void {
  if (now === undefined) held.delete(id);
  else held.set(id, now);
}
