import assert from "node:assert/strict";
import { capacityProblems, capacityWarnings, type Capacity } from "../../../components/database";

const serverless = (minAcu: number, maxAcu: number): Capacity => ({ kind: "serverless", minAcu, maxAcu });
const provisioned = (instanceClass: string): Capacity => ({ kind: "provisioned", instanceClass });
const problems = (capacity: Capacity): string[] => capacityProblems("capacity", capacity);

describe("capacity of a member", () => {
  it("takes every size that a global database can have", () => {
    const sizes = [
      serverless(0.5, 1), serverless(8, 8), serverless(8.5, 256), provisioned("db.r5.large"), provisioned("db.r6gd.4xlarge"),
      provisioned("db.r8g.large"), provisioned("db.x2g.xlarge"), provisioned("db.r10g.16xlarge"),
    ];
    assert.deepEqual(sizes.flatMap(problems), []);
  });

  it("refuses 0, at which AWS would silently never pause", () => {
    assert.deepEqual(problems(serverless(0, 8)), [
      "capacity.minAcu is 0: want 0.5 or more, since AWS takes 0 and then never pauses what feeds a standby, is a standby, or has a proxy before it",
    ]);
  });

  it("refuses bounds that are none, each for its reason", () => {
    assert.deepEqual([serverless(0.7, 8), serverless(-1, 8), serverless(8, 4), serverless(0.5, 0.5), serverless(8, 256.5), serverless(8, 10.2)].map(problems), [
      ["capacity.minAcu is 0.7: want 0.5 or more in steps of 0.5"],
      ["capacity.minAcu is -1: want 0.5 or more in steps of 0.5"],
      ["capacity.minAcu is 8 and maxAcu 4: want a minimum that is not above the maximum"],
      ["capacity.maxAcu is 0.5: want 1 to 256 in steps of 0.5"],
      ["capacity.maxAcu is 256.5: want 1 to 256 in steps of 0.5"],
      ["capacity.maxAcu is 10.2: want 1 to 256 in steps of 0.5"],
    ]);
  });

  it("refuses burstable classes and those that are not made for memory", () => {
    const old = "a global database needs a memory-optimised class of the fifth generation or later; want one such as db.r7g.large or db.r8g.large";
    assert.deepEqual(["db.t4g.medium", "db.r4.large", "db.m6g.large", "db.serverless", "r8g.large", "db.r8g.medium"].flatMap((name) => problems(provisioned(name))), [
      'capacity.instanceClass is "db.t4g.medium": a global database takes no burstable class; want one such as db.r7g.large or db.r8g.large',
      ...["db.r4.large", "db.m6g.large", "db.serverless", "r8g.large", "db.r8g.medium"].map((name) => `capacity.instanceClass is "${name}": ${old}`),
    ]);
  });

  it("warns of what AWS advises against where the database writes, and is silent from 8 on", () => {
    const below8 = (acu: number): string => `capacity.minAcu is ${acu}: AWS advises 8 or more where a global database writes, so that replication keeps pace`;
    assert.deepEqual([serverless(8, 64), provisioned("db.r8g.large"), serverless(7.5, 64), serverless(1, 64)].map((size) => capacityWarnings("capacity", size)), [
      [], [], [below8(7.5)],
      [below8(1), "capacity.minAcu is 1: AWS advises 2 or more beside Performance Insights, which takes its share of memory"],
    ]);
  });
});
