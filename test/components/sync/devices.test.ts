import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { waiting } from "../../../components/sync/client/push";
import { day, hour } from "../../support/appsync/places";
import { believe, type Pull } from "../../support/appsync/plain";
import { World } from "../../support/appsync/world";

const who = fc.nat({ max: 2 });
const which = fc.constantFrom("a", "b", "c");

/** Something that happens, in words for whoever reads a counterexample. */
interface Step {
  run(world: World): void;
  [fc.toStringMethod](): string;
}
const step = (says: string, run: (world: World) => void): Step => ({ run, [fc.toStringMethod]: () => says });
const by = (rank: number, does: string, act: (world: World, device: World["devices"][number]) => void): Step =>
  step(`device ${rank} ${does}`, (world) => { act(world, world.devices[rank] ?? assert.fail()); });

const edit = fc.tuple(who, which).map(([rank, id]) => by(rank, `edits ${id}`, (world, device) => { world.edit(device, id); }));
const remove = fc.tuple(who, which).map(([rank, id]) => by(rank, `removes ${id}`, (world, device) => { world.remove(device, id); }));
const sync = fc.tuple(who, fc.boolean(), fc.boolean()).map(([rank, answersLost, pulls]) =>
  by(rank, `syncs ${JSON.stringify({ answersLost, pulls })}`, (world, device) => { world.sync(device, { answersLost, pulls }); }));
const deliver = fc.nat({ max: 4 }).map((most) => step(`${most} writes arrive`, (world) => { world.deliver(most); }));
const pass = fc.constantFrom(1000, hour, 25 * hour).map((time) => step(`${time} ms pass`, (world) => { world.places.pass(time); }));
const turn = fc.boolean().map((lose) => step(lose ? "a place is lost" : "the places change roles", (world) => { world.turn({ lose }); }));
const recover = fc.constantFrom("arrives late", "is gone").map((tail) => step(`the lost place is back, its tail ${tail}`, (world) => { world.recover({ tail }); }));
const wipe = who.map((rank) => by(rank, "is wiped", (world, device) => { world.wipe(device); }));

/** Days in the life of three devices, two of one user, in which edits and syncs are what happens most. */
const days = (...more: readonly fc.Arbitrary<Step>[]) =>
  fc.array(fc.oneof({ arbitrary: edit, weight: 6 }, { arbitrary: sync, weight: 6 }, { arbitrary: deliver, weight: 3 }, remove, pass, ...more), { maxLength: 40, size: "max" });
const failures = [turn, turn, recover, recover] as const;

/** The same days in every run: a failing one prints its seed. */
const runs = { numRuns: 250, seed: 20_261_121 } as const;

function live(steps: readonly Step[], take?: Pull): World {
  const world = new World(take);
  for (const each of steps) each.run(world);
  world.settle();
  return world;
}

describe("devices that go offline, write, meet conflicts and change places", () => {
  it("come to the same records in the end, as do both places, and lose with a wiped device what it had not sent, and, when places change, what one place had not passed on: no more", () => {
    let lost = 0;
    fc.assert(fc.property(days(...failures, wipe), (steps) => {
      const world = live(steps);
      assert.deepEqual(world.places.replicas.use2.contents(), world.places.replicas.usw2.contents());
      for (const device of world.devices) {
        assert.deepEqual(device.seen, world.bodiesIn(world.active), device.name);
        assert.deepEqual(waiting(device.replica), [], device.name);
      }
      const missing = world.missing();
      assert.deepEqual(missing.filter((part) => !world.wiped.has(part)), []);
      lost += missing.length;
    }), runs);
    assert.ok(lost > 0, "the days hold losses to be told apart from the rest");
  });

  it("lose nothing that anybody wrote and nobody removed, whatever becomes of the places, while the devices live", () => {
    fc.assert(fc.property(days(...failures), (steps) => {
      assert.deepEqual(live(steps).missing(), []);
    }), runs);
  });
});

/** What becomes of everything that people wrote in these days, where devices take in pages so. */
function reckon(all: readonly (readonly Step[])[], take?: Pull) {
  const worlds = all.map((steps) => live(steps, take));
  const sum = (of: (world: World) => number): number => worlds.reduce((total, world) => total + of(world), 0);
  return { written: sum((world) => world.written.size), lost: sum((world) => world.missing().length), days: sum((world) => Math.sign(world.missing().length)) };
}

describe("what a failover loses, measured", () => {
  const guide = readFileSync(path.resolve(__dirname, "../../../docs/guides/sync.md"), "utf8").replace(/\s+/g, " ");
  const failing = fc.sample(days(...failures), runs);
  const quiet = fc.sample(days(), { ...runs, numRuns: 100 });

  it("is what the guide says where devices do not look at the names of writes: those that do lose nothing of the same lives, above", () => {
    const theirs = reckon(failing, believe);
    assert.ok(theirs.lost > 0);
    const says = `in ${theirs.days} of the ${runs.numRuns} lives, ${theirs.lost} of ${theirs.written} edits`;
    assert.ok(guide.includes(says), `the guide says ${says}`);
  });

  it("is nothing for either where no place fails", () => {
    assert.deepEqual([reckon(quiet).lost, reckon(quiet, believe).lost], [0, 0]);
  });
});

describe("what the last write wins costs", () => {
  const [phone, tablet, other] = [0, 1, 2];
  const device = (world: World, rank: number) => world.devices[rank] ?? assert.fail();

  /** A part that the phone wrote in the first place, and which has not reached the second when devices turn to it. */
  function tailOf(world: World): string {
    world.edit(device(world, phone), "a");
    world.sync(device(world, phone));
    const [part] = [...world.written.keys()].slice(-1);
    world.turn({ lose: true });
    return part ?? assert.fail();
  }

  it("is nothing to whoever still has it: his device offers it to the second place", () => {
    const world = new World();
    const part = tailOf(world);
    world.recover({ tail: "is gone" });
    world.sync(device(world, phone));
    assert.equal(world.bodiesIn("usw2")["a"], JSON.stringify([part]));
  });

  it("is no later version of a record either, while somebody has it", () => {
    const world = new World();
    world.edit(device(world, phone), "a");
    world.sync(device(world, phone));
    world.deliver();
    tailOf(world);
    world.recover({ tail: "is gone" });
    world.settle();
    assert.deepEqual([world.missing(), JSON.parse(device(world, other).seen["a"] ?? "")], [[], [...world.written.keys()]]);
  });

  it("is what the lost place alone had, if no device has it any more", () => {
    const world = new World();
    const part = tailOf(world);
    world.wipe(device(world, phone));
    world.recover({ tail: "is gone" });
    world.settle();
    assert.deepEqual(world.missing(), [part]);
  });

  it("is a late tail that meets a newer write, if no device has it any more; it comes back by itself if nobody wrote since", () => {
    const lost = [true, false].map((wroteSince) => {
      const world = new World();
      const part = tailOf(world);
      world.wipe(device(world, phone));
      if (wroteSince) world.edit(device(world, other), "a");
      world.sync(device(world, other));
      world.recover({ tail: "arrives late" });
      world.settle();
      assert.deepEqual(world.missing(), wroteSince ? [part] : []);
      return world.missing().length;
    });
    assert.deepEqual(lost, [1, 0]);
  });

  it("is time: a late tail is under an old time, so that a device meets it when it next compares everything", () => {
    const world = new World();
    const part = tailOf(world);
    world.places.pass(hour);
    world.sync(device(world, other));
    world.recover({ tail: "arrives late" });
    world.deliver();
    world.sync(device(world, other));
    assert.equal(device(world, other).seen["a"], undefined);
    world.places.pass(day);
    world.sync(device(world, other));
    assert.equal(device(world, other).seen["a"], JSON.stringify([part]));
  });

  it("is a record that a device kept to itself for longer than stones stay, if the place never had it", () => {
    const world = new World();
    const part = tailOf(world);
    world.recover({ tail: "is gone" });
    world.places.pass(90 * day);
    world.sync(device(world, phone));
    assert.deepEqual([device(world, phone).seen, world.missing()], [{}, [part]]);
  });

  it("is no conflict that passes unseen: two places that write at once leave one write, and the other's device merges", () => {
    const world = new World();
    const [left, right] = [device(world, phone), device(world, tablet)];
    world.edit(left, "a");
    world.sync(left);
    world.deliver();
    world.sync(right);
    world.edit(left, "a");
    world.sync(left);
    world.turn({ lose: false });
    world.edit(right, "a");
    world.sync(right);
    world.settle();
    assert.deepEqual([world.missing(), left.seen, right.seen], [[], right.seen, left.seen]);
    assert.equal((JSON.parse(left.seen["a"] ?? "[]") as string[]).length, 3);
  });
});
