import assert from "node:assert/strict";
import { putEvents, UsageStream } from "../../../components/usage";
import { record } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const build = (retentionHours: number) => record((opts) => new UsageStream("use2-usage", { keyArn: "arn:key", retentionHours, alarmActionArns: ["arn:topic"] }, opts));

describe("UsageStream", () => {
  it("grows with what comes, under the place's key, and says when it cannot keep up", async () => {
    const { graph } = await build(48);
    assert.deepEqual(graph.inputs("aws:kinesis/stream:Stream"), { "use2-usage": {
      streamModeDetails: { streamMode: "ON_DEMAND" }, encryptionType: "KMS", kmsKeyId: "arn:key", retentionPeriod: 48,
    } });
    const { metricName, dimensions, alarmActions } = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "use2-usage-refused").inputs;
    assert.deepEqual([metricName, dimensions, alarmActions], ["WriteProvisionedThroughputExceeded", { StreamName: "use2-usage-name" }, ["arn:topic"]]);
  });

  it("refuses hours that Kinesis does not take", async () => {
    await assert.rejects(build(23), { message: "retentionHours is 23: want whole hours from 24 to 8760" });
  });

  it("is written to, and not read, by whoever takes events", () => {
    assert.deepEqual(putEvents({ place, arn: "arn:stream", keyArn: "arn:key" }), [
      { Sid: "PutEvents", Effect: "Allow", Action: ["kinesis:PutRecords"], Resource: ["arn:stream"] },
      { Sid: "EncryptEvents", Effect: "Allow", Action: ["kms:GenerateDataKey"], Resource: ["arn:key"], Condition: { StringEquals: { "kms:ViaService": "kinesis.us-east-2.amazonaws.com" } } },
    ]);
  });
});
