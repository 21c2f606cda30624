import assert from "node:assert/strict";
import { type Graph } from "../../../tools/recorder/graph";
import { missingIn } from "../../../tools/prove/missing";
import { recordedStack } from "../../support/stacks";
import { planted, prodStage } from "./plant";

describe("what a place lacks", function () {
  this.timeout(60_000);
  const [use2, usw2] = prodStage.places;
  let prod: Graph;
  before(async () => { ({ graph: prod } = await recordedStack("prod")); });

  /** Prod without a component of the standby and all below it. */
  const without = (name: string): Graph => ({ ...prod, resources: prod.resources.filter(({ urn }) => !urn.includes(`::${name}`)) });

  it("is nothing where both are built and run", () => {
    assert.deepEqual([missingIn(prod, [use2, usw2], "warm-standby"), missingIn(prod, [usw2, use2], "warm-standby")], [[], []]);
  });

  it("is what only the other place has, by its topmost parts, where the strategy leaves it unbuilt", () => {
    const graph = without("usw2-logs");
    const below = prod.resources.filter(({ urn }) => urn.includes("::usw2-logs")).length - 1;
    const build = [{ kind: "build", name: "usw2-logs", type: "understudy:core:PrivateBucket", below }];
    assert.deepEqual(missingIn(graph, [usw2, use2], "backup-restore"), build);
    assert.deepEqual(missingIn(graph, [usw2, use2], "warm-standby"), []);
    assert.deepEqual(missingIn(graph, [use2, usw2], "backup-restore"), []);
  });

  it("is a service that stands and does not run, with the tasks that it needs", () => {
    const graph = planted(prod, ["aws:appautoscaling/target:Target", "usw2-service-app"], (draft) => { draft.inputs["minCapacity"] = 0; });
    assert.deepEqual(missingIn(graph, [usw2, use2], "pilot-light"), [{ kind: "start", name: "usw2-service-app", tasks: 4 }]);
    assert.deepEqual(missingIn(graph, [use2, usw2], "pilot-light"), []);
  });
});
