import assert from "node:assert/strict";
import {
  type Ack, ackKey, ackUpdate, deepAnswers, fenceKey, Heart, HealthKeeper, holdSeconds, patienceSeconds, roleAnswer, roleOf, type HealthPorts, type Sight,
} from "../../../protocol/health";

const seen: Sight = { at: 1_000_000, writer: true, epoch: 2, otherEpoch: 1, fence: 0 };

describe("a place's answer about its role", () => {
  const rows: readonly (readonly [string, Sight | undefined, number, boolean, string])[] = [
    ["is active with the writer", seen, 0, true, "epoch 2"],
    ["is active with the writer when no failover ever was", { ...seen, epoch: 0, otherEpoch: 0 }, 0, true, "epoch 0"],
    ["is not active before it saw anything", undefined, 0, false, "nothing was seen yet"],
    ["is not active without the writer", { ...seen, writer: false }, 0, false, "the database follows another one"],
    ["yields to a newer fence, though it writes", { ...seen, fence: 3 }, 0, false, "told to yield to epoch 3"],
    ["is not moved by the fence of its own past", { ...seen, fence: 2 }, 0, true, "epoch 2"],
    ["yields to another place's newer epoch", { ...seen, otherEpoch: 3 }, 0, false, "another place has epoch 3"],
    ["holds on for a minute of silence", seen, holdSeconds * 1000, true, "epoch 2"],
    ["gives up after a minute of silence", seen, holdSeconds * 1000 + 1, false, "the database has not been seen for too long"],
  ];
  for (const [what, sight, later, active, why] of rows) {
    it(what, () => {
      assert.deepEqual(roleOf(sight, seen.at + later), { active, why });
      assert.deepEqual(roleAnswer(sight, seen.at + later), active
        ? { status: 200, body: `ROLE=ACTIVE\n${why}\n` } : { status: 503, body: `ROLE=STANDBY\n${why}\n` });
    });
  }
});

describe("a deep answer", () => {
  it("runs one journey for all who ask at once, and keeps its answer for five seconds", async () => {
    let [journeys, now] = [0, 0];
    const deep = deepAnswers({ journey: () => { journeys += 1; return Promise.resolve(); }, now: () => now, after: () => new Promise(() => undefined) });
    assert.deepEqual(await Promise.all([deep(), deep()]), [{ status: 200, body: "DEEP=OK\n" }, { status: 200, body: "DEEP=OK\n" }]);
    now = 4_999;
    await deep();
    assert.equal(journeys, 1);
    now = 5_000;
    await deep();
    assert.equal(journeys, 2);
  });

  it("says what did not work, and does not wait for what has no end", async () => {
    const broken = deepAnswers({ journey: () => Promise.reject(new Error("no login")), now: () => 0, after: () => new Promise(() => undefined) });
    assert.deepEqual(await broken(), { status: 503, body: "DEEP=FAILED\nno login\n" });
    const endless = deepAnswers({ journey: () => new Promise(() => undefined), now: () => 0, after: () => Promise.resolve() });
    assert.deepEqual(await endless(), { status: 503, body: "DEEP=FAILED\nno end after 4 s\n" });
  });
});

describe("HealthKeeper", () => {
  it("answers by what it last saw, alive in any case, and stops writing when it is told to yield", async () => {
    const sights = [seen, new Error("silent"), { ...seen, at: seen.at + 10_000, fence: 9 }];
    let now = seen.at;
    const said: unknown[] = [];
    const ports: HealthPorts = {
      look: () => {
        const next = sights.shift();
        return next === undefined || next instanceof Error ? Promise.reject(next ?? new Error("over")) : Promise.resolve(next);
      },
      journey: () => Promise.resolve(), now: () => now,
      after: async (seconds) => {
        if (seconds === patienceSeconds) return new Promise(() => undefined);
        said.push([keeper.isActive, (await keeper.answer("/healthz/role"))?.status]);
        now += 5_000;
        if (said.length === 4) keeper.stop();
      },
    };
    const keeper = new HealthKeeper(ports);
    assert.deepEqual([await keeper.answer("/healthz/live"), await keeper.answer("/elsewhere")], [{ status: 200, body: "LIVE\n" }, undefined]);
    await keeper.run();
    assert.deepEqual(said, [[true, 200], [true, 200], [false, 503], [false, 503]]);
  });

  it("looks again when a look has no end, as over a connection to a writer that is gone", async () => {
    const looks = [new Promise<Sight>(() => undefined), Promise.resolve(seen)];
    let turns = 0;
    const keeper: HealthKeeper = new HealthKeeper({
      look: () => looks.shift() ?? Promise.reject(new Error("over")), journey: () => Promise.resolve(), now: () => seen.at,
      after: (seconds) => {
        if (seconds === patienceSeconds) return looks.length === 1 ? Promise.resolve() : new Promise(() => undefined);
        if ((turns += 1) === 2) keeper.stop();
        return Promise.resolve();
      },
    });
    await ending(keeper.run());
    assert.deepEqual([turns, keeper.isActive], [2, true]);
  });
});

/** Fails where something goes on for ever. */
const ending = (work: Promise<void>): Promise<unknown> => Promise.race([work, new Promise((_, reject) => { setTimeout(reject, 500, new Error("it goes on for ever")).unref(); })]);

describe("what an application asks of the table of the steps", () => {
  it("counts what was acknowledged: each beat of the active place, once, and none of a standby", async () => {
    const noted: Ack[] = [];
    const standing = { isActive: true, epoch: 2 };
    let beats = 0, turns = 0, now = 1_000;
    const heart: Heart = new Heart({
      beat: () => { beats += 1; return beats === 2 ? Promise.reject(new Error("no writer")) : Promise.resolve(beats); }, note: (ack) => { noted.push(ack); return Promise.resolve(); }, now: () => now,
      after: (seconds) => {
        if (seconds === patienceSeconds) return new Promise(() => undefined);
        [turns, now] = [turns + 1, now + seconds * 1000];
        if (turns === 3) standing.isActive = false;
        if (turns === 5) heart.stop();
        return Promise.resolve();
      },
    }, standing);
    await heart.run();
    assert.deepEqual(noted, [{ epoch: 2, seq: 1, at: 1_000 }, { epoch: 2, seq: 3, at: 11_000 }], "one was not acknowledged, and after the third the place yields");
  });

  it("beats again when a beat has no end", async () => {
    const noted: Ack[] = [];
    let beats = 0;
    const heart: Heart = new Heart({
      beat: () => ((beats += 1) === 1 ? new Promise(() => undefined) : Promise.resolve(beats)), note: (ack) => { noted.push(ack); heart.stop(); return Promise.resolve(); }, now: () => 0,
      after: (seconds) => (seconds === patienceSeconds && beats > 1 ? new Promise(() => undefined) : Promise.resolve()),
    }, { isActive: true, epoch: 2 });
    await ending(heart.run());
    assert.deepEqual(noted, [{ epoch: 2, seq: 2, at: 0 }]);
  });

  it("keeps the newest note, whichever task comes last, and begins anew under a new epoch", () => {
    assert.deepEqual(ackKey("use2"), { pk: "heartbeat#use2", sk: "-" });
    assert.deepEqual(ackUpdate({ epoch: 2, seq: 7, at: 9 }), {
      UpdateExpression: "SET #epoch = :epoch, #seq = :seq, #at = :at",
      ConditionExpression: "attribute_not_exists(pk) OR #epoch < :epoch OR (#epoch = :epoch AND #seq < :seq)",
      ExpressionAttributeNames: { "#epoch": "epoch", "#seq": "seq", "#at": "at" }, ExpressionAttributeValues: { ":epoch": 2, ":seq": 7, ":at": 9 },
    });
  });

  it("finds the fence where the steps write it", () => {
    assert.deepEqual(fenceKey("use2"), { pk: "fence#use2", sk: "-" });
  });
});
