import assert from "node:assert/strict";
import { type Caller } from "../../support/appsync/api";
import { Places } from "../../support/appsync/places";
import { ann, bob, changes, eve, own, put, refuses, remove, share, trip } from "./fixture";

describe("a space", () => {
  it("is closed to strangers, whatever they ask", () => {
    const places = new Places();
    share(places, ann, {});
    const { use2 } = places.apis;
    for (const space of [own, trip, "shared#ann#other", "own#eve#x", "eve", ""]) {
      refuses(() => put(places, eve, { space, write: "w" }), "Unauthorized");
      refuses(() => remove(places, eve, { space, write: "w", base: "b" }), "Unauthorized");
      refuses(() => changes(places, eve, { space }), "Unauthorized");
      for (const field of ["record", "members"]) refuses(() => use2.call("Query", field, { caller: eve, args: { space, id: "r" } }), "Unauthorized");
      refuses(() => use2.call("Subscription", "changed", { caller: eve, args: { space } }), "Unauthorized");
      assert.deepEqual(use2.asked, {});
    }
  });

  it("is open to whom its owner lets in, until he is taken out", () => {
    const places = new Places();
    assert.deepEqual(share(places, ann, { members: ["bob", "bob"] }), { space: trip, owner: "ann", members: ["bob", "bob"] });
    assert.equal(put(places, bob, { space: trip, write: "w1" }).record?.["author"], "bob");
    assert.equal(places.apis.use2.call<{ body: string }>("Query", "record", { caller: ann, args: { space: trip, id: "r" } }).body, "text");
    places.pass();
    const out = places.apis.use2.call("Mutation", "unshare", { caller: ann, args: { space: trip, member: "bob" } });
    assert.deepEqual([out, places.apis.use2.asked], [{ space: trip, member: "bob" }, { invalidated: { subscriptionField: "changed", payload: { space: trip, member: "bob" } } }]);
    refuses(() => changes(places, bob, { space: trip }), "Unauthorized");
  });

  it("is shared by its owner alone, and only by those whom the settings name", () => {
    const places = new Places();
    refuses(() => share(places, { sub: "bob", groups: ["provider"] }, {}), "Unauthorized");
    refuses(() => share(places, { sub: "ann", groups: ["reader"] }, {}), "Unauthorized");
    refuses(() => share(places, { sub: "ann" }, {}), "Unauthorized");
    refuses(() => share(places, ann, { space: own }), "Unauthorized");
    refuses(() => share(places, ann, { members: [] }), "BadRequest", "members names 0 users: want 1 to 10 in one call");
    refuses(() => share(places, ann, { members: Array.from({ length: 11 }, (_, n) => `u${n}`) }), "BadRequest", "members names 11 users: want 1 to 10 in one call");
    refuses(() => share(places, ann, { members: ["a#b"] }), "BadRequest", "members is no name: want 1 to 64 letters, digits, hyphens and underscores, such as a UUID");
    assert.deepEqual(places.replicas.use2.contents(), {});
  });

  it("is left by whoever wants to, and not by its owner", () => {
    const places = new Places();
    share(places, ann, { members: ["bob", "eve"] });
    const unshare = (caller: Caller, member: string): unknown => places.apis.use2.call("Mutation", "unshare", { caller, args: { space: trip, member } });
    refuses(() => unshare(bob, "eve"), "Unauthorized");
    refuses(() => unshare(ann, "ann"), "BadRequest", "the owner of a space stays in it: remove its records, or the other users");
    unshare(bob, "bob");
    assert.deepEqual(places.apis.use2.call("Query", "members", { caller: ann, args: { space: trip } }), ["ann", "eve"]);
  });

  it("is found by everybody in it, beside the own one", () => {
    const places = new Places();
    share(places, ann, {});
    const spaces = (caller: Caller, after?: string): unknown => places.apis.use2.call("Query", "spaces", { caller, args: { after } });
    assert.deepEqual(spaces(bob), { spaces: [{ space: "own#bob", owner: "bob" }, { space: trip, owner: "ann" }], after: null });
    assert.deepEqual(spaces(ann), { spaces: [{ space: own, owner: "ann" }, { space: trip, owner: "ann" }], after: null });
    assert.deepEqual(spaces(bob, "1"), { spaces: [], after: null });
  });

  it("cannot be opened in another's name, in whichever region", () => {
    refuses(() => share(new Places(), { sub: "eve", groups: ["provider"] }, { space: "shared#ann#new" }), "Unauthorized");
    refuses(() => share(new Places(), { sub: "eve", groups: ["provider"] }, { space: "shared#eve#a#b" }), "Unauthorized");
  });
});

describe("a subscription", () => {
  const on = (name: string, caller: Caller, args: object = {}) => {
    const places = new Places();
    share(places, ann, {});
    const answer = places.apis.use2.call("Subscription", name, { caller, args });
    return { answer, asked: places.apis.use2.asked };
  };

  it("hears what was written to its space, and ends when its user is taken out", () => {
    for (const caller of [ann, bob]) {
      assert.deepEqual(on("changed", caller, { space: trip }), { answer: null, asked: {
        filter: { filterGroup: [{ filters: [{ fieldName: "space", operator: "eq", value: trip }, { fieldName: "status", operator: "eq", value: "APPLIED" }] }] },
        invalidation: { filterGroup: [{ filters: [{ fieldName: "space", operator: "eq", value: trip }, { fieldName: "member", operator: "eq", value: caller.sub }] }] },
      } });
    }
  });

  it("hears of the spaces that its user is let into, and of no other's", () => {
    assert.deepEqual(on("shared", bob).asked, { filter: { filterGroup: [{ filters: [{ fieldName: "members", operator: "contains", value: "bob" }] }] } });
  });
});

describe("whoever the authorizer does not name", () => {
  it("is nobody", () => {
    refuses(() => changes(new Places(), { sub: "" }, { space: "own#" }), "Unauthorized");
  });
});
