import assert from "node:assert/strict";
import { SFNClient } from "@aws-sdk/client-sfn";
import { hands, handsOf, type Hand } from "../../../functions/failover-step/hands";
import { follow } from "../../../functions/failover-step/handler";
import { machinesOn } from "../../../functions/failover-step/machines";
import { activationPlan, newActivation, perform, recoveryPlan, type Activation, type StepName } from "../../../protocol";
import { nameOf } from "../../../tools/recorder/graph";
import { deployedFunction } from "../../support/deployed";
import { recordedStack } from "../../support/stacks";
import { deeds, request } from "./deeds";
import { portsIn } from "./world";

/** Ends of the functions' names. */
const names: Readonly<Record<Hand, string>> = {
  observe: "-failover-observe", scale: "-failover-scale", promote: "-failover-promote", traffic: "-failover-traffic", fence: "-failover-fence", recover: "-failover-recover",
};

describe("the functions that run the steps of an activation", function () {
  this.timeout(120_000);

  for (const [place, other] of [["usw2", "use2"], ["use2", "usw2"]] as const) {
    for (const hand of hands) {
      it(`send what AWS knows, and need exactly what their role may do: ${hand} of ${place}`, async () => {
        const { ports, stub, settings } = await portsIn(place);
        const activation: Activation = { ...newActivation(request(place, other), "run-1"), epoch: 2, id: `act-${place}-2` };
        const run = (step: StepName, change: Partial<Activation> = {}): Promise<unknown> => perform({ step, callback: "token" }, { ...activation, ...change }, ports);
        await deeds[hand](ports, run);
        if (hand === "observe") {
          const machines = machinesOn(stub.client(SFNClient, settings.here.region), settings.common.recoverMachine);
          await follow({ step: "ask", callback: "token" }, { ...activation, outcome: "answered" }, machines);
          await follow({ step: "commit" }, { ...activation, outcome: "committed" }, machines);
          assert.deepEqual(stub.operations.slice(-2), ["states:SendTaskSuccess", "states:StartExecution"]);
        }
        const role = await deployedFunction(`${place}${names[hand]}`);
        assert.deepEqual(role.covers(stub.sent), []);
      });
    }
  }

  it("may work for as long as the longest of their steps", async () => {
    const { graph: { resources } } = await recordedStack("prod");
    const plans = [...activationPlan, ...recoveryPlan];
    for (const hand of hands) {
      const longest = Math.max(...plans.filter(({ step }) => handsOf[step] === hand).map(({ timeoutSeconds }) => timeoutSeconds));
      const built = resources.filter((each) => each.type === "aws:lambda/function:Function" && nameOf(each).endsWith(names[hand]));
      assert.deepEqual(built.map(({ inputs }) => inputs["timeout"]), [longest, longest], hand);
    }
  });

  it("may never steer a global service, whatever else they may", async () => {
    for (const hand of hands) {
      const denied = (await deployedFunction(`usw2-failover-${hand}`)).statements.filter(({ Effect }) => Effect === "Deny");
      assert.deepEqual(denied.map(({ Action, Resource }) => [Action, Resource]), [[["cloudfront:Update*", "iam:*", "route53:Change*", "s3:PutBucket*"], ["*"]]], hand);
    }
  });

  it("wake nobody and wait for nothing after any other step", async () => {
    const said: string[] = [];
    const machines = { wake: () => { said.push("wake"); return Promise.resolve(); }, recover: () => { said.push("recover"); return Promise.resolve(); } };
    const activation = newActivation(request("usw2", "use2"), "run-1");
    await follow({ step: "ask", callback: "token" }, { ...activation, outcome: "asked" }, machines);
    await follow({ step: "commit" }, { ...activation, request: { ...activation.request, mode: "switchover" }, outcome: "committed" }, machines);
    assert.deepEqual(said, []);
  });
});
