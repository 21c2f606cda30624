import assert from "node:assert/strict";
import { type Activation, type Ports, type Request, type StepName } from "../../../protocol";
import { type Hand } from "../../../functions/failover-step/hands";

/** What somebody asks for who fails over. */
export const request = (target: string, other: string): Request => ({
  target, other, mode: "failover", dryRun: false, failback: true, by: "operator", reason: "test", policy: { decision: "operator", approvers: 1 },
});

/** What each hand can come to ask of AWS: its steps, as the state machine runs them, and the ways that a step takes only when something is wrong. */
export const deeds: Readonly<Record<Hand, (ports: Ports, run: (step: StepName, change?: Partial<Activation>) => Promise<unknown>) => Promise<void>>> = {
  observe: async (ports, run) => {
    for (const step of ["acquire", "preflight", "approve", "ask", "commit"] as const) await run(step).catch(() => undefined);
    assert.equal(await ports.database.epoch(), 2);
    assert.equal(await ports.doors.areOpen(), false);
    await ports.control.ask({ activation: "act-usw2-2", askedAt: 0, expiresAt: 1_000, callback: "token", lines: [] });
    await ports.notify.page({ subject: "late", lines: [] });
  },
  scale: async (ports, run) => {
    await run("prescale");
    await run("capacity");
    await ports.scale.shed(true);
  },
  promote: async (ports, run) => {
    await run("promote", { fence: "acked", fencedAt: Date.now() });
    await ports.database.switchover();
    await run("await-writer").catch(() => undefined);
    assert.equal(await ports.database.claim(2), 2);
    await ports.control.read();
    await ports.doors.open();
    await ports.notify.page({ subject: "late", lines: [] });
  },
  traffic: async (ports, run) => {
    await run("smoke");
    await run("route").catch(() => undefined);
    await ports.lever.put(2);
    await ports.lever.withdraw();
    await ports.notify.page({ subject: "late", lines: [] });
  },
  fence: async (_, run) => {
    await run("fence");
  },
  recover: async (ports, run) => {
    await run("abort", { fence: "acked" });
    await ports.scale.size("primary");
    await run("post-recovery");
    await ports.remote.allowWrites();
    await ports.control.lowerFence(2);
    await ports.remote.becomeStandby();
    await ports.lever.withdraw();
    await ports.lever.letGo();
    await ports.scale.size("standby");
    await ports.notify.tell({ subject: "done", lines: [] });
  },
};
