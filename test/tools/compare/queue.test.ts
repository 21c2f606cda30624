import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { inTurn } from "../../../tools/compare/queue";

describe("work in turn", () => {
  it("keeps the order of the items, whatever is done first, and never has more under way than allowed", async () => {
    let under = 0;
    let most = 0;
    const results = await inTurn([30, 5, 1, 10], 2, async (wait) => {
      most = Math.max(most, under += 1);
      await setTimeout(wait);
      under -= 1;
      return wait * 2;
    });
    assert.deepEqual([results, most], [[60, 10, 2, 20], 2]);
  });

  it("ends with the first failure", async () => {
    await assert.rejects(inTurn(["a", "b"], 2, (item) => item === "b" ? Promise.reject(new Error("b fails")) : Promise.resolve(item)), new Error("b fails"));
  });
});
