import assert from "node:assert/strict";
import { LagAlarm } from "../../../components/database";
import { record } from "../../support/record";

const build = (maxLagSeconds: number) => record((opts) => new LagAlarm("usw2-database-lag", { clusterIdentifier: "shop-prod-usw2", maxLagSeconds, alarmActionArns: ["arn:topic"] }, opts));

describe("LagAlarm", () => {
  it("counts the milliseconds of this place's own copy against the seconds that may be lost, and is quiet in the place that writes", async () => {
    const { alarmDescription, ...alarm } = (await build(30)).graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "usw2-database-lag").inputs;
    assert.match(String(alarmDescription), /30 s behind for 5 minutes/);
    assert.deepEqual(alarm, {
      namespace: "AWS/RDS", metricName: "AuroraGlobalDBReplicationLag", dimensions: { DBClusterIdentifier: "shop-prod-usw2" }, statistic: "Maximum", period: 60, evaluationPeriods: 5,
      comparisonOperator: "GreaterThanThreshold", threshold: 30_000, treatMissingData: "notBreaching", alarmActions: ["arn:topic"],
    });
  });

  it("refuses what is no time", async () => {
    await assert.rejects(build(0), { message: "maxLagSeconds is 0: want whole seconds, 1 or more" });
  });
});
