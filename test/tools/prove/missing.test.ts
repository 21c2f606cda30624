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

  it("is nothing where it stands and runs, though the first place alone holds what is made once", () => {
    const outlook = { graph: prod, strategy: "warm-standby", swapped: prod };
    assert.deepEqual([missingIn(outlook, [use2, usw2]), missingIn(outlook, [usw2, use2])], [[], []]);
  });

  it("is what a standby gets once the roles have swapped, by its topmost parts", () => {
    const graph = { ...prod, resources: prod.resources.filter(({ urn }) => !urn.includes("::usw2-logs")) };
    const below = prod.resources.length - graph.resources.length - 1;
    const outlook = { graph, strategy: "backup-restore", swapped: prod };
    assert.deepEqual(missingIn(outlook, [usw2, use2]), [{ kind: "build", name: "usw2-logs", type: "understudy:core:PrivateBucket", below }]);
    assert.deepEqual(missingIn(outlook, [use2, usw2]), []);
  });

  it("is told by the parts that the strategy leaves out, where the swapped graph is not at hand", () => {
    const lacking = (strategy: string): unknown => missingIn({ graph: prod, strategy, swapped: undefined }, [usw2, use2]);
    assert.deepEqual(lacking("backup-restore"), [{ kind: "part", part: "network" }, { kind: "part", part: "service" }]);
    assert.deepEqual([lacking("pilot-light"), lacking("none of ours")], [[], []]);
    assert.deepEqual(missingIn({ graph: prod, strategy: "backup-restore", swapped: undefined }, [use2, usw2]), []);
  });

  it("is a service that stands and does not run, with the tasks that it needs", () => {
    const graph = planted(prod, ["aws:appautoscaling/target:Target", "usw2-service-app"], (draft) => { draft.inputs["minCapacity"] = 0; });
    const outlook = { graph, strategy: "pilot-light", swapped: undefined };
    assert.deepEqual(missingIn(outlook, [usw2, use2]), [{ kind: "start", name: "usw2-service-app", tasks: 4 }]);
    assert.deepEqual(missingIn(outlook, [use2, usw2]), []);
  });
});
