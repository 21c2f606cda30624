import assert from "node:assert/strict";
import { ExecutionAlreadyExists } from "@aws-sdk/client-sfn";
import { arcPorts, endsFrom } from "../../../functions/failover-arc/ports";
import { startFromArc } from "../../../functions/failover-arc/start";
import { type Wanted } from "../../../functions/failover-step/starter";
import { type ControlView, decide, detectionPolicy, type Point, type Verdict } from "../../../protocol";
import { deployedFunction } from "../../support/deployed";
import { SdkStub } from "../../support/sdk-stub";
import { byArc } from "../../support/variants";
import { over } from "../failover-step/world";

const policy = detectionPolicy({ periodSeconds: 30, points: 5 });
const now = 1_700_000_000_000;

/** What the detector says after so many bad looks, and then so many good ones. */
function verdictAfter(bad: number, good = 0): Verdict {
  const votes = (vote: "good" | "bad"): Point["votes"] => ({ journey: vote, witness: vote, heartbeat: vote });
  const points = Array.from({ length: bad + good }, (_, rank): Point => ({ at: now - (bad + good - 1 - rank) * 30_000, votes: votes(rank < bad ? "bad" : "good"), standby: "good" }));
  return decide({ points }, now, policy);
}

async function asked(verdict: Verdict | undefined, at = now): Promise<Wanted> {
  const wishes: Wanted[] = [];
  const view: ControlView = { standings: {}, locks: {}, fence: 0, ownFence: 0, verdict };
  await startFromArc({ now: () => at, control: { read: () => Promise.resolve(view) }, start: (wanted) => { wishes.push(wanted); return Promise.resolve("arn"); } });
  return wishes[0] ?? assert.fail("nothing was started");
}

describe("what ARC starts", function () {
  this.timeout(180_000);

  it("is a failover while this place's detector holds the other one for lost, and else what loses nothing", async () => {
    const modes = await Promise.all([asked(verdictAfter(5)), asked(verdictAfter(4)), asked(verdictAfter(5, 1)), asked(undefined)].map(async (wish) => (await wish).mode));
    assert.deepEqual(modes, ["failover", "switchover", "switchover", "switchover"]);
  });

  it("takes no verdict for news that a silent detector left behind", async () => {
    assert.deepEqual([(await asked(verdictAfter(5), now + 119_000)).mode, (await asked(verdictAfter(5), now + 121_000)).mode], ["failover", "switchover"]);
  });

  it("says who asks, and why", async () => {
    const { by, reason } = await asked(verdictAfter(5));
    assert.deepEqual([by, reason], ["arc", "ARC Region switch runs its plan; the detector has declared the other place lost"]);
  });

  for (const place of ["use2", "usw2"]) {
    it(`runs with what the program tells it, and needs exactly what its role may do, in ${place}`, async () => {
      const role = await deployedFunction(`${place}${"-failover-arc"}`, "prod", byArc);
      const region = place === "use2" ? "us-east-2" : "us-west-2";
      const ends = endsFrom({ ...role.environment, AWS_REGION: region });
      const stub = new SdkStub({
        "dynamodb:BatchGetItem": { Responses: { [ends.table]: [] }, UnprocessedKeys: {} },
        "states:StartExecution": [new ExecutionAlreadyExists({ message: "exists", $metadata: {} }), { executionArn: "arn:x", startDate: new Date(0) }],
        "states:DescribeExecution": { executionArn: "arn:x", stateMachineArn: ends.activateMachine, startDate: new Date(0), status: "FAILED", stopDate: new Date(9_000) },
      });
      const { execution, mode } = await startFromArc(arcPorts(ends, over(stub)));
      const { name, input, stateMachineArn } = stub.sent.at(-1)?.input as Record<string, string>;
      const { request } = JSON.parse(String(input)) as { request: Record<string, unknown> };
      assert.deepEqual([name, execution.split(":").at(-1), mode, stateMachineArn, stub.sent.at(-1)?.region], [`act-${place}-2-9000`, `act-${place}-2-9000`, "switchover", `arn:aws:states:${region}:123456789012:stateMachine:understudy-prod-activate`, region]);
      assert.deepEqual([request["target"], request["by"], request["policy"]], [place, "arc", { decision: "operator", approvers: 1 }]);
      assert.deepEqual(role.covers(stub.sent), []);
    });
  }

  it("refuses an environment that is not the program's", () => {
    assert.throws(() => endsFrom({ POLICY: "{}" }), /POLICY is \{\}: want a decision/);
    assert.throws(() => endsFrom({}), /POLICY is not in the environment/);
    assert.throws(() => endsFrom({ POLICY: '{"decision":"operator","approvers":1}', AWS_REGION: "us-west-2" }), /CONTROL_TABLE is not in the environment/);
  });
});
