import assert from "node:assert/strict";
import { watchPorts } from "../../../functions/failover-detector/ports";
import { decide, detectionPolicy } from "../../../protocol";
import { deployedFunction } from "../../support/deployed";
import { SdkStub } from "../../support/sdk-stub";
import { calm, deployedWorld, over } from "../failover-step/world";

describe("detecting on AWS", function () {
  this.timeout(120_000);

  for (const place of ["use2", "usw2"]) {
    it(`sends what AWS knows, and needs exactly what its role may do, in ${place}`, async () => {
      const settings = await deployedWorld(place);
      const stub = new SdkStub(calm(settings));
      const failures: unknown[] = [];
      const machine = `arn:aws:states:${settings.here.region}:123456789012:stateMachine:understudy-prod-activate`;
      const ports = watchPorts(settings, { policy: { decision: "operator", approvers: 1 }, activateMachine: machine, failed: (...what) => failures.push(what) }, over(stub));
      const past = await ports.past();
      assert.deepEqual([past.active, past.activating, past.points], [place === "use2", false, []], "the birth place is active before anything is recorded");
      const verdict = decide({ points: [] }, 1_000, detectionPolicy({ periodSeconds: 30, points: 5 }));
      assert.equal(await ports.keep(verdict, []), true);
      assert.equal(await ports.heartbeat(), 3);
      await ports.keepReadiness(verdict, await ports.readiness());
      await ports.size("primary");
      await ports.page("lost", []);
      await ports.tell("well", []);
      await ports.start("declared");
      assert.deepEqual(failures, []);
      const started = JSON.parse(String(stub.sent.at(-1)?.input["input"])) as { request: { target: string; mode: string; by: string } };
      assert.deepEqual([stub.sent.at(-1)?.input["name"], started.request.target, started.request.mode, started.request.by], [`act-${place}-2`, place, "failover", "detector"]);
      const role = await deployedFunction(`${place}${"-failover-detector"}`);
      assert.deepEqual(role.covers(stub.sent), []);
    });
  }
});
