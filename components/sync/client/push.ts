import { type Content, type Held, type Replica, type Rules, type SyncRecord } from "./model";
import { rebase, settle } from "./pull";

/** What a device asks of the place: the inputs of `put` and `remove` without the space. */
export type Request =
  | { readonly field: "put"; readonly input: { readonly id: string; readonly kind: string; readonly body: string; readonly write: string; readonly base: string | null } }
  | { readonly field: "remove"; readonly input: { readonly id: string; readonly write: string; readonly base: string } };

/** What the place answers: the type `Written` of the schema. */
export interface Answer {
  readonly status: "APPLIED" | "CONFLICT";
  readonly record: SyncRecord | null;
}

/** What the user makes of a record. It waits on the device until it is pushed. */
export function change(replica: Replica, id: string, { content, rules }: { readonly content: Content; readonly rules: Rules }): Replica {
  const held = new Map(replica.held);
  const known = held.get(id)?.known;
  const neverThere = known === undefined && content.body === null && held.get(id)?.edit === undefined;
  if (!neverThere) held.set(id, { ...(known !== undefined && { known }), edit: { ...content, write: rules.newWrite() } });
  return { ...replica, held };
}

/** Everything that waits, in the order in which it is to be sent. */
export function waiting({ held }: Replica): readonly Request[] {
  return [...held].flatMap(([id, { known, edit }]): Request[] => {
    if (edit === undefined) return [];
    const { kind, body, write } = edit;
    if (body !== null) return [{ field: "put", input: { id, kind, body, write, base: known?.write ?? null } }];
    return [{ field: "remove", input: { id, write, base: known?.write ?? write } }];
  });
}

/** Takes in the answer to a request. What met a conflict waits again, on top of what the place has. */
export function pushed(replica: Replica, { field, input: { id, write } }: Request, { answer, rules }: { readonly answer: Answer; readonly rules: Rules }): Replica {
  const held = new Map(replica.held);
  const { edit } = held.get(id) ?? {};
  if (edit?.write !== write) return replica;
  settle(held, id, answered(edit, { answer, rules, removes: field === "remove" }));
  return { ...replica, held };
}

function answered(edit: NonNullable<Held["edit"]>, { answer: { status, record }, rules, removes }: { readonly answer: Answer; readonly rules: Rules; readonly removes: boolean }): Held | undefined {
  if (record === null) return removes ? undefined : { edit };
  return status === "APPLIED" ? { known: record } : rebase(edit, record, rules);
}
