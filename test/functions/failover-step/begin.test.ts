import assert from "node:assert/strict";
import { ExecutionAlreadyExists, ExecutionDoesNotExist, SFNClient } from "@aws-sdk/client-sfn";
import { begin, newestTry } from "../../../functions/failover-step/begin";
import { SdkStub } from "../../support/sdk-stub";

const arn = "arn:aws:states:us-west-2:123456789012:stateMachine:understudy-prod-activate";

/** Step Functions with executions by name: when each ended, in milliseconds, or that it runs. */
function stepFunctions(executions: Record<string, number | "runs">) {
  const stub = new SdkStub({
    "states:StartExecution": ({ name }) => {
      if (String(name) in executions) return new ExecutionAlreadyExists({ message: "exists", $metadata: {} });
      executions[String(name)] = "runs";
      return { executionArn: "arn", startDate: new Date(0) };
    },
    "states:DescribeExecution": ({ executionArn }) => {
      const found = executions[String(executionArn).split(":").at(-1) ?? ""];
      return found === undefined ? new ExecutionDoesNotExist({ message: "none", $metadata: {} })
        : { executionArn: "arn", stateMachineArn: arn, startDate: new Date(0), status: found === "runs" ? "RUNNING" : "FAILED", ...(found !== "runs" && { stopDate: new Date(found) }) };
    },
  });
  return { stub, machine: { client: stub.client(SFNClient, "us-west-2"), arn }, names: () => Object.keys(executions) };
}

const last = (executionArn: string | undefined): string | undefined => executionArn?.split(":").at(-1);

describe("starting an execution once", () => {
  it("takes the name where nobody has it, and no second look", async () => {
    const { stub, machine } = stepFunctions({});
    const begun = await begin(machine, "act-usw2-2", "{}");
    assert.deepEqual([last(begun.executionArn), begun.started, stub.sent.length], ["act-usw2-2", true, 1]);
  });

  it("finds one that runs, and starts none", async () => {
    const { machine, names } = stepFunctions({ "act-usw2-2": "runs" });
    assert.deepEqual(await begin(machine, "act-usw2-2", "{}"), { executionArn: arn.replace("stateMachine", "execution") + ":act-usw2-2", started: false });
    assert.deepEqual(names(), ["act-usw2-2"]);
  });

  it("takes no ended execution for a running one: the next try has a name that two who start at once share", async () => {
    const { machine, names } = stepFunctions({ "act-usw2-2": 7_000, "act-usw2-2-7000": 9_000 });
    const [one, other] = await Promise.all([begin(machine, "act-usw2-2", "{}"), begin(machine, "act-usw2-2", "{}")]);
    assert.deepEqual([last(one.executionArn), last(other.executionArn)], ["act-usw2-2-9000", "act-usw2-2-9000"]);
    assert.deepEqual([one.started, other.started].filter(Boolean).length, 1);
    assert.deepEqual(names(), ["act-usw2-2", "act-usw2-2-7000", "act-usw2-2-9000"]);
  });

  it("knows the newest try of a name, whether it runs or not", async () => {
    const of = async (executions: Record<string, number | "runs">) => newestTry(stepFunctions(executions).machine, "act-usw2-2").then((found) => [last(found?.executionArn), found?.runs]);
    assert.deepEqual(await Promise.all([of({}), of({ "act-usw2-2": "runs" }), of({ "act-usw2-2": 5, "act-usw2-2-5": "runs" }), of({ "act-usw2-2": 5, "act-usw2-2-5": 8 })]),
      [[undefined, undefined], ["act-usw2-2", true], ["act-usw2-2-5", true], ["act-usw2-2-5", false]]);
  });
});
