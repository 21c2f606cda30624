import assert from "node:assert/strict";
import * as fc from "fast-check";
import { checkerRegions, checkersFor, fewestCheckers } from "../../../components/failover/checkers";
import { regions } from "../../../components/core/regions";

describe("checkersFor", () => {
  const rows = [
    [["us-east-2", "us-west-2"], ["ap-northeast-1", "eu-west-1", "sa-east-1", "us-east-1"]],
    [["us-east-1", "us-west-2"], ["ap-northeast-1", "ap-southeast-2", "eu-west-1", "sa-east-1"]],
    [["us-east-1", "us-east-2"], ["ap-northeast-1", "eu-west-1", "sa-east-1", "us-west-2"]],
    [["eu-west-1", "eu-central-1"], ["ap-northeast-1", "sa-east-1", "us-east-1", "us-west-2"]],
    [["eu-west-1", "sa-east-1"], ["ap-northeast-1", "ap-southeast-2", "us-east-1", "us-west-2"]],
    [["ap-southeast-1", "ap-southeast-2"], ["ap-northeast-1", "eu-west-1", "sa-east-1", "us-east-1"]],
  ] as const;
  for (const [places, expected] of rows) {
    it(`checks ${places.join(" and ")} from ${expected.join(", ")}`, () => {
      assert.deepEqual(checkersFor(places), expected);
    });
  }

  it("chooses four of AWS's eight regions for any two places, none of them a place, whichever place comes first", () => {
    const region = fc.constantFrom(...regions, ...checkerRegions);
    fc.assert(fc.property(region, region, (one, other) => {
      const chosen = checkersFor([one, other]);
      assert.equal(new Set(chosen).size, 4);
      assert.ok(chosen.length >= fewestCheckers);
      assert.deepEqual(chosen.filter((each) => each === one || each === other || !checkerRegions.includes(each)), []);
      assert.deepEqual(checkersFor([other, one]), chosen);
    }));
  });

  it("names regions that the platform may live in", () => {
    assert.deepEqual(checkerRegions.filter((each) => !new Set<string>(regions).has(each)), []);
  });
});
