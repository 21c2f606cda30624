import assert from "node:assert/strict";
import * as fc from "fast-check";
import { strategies } from "../../stacks/posture";
import { minutesOf, promiseProblems, spansOf, type Recovery } from "../../stacks/promise";

const prod: Recovery = {
  strategy: "warm-standby", decision: "operator", rtoMinutes: 30, probe: { intervalSeconds: 10, failures: 3 },
};
const fitSeconds = 20;

describe("spansOf", () => {
  it("adds up everything from the loss of a region to the last resolver", () => {
    assert.deepEqual(spansOf(prod, fitSeconds), [
      { what: "notice", seconds: 54 },
      { what: "decide", seconds: 900 },
      { what: "promote the database", seconds: 600 },
      { what: "start tasks", seconds: 140 },
      { what: "see the new writer", seconds: 30 },
      { what: "leave resolvers' caches", seconds: 60 },
    ]);
  });

  it("counts a rebuilt region as AWS does, in place of promotion and tasks", () => {
    assert.deepEqual(spansOf({ ...prod, strategy: "backup-restore" }, fitSeconds), [
      { what: "notice", seconds: 54 },
      { what: "decide", seconds: 900 },
      { what: "rebuild the region from backups", seconds: 86400 },
      { what: "see the new writer", seconds: 30 },
      { what: "leave resolvers' caches", seconds: 60 },
    ]);
  });

  it("starts no tasks where both places are whole, and waits for nobody where a machine decides", () => {
    assert.deepEqual(spansOf({ ...prod, strategy: "active-active", decision: "automatic" }, fitSeconds), [
      { what: "notice", seconds: 54 },
      { what: "promote the database", seconds: 600 },
      { what: "see the new writer", seconds: 30 },
      { what: "leave resolvers' caches", seconds: 60 },
    ]);
  });

  it("counts the instance that a standby of storage alone has to be given first", () => {
    assert.deepEqual(spansOf({ ...prod, strategy: "pilot-light", standbyDatabase: "storage" }, fitSeconds).slice(1, 4), [
      { what: "decide", seconds: 900 },
      { what: "build a database instance", seconds: 1200 },
      { what: "promote the database", seconds: 600 },
    ]);
  });

  const rows = [
    ["active-active", "operator", 10, 3, 20, 28],
    ["active-active", "automatic", 10, 1, 20, 12],
    ["warm-standby", "operator", 10, 3, 20, 30],
    ["warm-standby", "operator", 30, 3, 20, 32],
    ["warm-standby", "automatic", 10, 3, 20, 15],
    ["warm-standby", "automatic", 10, 10, 20, 18],
    ["warm-standby", "automatic", 10, 3, 3000, 65],
    ["pilot-light", "operator", 10, 3, 20, 30],
    ["backup-restore", "operator", 30, 3, 20, 1460],
  ] as const;
  for (const [strategy, decision, intervalSeconds, failures, fit, minutes] of rows) {
    it(`adds up to ${minutes} minutes for ${strategy}, ${decision}, ${failures} checks ${intervalSeconds} s apart, tasks fit after ${fit} s`, () => {
      assert.equal(minutesOf(spansOf({ strategy, decision, probe: { intervalSeconds, failures } }, fit)), minutes);
    });
  }
});

describe("promiseProblems", () => {
  it("accepts a promise that the spans just keep", () => {
    assert.deepEqual(promiseProblems(prod, fitSeconds), []);
  });

  it("refuses a promise that they break, names every span, and says what would help and how far", () => {
    assert.deepEqual(promiseProblems({ ...prod, rtoMinutes: 15, probe: { intervalSeconds: 30, failures: 3 } }, fitSeconds), [
      "a failover can take 32 minutes (114 s to notice, 900 s to decide, 600 s to promote the database, 140 s to start tasks, " +
        "90 s to see the new writer, 60 s to leave resolvers' caches), over the 15 that rtoMinutes promises: raise rtoMinutes to 32, " +
        "or set decision to automatic, which makes it 17, or set probe.intervalSeconds to 10, which makes it 30, " +
        "or choose active-active, which makes it 30",
    ]);
  });

  it("offers instances to a standby that has none", () => {
    assert.deepEqual(promiseProblems({ ...prod, strategy: "pilot-light", standbyDatabase: "storage" }, fitSeconds), [
      "a failover can take 50 minutes (54 s to notice, 900 s to decide, 1200 s to build a database instance, 600 s to promote the database, " +
        "140 s to start tasks, 30 s to see the new writer, 60 s to leave resolvers' caches), over the 30 that rtoMinutes promises: " +
        "raise rtoMinutes to 50, or set database.standbyInstances to database.instances, which makes it 30, " +
        "or choose active-active, which makes it 28",
    ]);
  });

  it("offers no way that would not help", () => {
    assert.deepEqual(promiseProblems({ ...prod, strategy: "active-active", decision: "automatic", rtoMinutes: 10 }, fitSeconds), [
      "a failover can take 13 minutes (54 s to notice, 600 s to promote the database, 30 s to see the new writer, " +
        "60 s to leave resolvers' caches), over the 10 that rtoMinutes promises: raise rtoMinutes to 13",
    ]);
  });

  it("refuses a machine's decision where nothing stands to fail over to, and an RTO short of a rebuild, both at once", () => {
    assert.deepEqual(promiseProblems({ ...prod, strategy: "backup-restore", decision: "automatic", rtoMinutes: 60 }, fitSeconds), [
      "decision is automatic, but under backup-restore nothing stands that a machine could fail over to: " +
        "set decision to operator, or choose pilot-light or a readier strategy",
      "a failover can take 1443 minutes (54 s to notice, 86400 s to rebuild the region from backups, 30 s to see the new writer, " +
        "60 s to leave resolvers' caches), over the 60 that rtoMinutes promises: raise rtoMinutes to 1443, " +
        "or choose pilot-light, which makes it 15",
    ]);
  });

  it("accepts whatever minutes it told the owner to promise", () => {
    const recovery = fc.record({
      strategy: fc.constantFrom(...strategies),
      decision: fc.constant("operator" as const),
      rtoMinutes: fc.constant(1),
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
