import assert from "node:assert/strict";
import { recordedStack } from "../../support/stacks";
import { swapped } from "../../support/variants";
import { walk } from "./walk";

const places = [{ place: "use2", region: "us-east-2", birth: true }, { place: "usw2", region: "us-west-2", birth: false }] as const;

describe("may A call B", () => {
  for (const stack of ["dev", "prod"] as const) {
    for (const [when, set] of [["today", []], ["after a failover", swapped]] as const) {
      for (const here of places) {
        it(`on every hop of ${stack} in ${here.place} ${when}`, async function () {
          this.timeout(60_000);
          assert.deepEqual(walk((await recordedStack(stack, set)).graph, here), []);
        });
      }
    }
  }
});
