import assert from "node:assert/strict";
import { insistOnFunctions } from "../../stacks/functions";
import { settingsWith } from "../support/settings";
import { recordedStack } from "../support/stacks";
import { fullerProd } from "../support/variants";

const reserving = (reservedConcurrency: Record<string, number>) => settingsWith([["functions", "reservedConcurrency"], reservedConcurrency]);

describe("what functions have in common", () => {
  it("reserves calls for the functions that settings name, in both places, and for no other", async () => {
    const { graph } = await recordedStack("prod", fullerProd);
    const built = graph.resources.filter(({ type }) => type === "aws:lambda/function:Function");
    const reserved = built.filter(({ inputs }) => inputs["reservedConcurrentExecutions"] !== undefined);
    assert.deepEqual(reserved.map(({ urn, inputs }) => [urn.split("::").at(-1), inputs["reservedConcurrentExecutions"]]).sort(),
      [["use2-database-setup", 2], ["usw2-database-setup", 2]]);
  });

  it("refuses to reserve calls for a function that is not there", () => {
    assert.throws(() => insistOnFunctions(reserving({ "database-stup": 2 }), { "database-setup": { sha256: "", archive: {}, handler: "" } }), {
      message: "understudy:functions.reservedConcurrency names database-stup: want names out of database-setup, the functions that there are",
    });
  });

  it("leaves Lambda what it keeps for everybody", () => {
    assert.throws(() => reserving({ "database-setup": 901 }), {
      message: /understudy:functions\.reservedConcurrency is \{"database-setup":901\}, want 900 calls in all at most, since Lambda keeps 100 of an account's 1000 for everybody/,
    });
    assert.deepEqual(reserving({ "database-setup": 900 }).functions.reservedConcurrency, { "database-setup": 900 });
  });
});
