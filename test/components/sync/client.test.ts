import assert from "node:assert/strict";
import { empty, type Content, type Held, type Rules, type SyncRecord } from "../../../components/sync/client/model";
import { absorb, pull } from "../../../components/sync/client/pull";
import { change, pushed, waiting, type Answer } from "../../../components/sync/client/push";
import { relationOf } from "../../../components/sync/client/relation";
import { day } from "../../support/appsync/places";

const now = 1_800_000_000_000;
const later = (mine: Content, theirs: Content): Content => ({ kind: "note", body: `${mine.body ?? "-"}+${theirs.body ?? "-"}` });
const rules: Rules = { merge: later, newWrite: () => "new", tombstoneMs: 90 * day };

/** A record whose writes are the letters of a word: `abc` was written by a, then b, then c. */
function recordOf(writes: string, change: Partial<SyncRecord> = {}): SyncRecord {
  const letters = [...writes];
  return {
    id: "r", kind: "note", body: writes, version: letters.length, write: letters.at(-1) ?? "", trail: letters.slice(0, -1).slice(-16), changedAt: now - day, deleted: false, ...change,
  };
}
const edit = { kind: "note", body: "mine", write: "m" };

describe("how two records stand to each other", () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ["ab", "ab", "same"], ["ab", "abc", "behind"], ["abc", "ab", "ahead"], ["abx", "aby", "apart"], ["abx", "abyz", "apart"],
    ["ab", "abcdefghijklmnopqr", "behind"], ["ax", "abcdefghijklmnopqr", "apart"], ["ax", "abcdefghijklmnopqrs", "behind"], ["abcdefghijklmnopqrs", "ax", "ahead"],
  ];
  for (const [mine, theirs, relation] of rows) {
    it(`is ${relation} for ${mine} and ${theirs}`, () => {
      assert.equal(relationOf(recordOf(mine), recordOf(theirs)), relation);
    });
  }
});

describe("a device that meets a record", () => {
  const meets = (mine: Held | undefined, theirs: SyncRecord): Held => absorb(mine, theirs, rules);

  it("takes what is new to it, and what went on from what it knew", () => {
    assert.deepEqual(meets(undefined, recordOf("a")), { known: recordOf("a") });
    assert.deepEqual(meets({ known: recordOf("a") }, recordOf("ab")), { known: recordOf("ab") });
  });

  it("keeps its edit while nobody else writes, and merges it once somebody has", () => {
    assert.deepEqual(meets({ known: recordOf("a"), edit }, recordOf("a")), { known: recordOf("a"), edit });
    assert.deepEqual(meets({ known: recordOf("a"), edit }, recordOf("ab")), { known: recordOf("ab"), edit: { kind: "note", body: "mine+ab", write: "new" } });
    assert.deepEqual(meets({ edit }, recordOf("ab")), { known: recordOf("ab"), edit: { kind: "note", body: "mine+ab", write: "new" } });
  });

  it("sees that its edit arrived, though it was never told", () => {
    for (const theirs of [recordOf("am"), recordOf("amz")]) {
      assert.deepEqual([meets({ known: recordOf("a"), edit }, theirs), meets({ edit }, theirs)], [{ known: theirs }, { known: theirs }]);
    }
  });

  it("offers again what the place lost, under the same name", () => {
    assert.deepEqual(meets({ known: recordOf("abc") }, recordOf("ab")), { known: recordOf("ab"), edit: { kind: "note", body: "abc", write: "c" } });
    const gone = recordOf("abc", { deleted: true, body: null });
    assert.deepEqual(meets({ known: gone }, recordOf("ab")), { known: recordOf("ab"), edit: { kind: "note", body: null, write: "c" } });
    assert.deepEqual(meets({ known: recordOf("abc"), edit }, recordOf("ab")), { known: recordOf("ab"), edit });
  });

  it("merges what was lost to a write of another place", () => {
    assert.deepEqual(meets({ known: recordOf("abx") }, recordOf("aby")), { known: recordOf("aby"), edit: { kind: "note", body: "abx+aby", write: "new" } });
    assert.deepEqual(meets({ known: recordOf("abx"), edit }, recordOf("aby")), { known: recordOf("aby"), edit: { kind: "note", body: "mine+aby", write: "new" } });
  });

  it("writes nothing where the merge is what the place has", () => {
    assert.deepEqual(absorb({ known: recordOf("abx") }, recordOf("aby"), { ...rules, merge: (_, theirs) => theirs }), { known: recordOf("aby") });
  });
});

describe("a device after a full pass", () => {
  const after = (mine: Held, page: { full?: boolean; more?: boolean } = {}): Held | undefined =>
    pull({ ...empty, held: new Map([["r", mine]]) }, { records: [], after: "x", more: false, full: true, at: now, ...page }, rules).held.get("r");
  const old = now - 90 * day;

  it("drops what is not there: it was removed, and its stone is gone", () => {
    assert.equal(after({ known: recordOf("a", { changedAt: old }) }), undefined);
    assert.equal(after({ known: recordOf("a", { deleted: true, body: null }) }), undefined);
  });

  it("offers again what is not there though its stone would be: it was lost", () => {
    assert.deepEqual(after({ known: recordOf("ab", { changedAt: old + 1 }) }), { edit: { kind: "note", body: "ab", write: "b" } });
  });

  it("keeps what its user made, and drops what he removed", () => {
    assert.deepEqual(after({ known: recordOf("a", { changedAt: old }), edit }), { edit });
    assert.equal(after({ known: recordOf("a"), edit: { ...edit, body: null } }), undefined);
  });

  it("drops nothing before the last page, nothing in a delta, and nothing that was on an earlier page", () => {
    const mine = { known: recordOf("a", { changedAt: old }) };
    assert.deepEqual([after(mine, { more: true }), after(mine, { full: false })], [mine, mine]);
    const page = { after: "x", full: true, at: now };
    const first = pull({ ...empty, held: new Map([["r", mine]]) }, { ...page, records: [mine.known], more: true }, rules);
    const second = pull(first, { ...page, records: [], more: false }, rules);
    assert.deepEqual([second.held.get("r"), second.after, second.seen.size], [mine, "x", 0]);
  });
});

describe("a device that sends", () => {
  const holding = (mine: Held) => ({ ...empty, held: new Map([["r", mine]]) });
  const told = (mine: Held, answer: Answer): Held | undefined => {
    const [request] = waiting(holding(mine));
    assert.ok(request !== undefined);
    return pushed(holding(mine), request, { answer, rules }).held.get("r");
  };

  it("says what it goes on from, under the name of the edit", () => {
    assert.deepEqual(waiting(holding({ known: recordOf("a"), edit })), [{ field: "put", input: { id: "r", kind: "note", body: "mine", write: "m", base: "a" } }]);
    assert.deepEqual(waiting(holding({ edit })), [{ field: "put", input: { id: "r", kind: "note", body: "mine", write: "m", base: null } }]);
    assert.deepEqual(waiting(holding({ known: recordOf("a"), edit: { ...edit, body: null } })), [{ field: "remove", input: { id: "r", write: "m", base: "a" } }]);
    assert.deepEqual(waiting(holding({ known: recordOf("a") })), []);
  });

  it("knows what was applied, merges what was not, and begins anew where nothing is left", () => {
    assert.deepEqual(told({ known: recordOf("a"), edit }, { status: "APPLIED", record: recordOf("am") }), { known: recordOf("am") });
    assert.deepEqual(told({ known: recordOf("a"), edit }, { status: "CONFLICT", record: recordOf("ab") }), { known: recordOf("ab"), edit: { kind: "note", body: "mine+ab", write: "new" } });
    assert.deepEqual(told({ known: recordOf("a"), edit }, { status: "CONFLICT", record: null }), { edit });
    assert.equal(told({ known: recordOf("a"), edit: { ...edit, body: null } }, { status: "CONFLICT", record: null }), undefined);
  });

  it("leaves alone what its user changed while the answer was on its way", () => {
    const [request] = waiting(holding({ edit }));
    assert.ok(request !== undefined);
    const changed = holding({ edit: { ...edit, write: "n" } });
    assert.deepEqual(pushed(changed, request, { answer: { status: "APPLIED", record: recordOf("m") }, rules }), changed);
  });

  it("takes in what its user does, and no removal of what never was", () => {
    const made = change(empty, "r", { content: { kind: "note", body: "mine" }, rules });
    assert.deepEqual(made.held.get("r"), { edit: { kind: "note", body: "mine", write: "new" } });
    assert.deepEqual(change(empty, "r", { content: { kind: "note", body: null }, rules }).held.size, 0);
  });
});
