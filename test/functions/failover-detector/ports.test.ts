import assert from "node:assert/strict";
import { ExecutionAlreadyExists } from "@aws-sdk/client-sfn";
import { marshall } from "@aws-sdk/util-dynamodb";
import { watchPorts, type WatchEnds } from "../../../functions/failover-detector/ports";
import { type StepSettings } from "../../../functions/failover-step/settings";
import { decide, detectionPolicy } from "../../../protocol";
import { deployedFunction } from "../../support/deployed";
import { SdkStub } from "../../support/sdk-stub";
import { byArc } from "../../support/variants";
import { calm, deployedWorld, over } from "../failover-step/world";

const verdict = decide({ points: [] }, 1_000, detectionPolicy({ periodSeconds: 30, points: 5 }));
const machineOf = ({ here: { region } }: StepSettings): string => `arn:aws:states:${region}:123456789012:stateMachine:understudy-prod-activate`;

type Items = readonly Readonly<Record<string, unknown>>[];

/** A quiet AWS whose control table has these items, and leaves out what is asked for under some keys. */
function stubOf(settings: StepSettings, items: Items, leftOut: readonly string[] = []): SdkStub {
  return new SdkStub({
    ...calm(settings), "cloudwatch:PutMetricData": {},
    "dynamodb:BatchGetItem": ({ RequestItems }) => {
      const [asked] = Object.values(RequestItems as Record<string, { Keys: Record<string, { S: string }>[] }>);
      const found = items.filter((item) => asked?.Keys.some(({ pk, sk }) => pk?.S === item["pk"] && sk?.S === item["sk"]) === true);
      const left = asked?.Keys.filter(({ pk }) => leftOut.includes(pk?.S ?? "")) ?? [];
      return { Responses: { [settings.common.controlTable]: found.map((item) => marshall(item)) }, UnprocessedKeys: left.length === 0 ? {} : { [settings.common.controlTable]: { Keys: left } } };
    },
    "states:StartExecution": [new ExecutionAlreadyExists({ message: "exists", $metadata: {} }), { executionArn: "arn:x", startDate: new Date(0) }],
    "states:DescribeExecution": { executionArn: "arn:x", stateMachineArn: machineOf(settings), startDate: new Date(0), status: "FAILED", stopDate: new Date(9_000) },
  });
}

const due = { namespace: "understudy-prod", metricName: "ActivationDue", dimensions: { Place: "usw2" } };

function portsOver(settings: StepSettings, items: Items = [], { leftOut, ...more }: Pick<WatchEnds, "due"> & { readonly leftOut?: readonly string[] } = {}) {
  const stub = stubOf(settings, items, leftOut);
  const failures: unknown[] = [];
  const ports = watchPorts(settings, { policy: { decision: "operator", approvers: 1 }, activateMachine: machineOf(settings), failed: (...what) => failures.push(what), ...more }, over(stub));
  return { stub, failures, ports };
}

describe("detecting on AWS", function () {
  this.timeout(120_000);

  for (const place of ["use2", "usw2"]) {
    it(`sends what AWS knows, and needs exactly what its role may do, in ${place}`, async () => {
      const settings = await deployedWorld(place);
      const { stub, failures, ports } = portsOver(settings);
      const past = await ports.past();
      assert.deepEqual([past.active, past.activating, past.points, past.turnedAt], [place === "use2", false, [], 0], "the birth place is active before anything is recorded");
      assert.equal(await ports.keep(verdict, [], 1_000), true);
      assert.equal(await ports.heartbeat(), 3);
      await ports.keepReadiness(await ports.readiness());
      await ports.size("primary");
      await ports.page("lost", []);
      await ports.tell("well", []);
      assert.equal(await ports.waiting(), undefined);
      await ports.wake("token");
      await ports.start("declared");
      assert.deepEqual(failures, []);
      const started = JSON.parse(String(stub.sent.at(-1)?.input["input"])) as { request: { target: string; mode: string; by: string } };
      assert.deepEqual([stub.sent.at(-1)?.input["name"], started.request.target, started.request.mode, started.request.by], [`act-${place}-2-9000`, place, "failover", "detector"],
        "the execution of that name has ended: the next try has a name of its own");
      const role = await deployedFunction(`${place}${"-failover-detector"}`);
      assert.deepEqual(role.covers(stub.sent), []);
    });
  }

  it("rings by a figure of the stack's own where something else starts, and not at all where nothing listens", async () => {
    const settings = await deployedWorld("usw2");
    const quiet = portsOver(settings);
    await quiet.ports.ring();
    assert.deepEqual(quiet.stub.sent, []);
    const { ports, stub, failures } = portsOver(settings, [], { due });
    await ports.ring();
    assert.deepEqual([stub.sent.map(({ operation, input }) => [operation, input]), failures], [
      [["PutMetricData", { Namespace: "understudy-prod", MetricData: [{ MetricName: "ActivationDue", Dimensions: [{ Name: "Place", Value: "usw2" }], Value: 1, Unit: "Count" }] }]], []]);
    const role = await deployedFunction(`usw2${"-failover-detector"}`, "prod", byArc);
    assert.deepEqual(role.covers(stub.sent).filter((line) => line.includes("PutMetricData")), []);
    assert.equal((await deployedFunction("usw2-failover-detector")).covers(stub.sent).some((line) => line.includes("PutMetricData")), true, "by default nobody rings");
  });

  it("remembers what it found about its place, and when it turned, beside verdicts that come meanwhile", async () => {
    const readiness = { at: 5, checks: [{ what: "key", verdict: "fine", found: "" }] };
    const kept = { pk: "verdict#usw2", sk: "-", at: 1_000, turnedAt: 700, verdict: JSON.stringify({ ...verdict, readiness: undefined }), points: "[]", readiness: JSON.stringify(readiness) };
    const { ports, stub } = portsOver(await deployedWorld("usw2"), [kept]);
    const past = await ports.past();
    assert.deepEqual([past.readiness, past.turnedAt, past.previous?.readiness], [readiness, 700, readiness]);
    await ports.keepReadiness({ at: 9, checks: [] });
    const { ConditionExpression, UpdateExpression } = stub.sent.at(-1)?.input as Record<string, string>;
    assert.deepEqual([UpdateExpression, ConditionExpression], ["SET #readiness = :readiness", undefined], "no later verdict keeps it from being stored");
  });

  it("finds the question of the activation that holds the lock, and what wakes it", async () => {
    const lock = { pk: "lock#usw2", sk: "-", purpose: "activate", owner: "run", epoch: 2, leaseUntil: Date.now() + 60_000 };
    const question = { pk: "question#usw2", sk: "act-usw2-2", callback: "token" };
    const settings = await deployedWorld("usw2");
    const waiting = (...items: readonly Readonly<Record<string, unknown>>[]) => portsOver(settings, items).ports.waiting();
    assert.equal(await waiting(lock, question), "token");
    assert.deepEqual(await Promise.all([waiting(lock), waiting({ ...lock, leaseUntil: 0 }, question), waiting({ ...lock, epoch: 3 }, question)]), [undefined, undefined, undefined]);
  });

  it("does not take what the table left out for what nobody wrote", async () => {
    const settings = await deployedWorld("usw2");
    const lock = { pk: "lock#usw2", sk: "-", purpose: "activate", owner: "run", epoch: 2, leaseUntil: Date.now() + 60_000 };
    const throttled = { name: "Throttled", message: "the control table did not answer for every item" };
    await assert.rejects(portsOver(settings, [], { leftOut: ["suppress#usw2"] }).ports.past(), throttled, "people may have said that automation rests");
    await assert.rejects(portsOver(settings, [lock], { leftOut: ["question#usw2"] }).ports.waiting(), throttled);
  });
});
