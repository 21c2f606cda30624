import assert from "node:assert/strict";
import { type Graph } from "../../../tools/recorder/graph";
import { isProved } from "../../../tools/prove/proof";
import { recordedStack } from "../../support/stacks";
import { mirrored, objections, proofOfProd } from "./plant";
import { plants } from "./plants";

describe("the region-loss proof", function () {
  this.timeout(60_000);
  let prod: Graph;
  before(async () => { ({ graph: prod } = await recordedStack("prod")); });

  it("finds nothing in prod that either place takes from the other", () => {
    assert.deepEqual(objections(proofOfProd(prod)), []);
    assert.equal(isProved(proofOfProd(prod)), true);
  });

  for (const { what, plant, says } of plants) {
    it(`finds ${what}, with the way that leads to it, in either place`, () => {
      const both = plant(plant(prod, (text) => text), mirrored);
      assert.deepEqual(objections(proofOfProd(both)), [...says.map(mirrored), ...says]);
    });
  }
});
