import assert from "node:assert/strict";
import { databaseNames, GlobalDatabase } from "../../../components/database";
import { record, value } from "../../support/record";
import { names, rdsAnswers, spec } from "./fixture";

const type = "aws:rds/globalCluster:GlobalCluster";

describe("GlobalDatabase", () => {
  it("joins clusters under one name, encrypted and deletion-proof, and never says which of them writes", async () => {
    const { graph, result } = await record((opts) => new GlobalDatabase("global-database", { names: names.use2, spec, protection: true }, opts), rdsAnswers);
    const { inputs, state } = graph.one(type, "global-database");
    assert.deepEqual([inputs, state.ignoreChanges], [{
      globalClusterIdentifier: "shop-prod", engine: "aurora-postgresql", engineVersion: "17.7",
      engineLifecycleSupport: "open-source-rds-extended-support-disabled", databaseName: "shop", storageEncrypted: true, deletionProtection: true,
    }, ["databaseName"]]);
    assert.deepEqual(await Promise.all([result.identifier, result.arn].map(value)), ["global-database-globalClusterIdentifier", "arn:aws:test:::global-database"]);
  });

  it("can be deleted where nothing is protected", async () => {
    const { graph } = await record((opts) => new GlobalDatabase("global-database", { names: names.use2, spec, protection: false }, opts), rdsAnswers);
    assert.equal(graph.one(type, "global-database").inputs["deletionProtection"], false);
  });

  it("refuses names and specifications that are none", async () => {
    const args = { names: databaseNames("shop_prod", "use2"), spec: { ...spec, monitoringSeconds: 0 }, protection: true };
    const want = "is no name for RDS: want lower-case letters and digits with single hyphens between, and a letter first; rename the project or the stack";
    await assert.rejects(record((opts) => new GlobalDatabase("global-database", args, opts)), (error: Error) => {
      assert.equal(error.message, [
        `database identifier "shop_prod" ${want}`, `database identifier "shop_prod-use2-a" ${want}`, `database identifier "shop_prod-use2-reads" ${want}`,
        "monitoringSeconds is 0: want one of 1, 5, 10, 15, 30, 60",
      ].join("\n"));
      return true;
    });
  });
});
