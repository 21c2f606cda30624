import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction } from "../../../components/core/lambda";
import { Schedule } from "../../../components/core/lambda-schedule";
import { record } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };

const build = (everyMinutes: number) => record((opts) => {
  const schedule = new Schedule("use2-tokens-renewal", { description: "Renews", everyMinutes }, opts);
  schedule.call(new LambdaFunction("use2-tokens-keys", {
    place, code: { archive: new pulumi.asset.AssetArchive({}), handler: "index.handler" }, description: "Renews", capacity: { memoryMiB: 256, timeoutSeconds: 30 },
    environment: {}, keys: { functionsArn: "arn:functions", logsArn: "arn:logs" }, grants: [], calls: { invokers: { renewal: schedule.invoker }, failedEvents: "queue" },
    watch: { logRetentionDays: 30, alarmActionArns: [] },
  }, opts));
});

describe("Schedule", () => {
  it("calls a function at every interval, once the function may be called by this rule and no other", async () => {
    const { graph } = await build(15);
    assert.deepEqual(graph.inputs("aws:cloudwatch/eventRule:EventRule"), { "use2-tokens-renewal": { description: "Renews", scheduleExpression: "rate(15 minutes)" } });
    assert.deepEqual(graph.inputs("aws:lambda/permission:Permission"), { "use2-tokens-keys-renewal": {
      action: "lambda:InvokeFunction", function: "use2-tokens-keys-name", principal: "events.amazonaws.com", sourceArn: "arn:aws:test:::use2-tokens-renewal",
    } });
    const target = graph.one("aws:cloudwatch/eventTarget:EventTarget", "use2-tokens-renewal");
    assert.deepEqual(target.inputs, {
      rule: "use2-tokens-renewal-name", arn: "arn:aws:test:::use2-tokens-keys", retryPolicy: { maximumEventAgeInSeconds: 900, maximumRetryAttempts: 2 },
    });
    assert.equal(target.dependencies.includes("aws:lambda/permission:Permission use2-tokens-keys-renewal"), true);
  });

  it("speaks of one minute as EventBridge does, and refuses an interval that is none", async () => {
    const { graph } = await build(1);
    assert.equal(graph.one("aws:cloudwatch/eventRule:EventRule", "use2-tokens-renewal").inputs["scheduleExpression"], "rate(1 minute)");
    await assert.rejects(build(0), { message: "everyMinutes is 0: want whole minutes, 1 or more" });
  });
});
