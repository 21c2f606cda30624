import assert from "node:assert/strict";
import { engineVersions, specProblems, topologyProblems } from "../../../components/database";
import { parameterFamily } from "../../../components/database/versions";
import { spec } from "./fixture";

describe("specification of a database", () => {
  it("takes every version that it offers, and knows its family", () => {
    assert.deepEqual(engineVersions.flatMap((engineVersion) => specProblems({ ...spec, engineVersion })), []);
    assert.deepEqual([...new Set(engineVersions.map(parameterFamily))], ["aurora-postgresql16", "aurora-postgresql17"]);
  });

  it("refuses an unknown version with the choices", () => {
    assert.deepEqual(specProblems({ ...spec, engineVersion: "15.4" }), [
      'engineVersion is "15.4": want one of 16.8, 16.13, 17.6, 17.7, 17.9, which global databases and RDS Proxy support; take 17.7 where ' +
        "nothing speaks for another",
    ]);
  });

  it("refuses names of databases that RDS or PostgreSQL would not take", () => {
    const want = "want a lower-case letter and up to 62 letters and digits after it, and none of postgres, rdsadmin, template0, template1";
    const refused = ["", "Shop", "1shop", "shop_db", "rdsadmin", "x".repeat(64)];
    assert.deepEqual(refused.flatMap((databaseName) => specProblems({ ...spec, databaseName })), refused.map((databaseName) => `databaseName is "${databaseName}": ${want}`));
    assert.deepEqual(specProblems({ ...spec, databaseName: "x".repeat(63) }), []);
  });

  it("refuses half days, and no days, of backups", () => {
    assert.deepEqual([0, 1.5].flatMap((backupRetentionDays) => specProblems({ ...spec, backupRetentionDays })), [
      "backupRetentionDays is 0: want whole days from 1 to 35", "backupRetentionDays is 1.5: want whole days from 1 to 35",
    ]);
  });
});

describe("instances of both places", () => {
  it("are as many here as there, or none in the standby if a person decides", () => {
    assert.deepEqual([
      topologyProblems({ instances: 2, standbyInstances: 2, decision: "automatic" }), topologyProblems({ instances: 2, standbyInstances: 0, decision: "operator" }),
    ], [[], []]);
  });

  it("are refused where a swap would create some, or nobody could take over", () => {
    assert.deepEqual([
      topologyProblems({ instances: 2, standbyInstances: 1, decision: "operator" }), topologyProblems({ instances: 2, standbyInstances: 0, decision: "automatic" }),
      topologyProblems({ instances: 0, standbyInstances: 0, decision: "operator" }),
    ], [
      ["standbyInstances is 1: want 2 as in the place that writes, so that a role swap creates nothing, or 0 for storage alone"],
      [
        "standbyInstances is 0 and decision is automatic: want an instance in the standby, since a cluster without one can take over from nobody, " +
          "or an operator, who adds one first",
      ],
      ["instances is 0: want a whole number from 1 to 15"],
    ]);
  });
});
