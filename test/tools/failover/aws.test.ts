import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { NotFound } from "@aws-sdk/client-s3";
import { ExecutionAlreadyExists, ExecutionDoesNotExist, TaskTimedOut } from "@aws-sdk/client-sfn";
import { marshall } from "@aws-sdk/util-dynamodb";
import { activationPlan, chained, chainStart, isFailure, newActivation, type Activation, type Request } from "../../../protocol";
import { definitionOf } from "../../../components/failover/definition";
import { type Make } from "../../../functions/failover-step/clients";
import { type StepSettings } from "../../../functions/failover-step/settings";
import { type Facts, machineArn, readFacts, worldIn } from "../../../tools/failover/aws/facts";
import { awsPlatform, completed, type Reach } from "../../../tools/failover/aws/platform";
import { type Platform, type Walk } from "../../../tools/failover/platform";
import { type Reply, SdkStub } from "../../support/sdk-stub";
import { ran } from "./run";

const end = (place: string, region: string) => ({
  place, region, origin: `origin-${place}.example.com`, leverBucket: `lever-${place}`, clusterArn: `arn:aws:rds:${region}:123456789012:cluster:app-${place}`, ecsCluster: "app", proxyGroupId: "sg-1",
  services: [],
});
const world = {
  here: end("usw2", "us-west-2"), there: end("use2", "us-east-2"),
  common: {
    controlTable: "understudy-prod-control", born: "use2", globalCluster: "app", leverKey: "prod/active", evidenceBucket: "evidence-usw2", topicArn: "arn:aws:sns:us-west-2:123456789012:operators",
    databaseFunction: "database", recoverMachine: "arn:aws:states:us-west-2:123456789012:stateMachine:understudy-prod-recover", zoneName: "example.com", followedName: "app.example.com",
    needs: { secrets: [], keys: [], certificateArn: "arn:aws:acm:us-west-2:123456789012:certificate/1" },
  },
} as StepSettings;
const facts: Facts = {
  project: "understudy", stack: "prod", account: "123456789012", policy: { decision: "operator", approvers: 1 },
  places: [{ key: "use2", region: "us-east-2" }, { key: "usw2", region: "us-west-2", world }],
};
const machine = "arn:aws:states:us-west-2:123456789012:stateMachine:understudy-prod-activate";
const request: Request = { target: "usw2", other: "use2", mode: "failover", dryRun: false, failback: false, by: "ana", reason: "dark", policy: facts.policy, };
const table = (...items: Record<string, unknown>[]): Reply => ({ Responses: { "understudy-prod-control": items.map((item) => marshall(item)) } });
const lock = { pk: "lock#usw2", sk: "-", purpose: "activate", owner: "ana-1", epoch: 2, leaseUntil: 2_000_000 };

/** The platform with a stub behind it. */
function stubbed(replies: Readonly<Record<string, Reply | readonly Reply[]>>): { readonly stub: SdkStub; readonly platform: Platform; readonly reach: Reach } {
  const stub = new SdkStub(replies);
  const make = ((client: never, region: string) => stub.client(client, region)) as Make;
  const reach: Reach = { make, senses: { ask: () => Promise.reject(new Error("no way")), names: { serversOf: () => Promise.resolve([]), addressesOf: () => Promise.resolve([]) } }, wait: () => Promise.resolve(), now: () => 1_000_000 };
  return { stub, platform: awsPlatform(facts, reach), reach };
}

function walkOf(told: string[], changes: Partial<Walk> = {}): Walk {
  return {
    activation: newActivation(request, "ana-1"), first: "acquire", waits: true, local: false,
    beginning: (step) => { told.push(`${step}?`); }, told: ({ outcome }, step) => { told.push(`${step}: ${outcome}`); }, ...changes,
  };
}

const after = (changes: Partial<Activation>): string => JSON.stringify({ ...newActivation(request, "ana-1"), id: "act-usw2-2", epoch: 2, ...changes });

describe("the failover command on AWS", () => {
  it("starts the state machine of the place that is activated, under the name of its epoch, and follows it", async () => {
    const history = [
      { id: 1, timestamp: new Date(0), type: "TaskStateEntered", stateEnteredEventDetails: { name: "acquire", input: after({}) } },
      { id: 2, timestamp: new Date(0), type: "TaskStateExited", stateExitedEventDetails: { name: "acquire", output: after({ outcome: "acquired" }) } },
      { id: 3, timestamp: new Date(0), type: "ChoiceStateExited", stateExitedEventDetails: { name: "acquire ended", output: after({ outcome: "acquired" }) } },
      { id: 4, timestamp: new Date(0), type: "TaskStateExited", stateExitedEventDetails: { name: "commit", output: after({ outcome: "committed" }) } },
    ];
    const { stub, platform } = stubbed({
      "dynamodb:BatchGetItem": table({ pk: "region#use2", sk: "-", epoch: 1, at: 1, by: "first" }),
      "states:StartExecution": { executionArn: "arn:aws:states:us-west-2:123456789012:execution:understudy-prod-activate:act-usw2-2", startDate: new Date(0) },
      "states:DescribeExecution": [{ status: "RUNNING" }, { status: "SUCCEEDED", output: after({ outcome: "committed" }) }].map((reply) => ({ executionArn: "arn", stateMachineArn: machine, startDate: new Date(0), ...reply })),
      "states:GetExecutionHistory": [{ events: history.slice(0, 2).reverse() }, { events: [...history].reverse() }],
    });
    const told: string[] = [];
    const done = await platform.walk(walkOf(told));
    assert.deepEqual([done.status, done.activation.epoch, told], ["succeeded", 2, ["acquire?", "acquire: acquired", "commit: committed"]]);
    const started = stub.sent.find(({ operation }) => operation === "StartExecution");
    assert.deepEqual([started?.input["name"], started?.input["stateMachineArn"], started?.region, JSON.parse(String(started?.input["input"]))], ["act-usw2-2", machine, "us-west-2", JSON.parse(JSON.stringify(newActivation(request, "ana-1")))]);
  });

  it("reads of a long execution what has happened since it looked, and tells all of it in order", async () => {
    const looks = 60, history = Array.from({ length: looks * 5 }, (_, rank) => {
      const [id, ended] = [rank + 1, rank % 5 === 4];
      return { id, timestamp: new Date(0), type: ended ? "TaskStateExited" : "TaskScheduled", ...(ended && { stateExitedEventDetails: { name: "await-writer", output: after({ outcome: `look ${String(id / 5)}` }) } }) };
    });
    let [asked, served] = [0, 0];
    const { platform } = stubbed({
      "dynamodb:BatchGetItem": table(), "states:StartExecution": { executionArn: "arn:x", startDate: new Date(0) },
      "states:DescribeExecution": () => ({ executionArn: "arn", stateMachineArn: machine, startDate: new Date(0), status: (asked += 1) === 1 ? "RUNNING" : "SUCCEEDED" }),
      "states:GetExecutionHistory": ({ reverseOrder, maxResults, nextToken }) => {
        const known = asked === 1 ? history.slice(0, -10) : history, from = Number(nextToken ?? 0), to = from + Number(maxResults);
        const events = (reverseOrder === true ? [...known].reverse() : known).slice(from, to);
        served += events.length;
        return { events, ...(to < known.length && { nextToken: String(to) }) };
      },
    });
    const told: string[] = [];
    assert.equal((await platform.walk(walkOf(told))).status, "succeeded");
    assert.deepEqual([told, served], [Array.from({ length: looks }, (_, rank) => `await-writer: look ${String(rank + 1)}`), 290 + 100]);
  });

  it("follows on when Step Functions does not answer for a moment, and says what goes on when it does not at all", async () => {
    const known = { executionArn: "arn", stateMachineArn: machine, startDate: new Date(0), status: "SUCCEEDED", output: after({ outcome: "committed" }) };
    const replies = (silent: number, events: Reply | readonly Reply[] = { events: [] }) => ({
      "dynamodb:BatchGetItem": table(), "states:StartExecution": { executionArn: "arn:x", startDate: new Date(0) },
      "states:DescribeExecution": [...Array.from({ length: silent }, () => new Error("no answer")), known], "states:GetExecutionHistory": events,
    });
    assert.equal((await stubbed(replies(30)).platform.walk(walkOf([]))).status, "succeeded");
    const events = [new Error("no answer"), { events: [{ id: 1, timestamp: new Date(0), type: "TaskStateExited", stateExitedEventDetails: { name: "commit", output: after({ outcome: "committed" }) } }] }];
    const told: string[] = [];
    await stubbed(replies(0, events)).platform.walk(walkOf(told));
    assert.deepEqual(told, ["commit: committed"]);
    await assert.rejects(stubbed(replies(31)).platform.walk(walkOf([])), { name: "Unreachable", message: "state machine: Error: no answer; the activation goes on without this command: see status" });
  });

  it("says who runs it already, and takes another name where an ended execution has this one", async () => {
    const exists = new ExecutionAlreadyExists({ message: "exists", $metadata: {} });
    const described = (status: string) => ({ executionArn: "arn", stateMachineArn: machine, startDate: new Date(0), status });
    const running = stubbed({ "dynamodb:BatchGetItem": table(), "states:StartExecution": exists, "states:DescribeExecution": described("RUNNING") });
    await assert.rejects(running.platform.walk(walkOf([])), (error) => isFailure(error, "LockBusy") && error.message.startsWith("act-usw2-2 runs already"));
    const ended = stubbed({
      "dynamodb:BatchGetItem": table(), "states:StartExecution": [exists, { executionArn: "arn:other", startDate: new Date(0) }], "states:GetExecutionHistory": { events: [] },
      "states:DescribeExecution": [{ ...described("FAILED"), stopDate: new Date(7_000) }, { ...described("FAILED"), error: "LockBusy", cause: "see input" }],
    });
    const end = await ended.platform.walk(walkOf([]));
    assert.deepEqual([end.status, "error" in end ? end.error : ""], ["failed", "LockBusy"]);
    assert.deepEqual(ended.stub.sent.filter(({ operation }) => operation === "StartExecution").map(({ input }) => input["name"]), ["act-usw2-2", "act-usw2-2-7000"]);
  });

  it("leaves an execution at its question where nobody waits", async () => {
    const { platform } = stubbed({
      "dynamodb:BatchGetItem": table(), "states:StartExecution": { executionArn: "arn:x", startDate: new Date(0) },
      "states:DescribeExecution": { executionArn: "arn", stateMachineArn: machine, startDate: new Date(0), status: "RUNNING" },
      "states:GetExecutionHistory": { events: [{ id: 1, timestamp: new Date(0), type: "TaskStateEntered", stateEnteredEventDetails: { name: "ask", input: after({ outcome: "ask" }) } }] },
    });
    const parked = await platform.walk(walkOf([], { waits: false }));
    assert.deepEqual([parked.status, parked.activation.id], ["parked", "act-usw2-2"]);
  });

  it("runs the steps here when Step Functions is away, with the same lock", async () => {
    const { stub, platform } = stubbed({ "dynamodb:BatchGetItem": table({ ...lock, owner: "ben-2", leaseUntil: Date.now() + 100_000 }) });
    const end = await platform.walk(walkOf([], { local: true }));
    assert.deepEqual([end.status, "cause" in end ? end.cause?.startsWith("usw2 is being activated by ben-2 with epoch 2") : false], ["failed", true]);
    assert.deepEqual(stub.operations, ["dynamodb:BatchGetItem"]);
  });

  it("stores an answer, then wakes whoever waits; nobody need wait any more", async () => {
    const question = { pk: "question#usw2", sk: "act-usw2-2", activation: "act-usw2-2", askedAt: 1, answerBy: 1_800_000, callback: "token", lines: ["Approve?"] };
    const { stub, platform } = stubbed({
      "dynamodb:Query": { Items: [marshall(question)] }, "dynamodb:PutItem": {}, "dynamodb:GetItem": { Item: marshall(question) },
      "states:SendTaskSuccess": [{}, new TaskTimedOut({ message: "late", $metadata: {} })],
    });
    const { people } = platform.site("usw2");
    assert.deepEqual(await people.questions(), [{ activation: "act-usw2-2", askedAt: 1, expiresAt: 1_800_000, callback: "token", lines: ["Approve?"] }]);
    const answer = { activation: "act-usw2-2", by: "ana", at: 1_000_000, approves: true, acceptDataLossSeconds: 30, acceptSplitBrain: undefined };
    await people.answer(answer);
    await people.answer(answer);
    assert.deepEqual(stub.operations.slice(1, 4), ["dynamodb:PutItem", "dynamodb:GetItem", "states:SendTaskSuccess"]);
    assert.deepEqual(stub.sent[1]?.input["Item"], marshall({ pk: "answers#act-usw2-2", sk: "ana", ...answer, expiresAt: 1000 + 90 * 86_400 }, { removeUndefinedValues: true }));
    assert.deepEqual(stub.sent[3]?.input, { taskToken: "token", output: "{}" });
  });

  it("tries to wake who waits until Step Functions answers, and says when nobody was woken", async () => {
    const answer = { activation: "act-usw2-2", by: "ana", at: 1_000_000, approves: true, acceptDataLossSeconds: 30, acceptSplitBrain: undefined };
    const woken = (silent: number) => stubbed({
      "dynamodb:PutItem": {}, "dynamodb:GetItem": { Item: marshall({ callback: "token" }) }, "states:SendTaskSuccess": [...Array.from({ length: silent }, () => new Error("no answer")), {}],
    });
    const late = woken(4);
    await late.platform.site("usw2").people.answer(answer);
    assert.equal(late.stub.operations.filter((operation) => operation === "states:SendTaskSuccess").length, 5);
    await assert.rejects(woken(5).platform.site("usw2").people.answer(answer), { name: "Unreachable", message: "state machine: Error: no answer; the answer is stored, and whoever waits for it sleeps on: answer again" });
  });

  it("rests automation and signs off where the detector and fail-back look", async () => {
    const { stub, platform } = stubbed({ "dynamodb:PutItem": {}, "dynamodb:GetItem": { Item: marshall({ until: 9 }) } });
    const { people } = platform.site("usw2");
    await people.suppress(9);
    await people.signOff("ana");
    assert.equal(await people.suppressedUntil(), 9);
    assert.deepEqual(stub.sent.slice(0, 2).map(({ input }) => input["Item"]), [marshall({ pk: "suppress#usw2", sk: "-", until: 9 }), marshall({ pk: "signoff#usw2", sk: "-", signed: true, by: "ana" })]);
  });

  it("pulls the lever of a place, and of its drill name, as one object each", async () => {
    const { stub, platform } = stubbed({
      "s3:HeadObject": [new NotFound({ message: "no", $metadata: {} }), { Metadata: { epoch: "3" }, LastModified: new Date(5) }], "s3:PutObject": {}, "s3:DeleteObject": {},
    });
    const { levers } = platform.site("usw2");
    assert.deepEqual([await levers.read("active"), await levers.read("drill")], [undefined, { epoch: 3, at: 5 }]);
    await levers.set("drill", 3);
    await levers.clear("active");
    assert.deepEqual(stub.sent.map(({ operation, input }) => [operation, input["Bucket"], input["Key"]]), [
      ["HeadObject", "lever-usw2", "prod/active"], ["HeadObject", "lever-usw2", "prod/drill"], ["PutObject", "lever-usw2", "prod/drill"], ["DeleteObject", "lever-usw2", "prod/active"],
    ]);
  });

  it("finds what left records, newest last, and what each asked for", async () => {
    const record = chained(chainStart, { activation: "act-usw2-10", step: "acquire", outcome: "acquired", epoch: 10, startedAt: 0, endedAt: 1, facts: {} });
    const { stub, platform } = stubbed({
      "s3:ListObjectsV2": (input) => (input["Delimiter"] === "/" ? { CommonPrefixes: [{ Prefix: "act-usw2-10/" }, { Prefix: "act-usw2-9/" }] } : { Contents: [{ Key: "act-usw2-10/0001-acquire.json" }] }),
      "s3:GetObject": { Body: { transformToString: () => Promise.resolve(JSON.stringify(record)) } },
      "states:DescribeExecution": ({ executionArn }) => {
        const tries: Readonly<Record<string, object>> = { "act-usw2-10": { status: "FAILED", stopDate: new Date(5), input: after({ owner: "gone" }) }, "act-usw2-10-5": { status: "RUNNING", input: after({}) } };
        const found = tries[String(executionArn).split(":").at(-1) ?? ""];
        return found === undefined ? new ExecutionDoesNotExist({ message: "none", $metadata: {} }) : { executionArn: "arn", stateMachineArn: machine, startDate: new Date(0), ...found };
      },
      "states:StopExecution": { stopDate: new Date(0) },
    });
    assert.deepEqual(await platform.recorded("usw2"), ["act-usw2-9", "act-usw2-10"]);
    assert.deepEqual(await platform.records("usw2", "act-usw2-10"), [record]);
    assert.deepEqual(await platform.requestOf("act-usw2-10"), request);
    await platform.halt("act-usw2-10");
    assert.deepEqual([stub.sent.at(-1)?.operation, stub.sent.at(-1)?.input["executionArn"]], ["StopExecution", "arn:aws:states:us-west-2:123456789012:execution:understudy-prod-activate:act-usw2-10-5"]);
    await platform.halt("act-usw2-9");
    assert.equal(stub.sent.at(-1)?.operation, "DescribeExecution", "nothing runs, and nothing is stopped");
  });

  it("reads what a place is told from its state machine, and goes on without a place that is silent", async () => {
    const definition = JSON.stringify(definitionOf("x", activationPlan, { partition: "aws", functionOf: (step) => `arn:${step}`, world }));
    assert.deepEqual(worldIn(definition), world);
    assert.equal(worldIn("{}"), undefined);
    assert.equal(machineArn(facts, facts.places[1]), machine);
    const { reach } = stubbed({ "states:DescribeStateMachine": (input) => (String(input["stateMachineArn"]).includes("us-west-2")
      ? { stateMachineArn: machine, name: "x", definition, roleArn: "arn", type: "STANDARD", creationDate: new Date(0) } : new Error("no answer")) });
    const known = await completed({ ...facts, places: [facts.places[0], { key: "usw2", region: "us-west-2" }] }, reach);
    assert.deepEqual(known.places.map((place) => place.world?.here.place), [undefined, "usw2"]);
    assert.throws(() => awsPlatform(known, reach).site("use2"), (error) => isFailure(error, "Unreachable"));
  });

  it("reads kept facts, and refuses what is none", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "facts-"));
    const file = path.join(folder, "facts.json");
    writeFileSync(file, JSON.stringify(facts));
    assert.deepEqual(readFacts(file), JSON.parse(readFileSync(file, "utf8")));
    writeFileSync(file, "{}");
    const refused = await ran(["status", "--facts", file], folder);
    assert.deepEqual([refused.exit, refused.err], [2, `${file} holds no facts of a stack: want what \`facts --out\` wrote\n`]);
    assert.equal((await ran(["status"], folder)).exit, 2);
  });
});
