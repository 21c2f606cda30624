import assert from "node:assert/strict";
import { databaseNameProblems, databaseNames } from "../../../components/database";
import { clusterLogGroup, instanceIdentifier, instanceKeys, mostInstances, proxyLogGroup } from "../../../components/database/naming";

describe("names of a database", () => {
  it("follow the stack and the place, and are known before anything is there", () => {
    const names = databaseNames("shop-prod", "use2");
    assert.deepEqual(names, {
      global: "shop-prod", cluster: "shop-prod-use2", proxy: "shop-prod-use2", reads: "shop-prod-use2-reads", masterSecret: "shop-prod/database/master",
    });
    assert.deepEqual([clusterLogGroup(names, "postgresql"), proxyLogGroup(names), instanceIdentifier(names, "b")], [
      "/aws/rds/cluster/shop-prod-use2/postgresql", "/aws/rds/proxy/shop-prod-use2", "shop-prod-use2-b",
    ]);
  });

  it("share the global database and the secret between places, and nothing else", () => {
    const [birth, other] = [databaseNames("shop-prod", "use2"), databaseNames("shop-prod", "usw2")];
    const shared = (Object.keys(birth) as (keyof typeof birth)[]).filter((key) => birth[key] === other[key]);
    assert.deepEqual(shared, ["global", "masterSecret"]);
  });

  it("give instances letters, from the first on", () => {
    assert.deepEqual([instanceKeys(0), instanceKeys(3), instanceKeys(mostInstances).at(-1)], [[], ["a", "b", "c"], "o"]);
  });

  it("are taken as long as RDS takes them", () => {
    const longest = `shop-${"x".repeat(63 - "shop-".length - "-use2-reads".length)}`;
    assert.deepEqual(databaseNameProblems(databaseNames(longest, "use2")), []);
    assert.deepEqual(databaseNameProblems(databaseNames(`${longest}x`, "use2")), [
      `database identifier "${longest}x-use2-reads" has 64 characters: want 63 at most; shorten the name of the project or of the stack`,
    ]);
  });

  it("are refused where RDS would store others than it is given", () => {
    const want = "is no name for RDS: want lower-case letters and digits with single hyphens between, and a letter first; rename the project or the stack";
    for (const prefix of ["Shop", "1shop", "shop--x", "shop_x", "shop.x"]) {
      assert.deepEqual(databaseNameProblems(databaseNames(prefix, "use2")), [
        `database identifier "${prefix}" ${want}`, `database identifier "${prefix}-use2-a" ${want}`, `database identifier "${prefix}-use2-reads" ${want}`,
      ]);
    }
  });
});
