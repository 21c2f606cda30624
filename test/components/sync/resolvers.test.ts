import assert from "node:assert/strict";
import { longestBody } from "../../../components/sync/setup";
import { beginning, day, hour, minute, Places } from "../../support/appsync/places";
import { ann, changes, own, put, refuses, remove } from "./fixture";

describe("a write to a record", () => {
  it("makes the first version of one that is not there", () => {
    assert.deepEqual(put(new Places(), ann, { write: "w1" }), { space: own, status: "APPLIED", record: {
      space: own, id: "r", kind: "note", body: "text", version: 1, write: "w1", trail: [], author: "ann", changedAt: beginning + 1, deleted: false,
    } });
  });

  it("goes on from the write that it names, and remembers it", () => {
    const places = new Places();
    put(places, ann, { write: "w1" });
    const { status, record } = put(places, ann, { write: "w2", base: "w1", body: "more" });
    assert.deepEqual([status, record?.["version"], record?.["trail"], record?.["body"]], ["APPLIED", 2, ["w1"], "more"]);
  });

  it("remembers the last 16 writes", () => {
    const places = new Places();
    put(places, ann, { write: "w0" });
    for (let n = 1; n <= 18; n += 1) put(places, ann, { write: `w${n}`, base: `w${n - 1}` });
    const { record } = put(places, ann, { write: "w19", base: "w18" });
    assert.deepEqual(record?.["trail"], Array.from({ length: 16 }, (_, rank) => `w${rank + 3}`));
  });

  it("answers with what is there when it goes by something else, and writes nothing", () => {
    const places = new Places();
    put(places, ann, { write: "w1" });
    put(places, ann, { write: "w2", base: "w1", body: "theirs" });
    const before = places.replicas.use2.contents();
    for (const base of ["w1", undefined]) {
      const { status, record } = put(places, ann, { write: "w3", base, body: "mine" });
      assert.deepEqual([status, record?.["write"], record?.["body"]], ["CONFLICT", "w2", "theirs"]);
    }
    assert.deepEqual(places.replicas.use2.contents(), before);
  });

  it("answers a conflict without a record when what it goes by is gone", () => {
    assert.deepEqual(put(new Places(), ann, { write: "w2", base: "w1" }), { space: own, status: "CONFLICT", record: null });
  });

  it("takes effect once, however often it is sent and whatever came after it", () => {
    const places = new Places();
    put(places, ann, { write: "w1" });
    assert.equal(put(places, ann, { write: "w1" }).status, "APPLIED");
    put(places, ann, { write: "w2", base: "w1", body: "later" });
    const { status, record } = put(places, ann, { write: "w1" });
    assert.deepEqual([status, record?.["version"], record?.["body"]], ["APPLIED", 2, "later"]);
  });

  it("answers with the winner when somebody writes between its look and its write", () => {
    const places = new Places();
    put(places, ann, { write: "w1" });
    const { replicas: { use2 } } = places;
    const execute = use2.execute.bind(use2);
    let raced = false;
    use2.execute = (request) => {
      if (request.operation === "PutItem" && !raced) {
        raced = true;
        put(places, ann, { write: "w2", base: "w1", body: "faster" });
      }
      return execute(request);
    };
    const { status, record } = put(places, ann, { write: "w3", base: "w1", body: "slower" });
    assert.deepEqual([status, record?.["write"], record?.["body"]], ["CONFLICT", "w2", "faster"]);
  });

  it("knows two writes apart to which two regions gave the same number", () => {
    const places = new Places();
    put(places, ann, { write: "w1" });
    places.deliver("use2");
    put(places, ann, { write: "west", base: "w1", place: "usw2" });
    put(places, ann, { write: "east", base: "w1" });
    places.deliver("use2");
    places.deliver("usw2");
    const { status, record } = put(places, ann, { write: "w3", base: "west", place: "usw2" });
    assert.deepEqual([status, record?.["write"], record?.["version"]], ["CONFLICT", "east", 2]);
  });

  it("never goes back in time, whatever the clock says", () => {
    const places = new Places();
    put(places, ann, { write: "w1" });
    places.now -= hour;
    const { record } = put(places, ann, { write: "w2", base: "w1" });
    assert.equal(record?.["changedAt"], beginning + 2);
  });

  it("refuses names and bodies that are none", () => {
    const places = new Places();
    refuses(() => put(places, ann, { write: "w 1" }), "BadRequest", "write is no name: want 1 to 64 letters, digits, hyphens and underscores, such as a UUID");
    refuses(() => put(places, ann, { write: "w1", id: "" }), "BadRequest", "id is no name: want 1 to 64 letters, digits, hyphens and underscores, such as a UUID");
    refuses(() => put(places, ann, { write: "w1", body: "x".repeat(longestBody + 1) }), "BadRequest",
      "body has 65537 characters: want 65536 at most; keep what is larger in the bucket and its name here");
    assert.equal(put(places, ann, { write: "w1", body: "x".repeat(longestBody) }).status, "APPLIED");
  });
});

describe("a removal", () => {
  it("leaves a stone without the body, until DynamoDB takes it away", () => {
    const places = new Places();
    put(places, ann, { write: "w1" });
    const { status, record } = remove(places, ann, { write: "w2", base: "w1" });
    assert.deepEqual([status, record?.["deleted"], record?.["body"], record?.["kind"], record?.["trail"]], ["APPLIED", true, null, "note", ["w1"]]);
    const [stone] = Object.values(places.replicas.use2.contents()) as Record<string, unknown>[];
    assert.deepEqual([stone?.["expires"], "body" in (stone ?? {})], [Math.floor((beginning + 2 + 90 * day) / 1000), false]);
  });

  it("meets a conflict like any write", () => {
    const places = new Places();
    put(places, ann, { write: "w1" });
    put(places, ann, { write: "w2", base: "w1" });
    assert.deepEqual([remove(places, ann, { write: "w3", base: "w1" }).status, remove(places, ann, { id: "other", write: "w4", base: "w1" })],
      ["CONFLICT", { space: own, status: "CONFLICT", record: null }]);
  });

  it("is undone by a write on top of it, which stays", () => {
    const places = new Places();
    put(places, ann, { write: "w1" });
    remove(places, ann, { write: "w2", base: "w1" });
    assert.equal(put(places, ann, { write: "w3", base: "w2", body: "back" }).status, "APPLIED");
    places.pass(91 * day);
    places.replicas.use2.expire();
    assert.equal(changes(places, ann, {}).records[0]?.["body"], "back");
  });
});

describe("what changed", () => {
  it("is everything at first, stones too, page by page", () => {
    const places = new Places();
    for (let n = 0; n < 101; n += 1) put(places, ann, { id: `r${n}`, write: `w${n}` });
    remove(places, ann, { id: "r0", write: "x", base: "w0" });
    const first = changes(places, ann, {});
    const second = changes(places, ann, { after: first.after });
    assert.deepEqual([first.records.length, first.more, first.full, second.records.length, second.more, second.full], [100, true, true, 1, false, true]);
    assert.deepEqual([...first.records, ...second.records].filter(({ deleted }) => deleted === true).map(({ id }) => id), ["r0"]);
  });

  it("is what came since, and a little more, in the order of changes", () => {
    const places = new Places();
    put(places, ann, { id: "old", write: "a" });
    places.pass(hour);
    put(places, ann, { id: "recent", write: "b" });
    places.pass(minute);
    const { after } = changes(places, ann, {});
    places.pass(minute);
    put(places, ann, { id: "new", write: "c" });
    const page = changes(places, ann, { after });
    assert.deepEqual([page.full, page.more, page.records.map(({ id }) => id)], [false, false, ["recent", "new"]]);
    places.pass(hour);
    assert.deepEqual(changes(places, ann, { after: changes(places, ann, { after: page.after }).after }).records, []);
  });

  it("does not miss what is written while the pages are read", () => {
    const places = new Places();
    for (let n = 0; n < 100; n += 1) put(places, ann, { id: `r${n}`, write: `w${n}` });
    put(places, ann, { id: "s", write: "s1" });
    places.pass(hour);
    const { after } = changes(places, ann, {});
    places.pass(10 * minute);
    put(places, ann, { id: "r0", write: "late", base: "w0" });
    const rest = changes(places, ann, { after: changes(places, ann, { after }).after });
    assert.deepEqual([rest.full, rest.records.map(({ write }) => write)], [false, ["late"]]);
  });

  it("is everything again after a day, in another place, and for a text that is no place in the changes", () => {
    const places = new Places();
    const { after } = changes(places, ann, {});
    const full = (args: Parameters<typeof changes>[2]): boolean => changes(places, ann, args).full;
    assert.equal(full({ after }), false);
    assert.equal(full({ after, place: "usw2" }), true);
    for (const strange of ["", "1|use2|rest|x|0|0|", "2|use2|rest|1|0|1|", "1|use2|nap|1|0|1|"]) assert.equal(full({ after: strange }), true);
    places.pass(day - 1);
    assert.equal(full({ after }), false);
    places.pass();
    assert.equal(full({ after }), true);
  });

  it("tells the time of the place", () => {
    assert.equal(changes(new Places(), ann, {}).at, beginning);
  });
});
