import assert from "node:assert/strict";
import { type Caller } from "../../support/appsync/api";
import { Listeners } from "../../support/appsync/listeners";
import { Places } from "../../support/appsync/places";
import { ann as provider, bob as customer, changes, eve, own, refuses, trip } from "./fixture";

const wanted = ["space", "status", "record"];

/** A provider who has let a customer into a space, in one place. */
class Room {
  readonly places = new Places();
  readonly listeners = new Listeners(this.places.apis.use2);

  constructor() {
    this.share(["bob"]);
  }

  share(members: readonly string[]): void {
    this.listeners.call("share", ["space", "owner", "members"], { caller: provider, args: { space: trip, members } });
  }

  put(caller: Caller, input: object, asks = wanted): void {
    this.places.pass();
    this.listeners.call("put", asks, { caller, args: { input: { space: trip, id: "r", kind: "note", body: "text", ...input } } });
  }

  leave(caller: Caller, member: string): void {
    this.listeners.call("unshare", ["space", "member"], { caller, args: { space: trip, member } });
  }
}

/** The names of writes that a subscription told of. */
const writesIn = (told: readonly Readonly<Record<string, unknown>>[]) => told.map(({ record }) => (record as { write: string } | null)?.write);

describe("a provider and a customer", () => {
  it("hear of each other's writes at once, with what was written", () => {
    const room = new Room();
    const [customers, providers] = [room.listeners.listen("changed", customer, { space: trip }), room.listeners.listen("changed", provider, { space: trip })];
    room.put(provider, { write: "w1", body: "offer" });
    room.put(customer, { write: "w2", base: "w1", body: "order" });
    assert.deepEqual([writesIn(customers.told), writesIn(providers.told)], [["w1", "w2"], ["w1", "w2"]]);
    assert.deepEqual(customers.told.map(({ record }) => (record as { body: string }).body), ["offer", "order"]);
    assert.deepEqual(changes(room.places, customer, { space: trip }).records.map(({ body }) => body), ["order"]);
  });

  it("hear of removals, and of no conflict, since nothing was written", () => {
    const room = new Room();
    const { told } = room.listeners.listen("changed", customer, { space: trip });
    room.put(provider, { write: "w1" });
    room.put(customer, { write: "w2", base: "w0" });
    room.listeners.call("remove", wanted, { caller: provider, args: { input: { space: trip, id: "r", write: "w3", base: "w1" } } });
    assert.deepEqual(told.map(({ status, record }) => [status, (record as { deleted: boolean }).deleted]), [["APPLIED", false], ["APPLIED", true]]);
  });

  it("hear nothing of other spaces, and nothing where a mutation does not ask for what filters look at", () => {
    const room = new Room();
    const { told } = room.listeners.listen("changed", customer, { space: trip });
    room.put(provider, { write: "w1", space: own });
    room.put(provider, { write: "w2" }, ["record", "status"]);
    room.put(provider, { write: "w3", base: "w2" }, ["record", "space"]);
    assert.deepEqual(told, []);
  });

  it("are heard by nobody else", () => {
    const room = new Room();
    refuses(() => room.listeners.listen("changed", eve, { space: trip }), "Unauthorized");
    refuses(() => room.listeners.listen("changed", customer, { space: own }), "Unauthorized");
  });

  it("hear nothing more once they are out, while the other one does", () => {
    const room = new Room();
    const [customers, providers] = [room.listeners.listen("changed", customer, { space: trip }), room.listeners.listen("changed", provider, { space: trip })];
    room.leave(provider, "bob");
    room.put(provider, { write: "w1" });
    assert.deepEqual([customers.ended, writesIn(customers.told), providers.ended, writesIn(providers.told)], [true, [], false, ["w1"]]);
  });

  it("learn at once that they were let in, and others do not", () => {
    const room = new Room();
    const [customers, eves] = [room.listeners.listen("shared", customer), room.listeners.listen("shared", eve)];
    room.share(["carl", "bob"]);
    assert.deepEqual([customers.told, eves.told], [[{ space: trip, owner: "ann", members: ["carl", "bob"] }], []]);
  });

  it("go on in the other place after a failover, where they listen anew", () => {
    const room = new Room();
    room.put(provider, { write: "w1", body: "offer" });
    room.places.deliver("use2");
    const there = new Listeners(room.places.apis.usw2);
    const { told } = there.listen("changed", customer, { space: trip });
    there.call("put", wanted, { caller: provider, args: { input: { space: trip, id: "r", kind: "note", body: "new offer", write: "w2", base: "w1" } } });
    assert.deepEqual(writesIn(told), ["w2"]);
  });
});
