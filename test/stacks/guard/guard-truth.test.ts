import assert from "node:assert/strict";
import { guardProblems, type Claim, type DatabaseSaid, type Said, type TableSaid } from "../../../stacks/guard-truth";

const now = 1_000_000;
const claim: Claim = { primary: "use2", epoch: 1, born: "use2", now };
const silent = { kind: "silent", why: "no answer within 2 s" } as const;
const absent = { kind: "absent" } as const;
const writes = (writer: string | undefined): DatabaseSaid => ({ kind: "stands", writer });

function record(epochs: Readonly<Record<string, number>> = {}, locks: Extract<TableSaid, { kind: "record" }>["locks"] = {}): TableSaid {
  return { kind: "record", standings: Object.fromEntries(Object.entries(epochs).map(([place, epoch]) => [place, { epoch, at: 1, by: "ana" }])), locks };
}

const lock = (changes: object = {}) => ({ usw2: { purpose: "activate", owner: "ana-1", epoch: 2, leaseUntil: now + 90_000, ...changes } as const });

/** What both places answer: table and database of the first, then of the second. */
function said(...[table, database, otherTable = table, otherDatabase = database]: readonly [TableSaid, DatabaseSaid, TableSaid?, DatabaseSaid?]): readonly Said[] {
  return [{ place: "use2", table, database }, { place: "usw2", table: otherTable, database: otherDatabase }];
}

const moved = { ...claim, primary: "usw2", epoch: 2 };

describe("what the guard thinks of the settings", () => {
  for (const [what, asked, answered] of [
    ["the settings say what is recorded", moved, said(record({ use2: 1, usw2: 2 }), writes("usw2"))],
    ["nothing was ever recorded, and the birth place writes", claim, said(record(), writes("use2"))],
    ["nothing was recorded, and the first deployment stopped before the database", claim, said(record(), absent)],
    ["the global database has no member yet", claim, said(record(), writes(undefined))],
    ["nothing is built", claim, said(absent, absent)],
    ["one place is dark", moved, said(silent, silent, record({ usw2: 2 }), writes("usw2"))],
    ["one replica is late", moved, said(record({ use2: 1 }), writes("usw2"), record({ use2: 1, usw2: 2 }))],
    ["a replica is not there yet", claim, said(record(), writes("use2"), absent)],
    ["a detached place no longer sees the global database", claim, said(record({ use2: 1 }), absent, record({ use2: 1 }), writes("use2"))],
    ["a lease has run out", claim, said(record({}, lock({ leaseUntil: now })), writes("use2"))],
    ["a lock was released", claim, said(record({}, lock({ leaseUntil: 0 })), writes("use2"))],
    ["a deployment holds the lock", claim, said(record({}, lock({ purpose: "deploy" })), writes("use2"))],
  ] as const) it(`agrees when ${what}`, () => { assert.deepEqual(guardProblems(asked, answered), []); });

  const sync = "run `npm run failover -- sync-config`, commit what it writes, and deploy again";
  const off = 'set understudy:guard to "off" for this deployment once you know who is active';
  for (const [what, asked, answered, problems] of [
    ["the settings are of before a failover", claim, said(record({ use2: 1, usw2: 2 }), writes("usw2")),
      [`understudy:primary is use2 and understudy:epoch 1, want usw2 and 2, which the platform has recorded: ${sync}`]],
    ["the epoch alone is old", { ...claim, epoch: 1 }, said(record({ use2: 3, usw2: 2 }), writes("use2")),
      [`understudy:primary is use2 and understudy:epoch 1, want use2 and 3, which the platform has recorded: ${sync}`]],
    ["the settings are ahead of the platform", moved, said(record(), writes("use2")),
      [`understudy:primary is usw2 and understudy:epoch 2, want use2 and 1, which the platform has recorded: ${sync}`]],
    ["they are so before anything is built", moved, said(absent, absent),
      [`understudy:primary is usw2 and understudy:epoch 2, want use2 and 1, which the platform has recorded: ${sync}`]],
    ["only the late replica knows them", claim, said(record({ use2: 1 }), writes("usw2"), record({ use2: 1, usw2: 2 })),
      [`understudy:primary is use2 and understudy:epoch 1, want usw2 and 2, which the platform has recorded: ${sync}`]],
    ["a place is being activated", claim, said(record({}, lock()), writes("use2")),
      ["usw2 is being activated by ana-1 with epoch 2, and its lease lasts another 90 s: want no activation under way; wait for its end, or `npm run failover -- abort act-usw2-2`"]],
    ["only one replica knows of an activation", claim, said(record(), writes("use2"), record({}, lock())),
      ["usw2 is being activated by ana-1 with epoch 2, and its lease lasts another 90 s: want no activation under way; wait for its end, or `npm run failover -- abort act-usw2-2`"]],
    ["the writer is elsewhere", claim, said(record({ use2: 1 }), writes("usw2")),
      ["use2 is the active place by its record, and RDS has the writer in usw2, want both in one place: look at `npm run failover -- status` before a deployment"]],
    ["the places name two writers", claim, said(record(), writes("use2"), record(), writes("usw2")),
      ["RDS has a writer in use2 and in usw2, want one: follow docs/runbooks/split-brain.md before a deployment"]],
    ["nobody writes", moved, said(record({ usw2: 2 }), writes(undefined)),
      [`RDS has no writer of the database, want it in usw2: look at \`npm run failover -- status\`, or ${off}`]],
    ["the database is gone, and something was recorded", moved, said(record({ usw2: 2 }), absent),
      [`RDS has no writer of the database, want it in usw2: look at \`npm run failover -- status\`, or ${off}`]],
    ["both places are dark", claim, said(silent, silent),
      [`no place says who is active (use2: no answer within 2 s; usw2: no answer within 2 s): want an answer of one; look at your credentials and your way to AWS, or ${off}`]],
    ["RDS is dark in both places", claim, said(record(), silent),
      [`RDS says in no place who writes (use2: no answer within 2 s; usw2: no answer within 2 s): want an answer of one; try again, or ${off}`]],
    ["RDS is dark before anything is built", claim, said(absent, silent),
      [`RDS says in no place who writes (use2: no answer within 2 s; usw2: no answer within 2 s): want an answer of one; try again, or ${off}`]],
    ["the one place that answers has nothing", claim, said(silent, silent, absent, absent),
      [`usw2 has no control table, and the other place does not answer (use2: no answer within 2 s): want an answer of both before a first deployment; try again, or ${off}`]],
    ["the table is gone, and the database is not", claim, said(absent, writes("use2")),
      [`there is no control table, and RDS in use2 and usw2 has the database: want both or neither; restore the table, or ${off}`]],
  ] as const) it(`refuses when ${what}`, () => { assert.deepEqual(guardProblems(asked, answered), problems); });

  it("says everything at once", () => {
    assert.equal(guardProblems(claim, said(record({ use2: 3 }, lock()), writes("usw2"))).length, 3);
  });
});
