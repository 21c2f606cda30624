import assert from "node:assert/strict";
import * as fc from "fast-check";
import { strategies } from "../../stacks/posture";
import { minutesOf, promiseProblems, spansOf, type Recovery } from "../../stacks/promise";

const prod: Recovery = {
  strategy: "warm-standby", decision: "operator", rtoMinutes: 30, maxDataLossSeconds: 30, detection: { periodSeconds: 30, points: 5 },
  probe: { intervalSeconds: 10, failures: 2 },
};
const fitSeconds = 20;

const quick = { periodSeconds: 10, points: 5 } as const;

describe("spansOf", () => {
  it("adds up everything from the loss of a region to the last resolver, and lets people read while the loss is being declared", () => {
    assert.deepEqual(spansOf(prod, fitSeconds), [
      { what: "page people", seconds: 64 },
      { what: "decide", seconds: 900 },
      { what: "read, fence and call", seconds: 30 },
      { what: "promote the database", seconds: 600 },
      { what: "find the new writer", seconds: 50 },
      { what: "tell name servers", seconds: 30 },
      { what: "leave resolvers' caches", seconds: 60 },
    ]);
  });

  it("counts a rebuilt region as AWS does, in place of promotion and tasks", () => {
    assert.deepEqual(spansOf({ ...prod, strategy: "backup-restore" }, fitSeconds).slice(2, 5), [
      { what: "read, fence and call", seconds: 30 },
      { what: "rebuild the region from backups", seconds: 86400 },
      { what: "tell name servers", seconds: 30 },
    ]);
  });

  it("waits for nobody where a machine decides, but until the loss is declared", () => {
    assert.deepEqual(spansOf({ ...prod, decision: "automatic", detection: quick }, fitSeconds).slice(0, 3), [
      { what: "declare the loss", seconds: 54 },
      { what: "read, fence and call", seconds: 30 },
      { what: "promote the database", seconds: 600 },
    ]);
  });

  it("counts the alarm and ARC, where ARC starts", () => {
    const arc = { ...prod, trigger: "arc" } as const;
    assert.deepEqual(spansOf({ ...arc, decision: "automatic" }, fitSeconds)[0], { what: "declare the loss, ring and have ARC start", seconds: 154 + 150 });
    assert.deepEqual(spansOf({ ...arc, detection: { periodSeconds: 30, points: 60 } }, fitSeconds)[1], { what: "decide", seconds: 1080 + 150 });
    assert.deepEqual(promiseProblems({ ...arc, decision: "automatic", maxDataLossSeconds: 60, rtoMinutes: 16 }, fitSeconds).map((line) => /or set trigger to detector, which makes it (\d+)/.exec(line)?.[1]), ["16"]);
  });

  it("lets no person decide before the loss is declared", () => {
    assert.deepEqual(spansOf({ ...prod, detection: { periodSeconds: 30, points: 20 } }, fitSeconds).slice(0, 2), [
      { what: "page people", seconds: 244 },
      { what: "decide", seconds: 900 },
    ]);
    assert.deepEqual(spansOf({ ...prod, detection: { periodSeconds: 30, points: 60 } }, fitSeconds).slice(0, 2), [
      { what: "page people", seconds: 724 },
      { what: "decide", seconds: 1080 },
    ]);
  });

  it("counts tasks as far as they outlast the database, and none where both places are whole", () => {
    assert.deepEqual(spansOf(prod, 3000).filter(({ what }) => what === "wait for tasks"), [{ what: "wait for tasks", seconds: 2520 }]);
    assert.deepEqual(spansOf({ ...prod, strategy: "active-active" }, 3000), spansOf(prod, fitSeconds));
  });

  it("counts the instance that a standby of storage alone has to be given first", () => {
    assert.deepEqual(spansOf({ ...prod, strategy: "pilot-light", standbyDatabase: "storage" }, fitSeconds).slice(3, 5), [
      { what: "build a database instance", seconds: 1200 },
      { what: "promote the database", seconds: 600 },
    ]);
  });

  const rows = [
    ["active-active", "operator", 30, 2, 20, 29],
    ["active-active", "automatic", 10, 2, 20, 14],
    ["warm-standby", "operator", 30, 2, 20, 29],
    ["warm-standby", "operator", 10, 2, 20, 29],
    ["warm-standby", "automatic", 10, 2, 20, 14],
    ["warm-standby", "automatic", 10, 10, 20, 16],
    ["warm-standby", "automatic", 10, 2, 3000, 56],
    ["pilot-light", "operator", 30, 2, 20, 29],
    ["backup-restore", "operator", 30, 2, 20, 1459],
  ] as const;
  for (const [strategy, decision, periodSeconds, failures, fit, minutes] of rows) {
    it(`adds up to ${minutes} minutes for ${strategy}, ${decision}, a look every ${periodSeconds} s, ${failures} checks, tasks fit after ${fit} s`, () => {
      assert.equal(minutesOf(spansOf({ strategy, decision, detection: { periodSeconds, points: 5 }, probe: { intervalSeconds: 10, failures } }, fit)), minutes);
    });
  }
});

describe("promiseProblems", () => {
  it("accepts a promise that the spans just keep", () => {
    assert.deepEqual(promiseProblems({ ...prod, rtoMinutes: 29 }, fitSeconds), []);
  });

  it("refuses a promise that they break, names every span, and says what would help and how far", () => {
    assert.deepEqual(promiseProblems({ ...prod, rtoMinutes: 15, probe: { intervalSeconds: 30, failures: 3 } }, fitSeconds), [
      "a failover can take 31 minutes (64 s to page people, 900 s to decide, 30 s to read, fence and call, 600 s to promote the database, " +
        "50 s to find the new writer, 100 s to tell name servers, 60 s to leave resolvers' caches), over the 15 that rtoMinutes promises: raise rtoMinutes to 31, " +
        "or set decision to automatic, which makes it 17, or set detection.periodSeconds to 10, which makes it 30, or set probe.intervalSeconds to 10, which makes it 30",
    ]);
  });

  it("refuses a guard that nothing as blunt as the detector can ever pass", () => {
    assert.deepEqual(promiseProblems({ ...prod, decision: "automatic" }, fitSeconds), [
      "maxDataLossSeconds is 30, and with a look every 30 s a loss cannot be told to be below 40 s, so that every failover would ask a person: " +
        "set maxDataLossSeconds to 40 or more, or lower detection.periodSeconds",
    ]);
    assert.deepEqual(promiseProblems({ ...prod, decision: "automatic", maxDataLossSeconds: 40 }, fitSeconds), []);
  });

  it("offers instances to a standby that has none", () => {
    assert.deepEqual(promiseProblems({ ...prod, strategy: "pilot-light", standbyDatabase: "storage" }, fitSeconds), [
      "a failover can take 49 minutes (64 s to page people, 900 s to decide, 30 s to read, fence and call, 1200 s to build a database instance, " +
        "600 s to promote the database, 50 s to find the new writer, 30 s to tell name servers, 60 s to leave resolvers' caches), over the 30 that rtoMinutes promises: " +
        "raise rtoMinutes to 49, or set database.standbyInstances to database.instances, which makes it 29, or choose active-active, which makes it 29",
    ]);
  });

  it("offers no way that would not help", () => {
    assert.deepEqual(promiseProblems({ ...prod, strategy: "active-active", decision: "automatic", detection: quick, rtoMinutes: 10 }, fitSeconds), [
      "a failover can take 14 minutes (54 s to declare the loss, 30 s to read, fence and call, 600 s to promote the database, 50 s to find the new writer, " +
        "30 s to tell name servers, 60 s to leave resolvers' caches), over the 10 that rtoMinutes promises: raise rtoMinutes to 14",
    ]);
  });

  it("refuses a machine's decision where nothing stands to fail over to, and an RTO short of a rebuild, both at once", () => {
    assert.deepEqual(promiseProblems({ ...prod, strategy: "backup-restore", decision: "automatic", detection: quick, rtoMinutes: 60 }, fitSeconds), [
      "decision is automatic, but under backup-restore nothing stands that a machine could fail over to: " +
        "set decision to operator, or choose pilot-light or a readier strategy",
      "a failover can take 1443 minutes (54 s to declare the loss, 30 s to read, fence and call, 86400 s to rebuild the region from backups, " +
        "30 s to tell name servers, 60 s to leave resolvers' caches), over the 60 that rtoMinutes promises: raise rtoMinutes to 1443, " +
        "or choose pilot-light, which makes it 14",
    ]);
  });

  it("accepts whatever minutes it told the owner to promise", () => {
    const recovery = fc.record({
      strategy: fc.constantFrom(...strategies),
      decision: fc.constant("operator" as const),
      rtoMinutes: fc.constant(1),
      maxDataLossSeconds: fc.constant(30),
      detection: fc.record({ periodSeconds: fc.constantFrom(10, 15, 20, 30), points: fc.integer({ min: 2, max: 20 }) }),
      probe: fc.record({ intervalSeconds: fc.constantFrom(10 as const, 30 as const), failures: fc.integer({ min: 1, max: 10 }) }),
    });
    fc.assert(fc.property(recovery, fc.integer({ min: 10, max: 3000 }), (asked, fit) => {
      const told = /raise rtoMinutes to (\d+)/.exec(promiseProblems(asked, fit).join())?.[1];
      assert.notEqual(told, undefined);
      assert.deepEqual(promiseProblems({ ...asked, rtoMinutes: Number(told) }, fit), []);
      assert.equal(promiseProblems({ ...asked, rtoMinutes: Number(told) - 1 }, fit).length, 1);
    }));
  });
});
