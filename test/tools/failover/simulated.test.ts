import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root, simulation } from "./run";

const walk = [
  "acquire: acquired", "preflight: ready", "prescale: sized", "approve: ask", "ask: asked", "approve: approved", "fence: fenced", "promote: called", "await-writer: writer",
  "capacity: enough", "smoke: passed", "route: routed", "commit: committed",
];
const stepsOf = (data: Record<string, unknown>): string[] => (data["steps"] as { step: string; outcome: string }[]).map(({ step, outcome }) => `${step}: ${outcome}`);

describe("the failover command, simulated", function () {
  this.timeout(20_000);

  it("walks every step to the commit, and leaves a platform on which all agree", async () => {
    const { json } = simulation();
    const { exit, data } = await json("activate usw2 --mode failover");
    assert.deepEqual([exit, data["status"], data["activation"], data["fence"], stepsOf(data)], [0, "succeeded", "act-usw2-2", "acked", walk]);
    const status = await json("status");
    assert.deepEqual([status.exit, status.data["active"], status.data["epoch"], status.data["writer"], status.data["dns"], status.data["objections"]], [0, "usw2", 2, "usw2", "usw2", []]);
  });

  it("says who holds the lock to a second one at once, and that the place is active to a later one", async () => {
    const { run, json } = simulation();
    const first = run("activate usw2 --mode failover --by ana --speed 800");
    await sleep(60);
    const second = await json("activate usw2 --mode failover --by ben");
    const holder = second.data["holder"] as { owner: string; epoch: number };
    assert.deepEqual([second.exit, second.data["error"], holder.epoch], [3, "LockBusy", 2]);
    assert.match(holder.owner, /^ana-[0-9a-f]{6}$/);
    assert.match(String(second.data["cause"]), /^usw2 is being activated by ana-[0-9a-f]{6} with epoch 2, whose lease ends in \d+ s/);
    assert.equal((await first).exit, 0);
    const third = await run("activate usw2 --mode failover --by ben");
    assert.deepEqual([third.exit, /usw2 is active already: epoch 2, by ana/.test(third.out)], [0, true]);
  });

  it("changes nothing in a dry run, of any command that acts", async () => {
    const { file, run } = simulation();
    for (const line of ["activate usw2 --mode failover", "activate usw2 --mode switchover --lose use2", "lever set usw2", "suppress usw2 --minutes 5", "failback", "failback --sign-off", "drill run"]) {
      const { out } = await run(`${line} --dry-run`);
      assert.equal(existsSync(file), false, line);
      assert.match(out, /nothing was changed|would/, line);
    }
    await run("lever get usw2 --reset");
    const before = readFileSync(file, "utf8");
    for (const line of ["activate usw2 --mode failover --dry-run", "status", "preflight usw2", "verify"]) await run(line);
    assert.equal(readFileSync(file, "utf8"), before);
  });

  it("goes without asking where this person approves, and accepts two writers only with the reason given", async () => {
    const { json, run } = simulation();
    const given = await json("activate usw2 --mode failover --lose use2 --alone --by ana --accept-data-loss 3600 --accept-split-brain dark");
    assert.deepEqual([given.exit, stepsOf(given.data).includes("ask: asked"), given.data["fence"], (given.data["approval"] as { by: string[] }).by], [0, false, "unreachable", ["ana"]]);
    assert.match((await run("status")).out, /use2 does not answer\n.*--exclude '\*\*::use2' --exclude '\*\*::use2-\*\*'/s);
  });

  it("parks at the question, is answered from elsewhere, and is resumed", async () => {
    const { run, json } = simulation();
    assert.equal((await run("activate usw2 --mode failover --lose use2 --alone --no-wait --by ana")).exit, 4);
    const other = await json("approve act-usw2-9 --accept-data-loss 30");
    assert.deepEqual([other.exit, other.data["open"]], [1, ["act-usw2-2"]]);
    assert.equal((await run("approve act-usw2-2 --accept-data-loss 3600 --accept-split-brain dark --by ben --dry-run")).exit, 0);
    assert.match((await run("status")).out, /act-usw2-2 waits for people/);
    assert.equal((await run("approve act-usw2-2 --accept-data-loss 3600 --accept-split-brain dark --by ben")).exit, 0);
    const resumed = await json("resume act-usw2-2 --accept-data-loss 9999 --accept-split-brain dark --by ben");
    assert.deepEqual([resumed.exit, resumed.data["status"], resumed.data["epoch"], resumed.data["mode"]], [0, "succeeded", 3, "failover"]);
  });

  it("puts everything back when it is declined or aborted", async () => {
    for (const [command, end] of [["decline", 1], ["abort", 0]] as const) {
      const { run, json } = simulation();
      const first = run("activate usw2 --mode failover --alone --speed 2000");
      await sleep(80);
      const dry = await run(`${command} act-usw2-2 --dry-run`);
      assert.equal(dry.exit, 0, dry.out);
      assert.equal((await run(`${command} act-usw2-2`)).exit, 0);
      assert.equal((await first).exit, 1);
      const { data, exit } = await json("status");
      assert.deepEqual([exit, data["active"], data["writer"], (data["places"] as Record<string, { capacity: { minimum: number } }>)["usw2"]?.capacity.minimum], [0, "use2", "use2", 2], `${command} ${String(end)}`);
      assert.equal((await run(`${command} act-usw2-2`)).exit, 1);
    }
  });

  it("fails back to a place that was lost once it is back", async () => {
    const { run, json } = simulation();
    await run("activate usw2 --mode failover --lose use2");
    const early = await run("failback use2");
    assert.equal(early.exit, 5, early.out);
    assert.equal((await run("failback --sign-off --restore use2 --by ana")).exit, 0);
    const back = await json("failback");
    assert.deepEqual([back.exit, back.data["target"], back.data["mode"]], [0, "use2", "switchover"]);
    const status = await json("status");
    assert.deepEqual([status.exit, status.data["active"]], [0, "use2"]);
  });

  it("writes primary and epoch into settings, and leaves every other character", async () => {
    const { run, json } = simulation();
    await run("activate usw2 --mode switchover");
    const file = path.join(mkdtempSync(path.join(tmpdir(), "settings-")), "Pulumi.prod.yaml");
    copyFileSync(path.join(root, "Pulumi.prod.yaml"), file);
    const before = readFileSync(file, "utf8");
    assert.equal((await run(`verify --file ${file}`)).exit, 1);
    const shown = await json("sync-config");
    assert.deepEqual([shown.data["written"], (shown.data["changes"] as { after: string }[]).map(({ after }) => after.trim())], [false, ["understudy:primary: usw2", "understudy:epoch: 2"]]);
    assert.equal(readFileSync(path.join(root, "Pulumi.prod.yaml"), "utf8"), before);
    assert.equal((await run(`sync-config --file ${file}`)).exit, 0);
    assert.equal(readFileSync(file, "utf8"), before.replace("understudy:primary: use2", "understudy:primary: usw2").replace("understudy:epoch: 1", "understudy:epoch: 2"));
    assert.equal((await run(`verify --file ${file}`)).exit, 0);
  });

  it("drills the lever there and back, and reports times and whether the chain is whole", async () => {
    const { run, json, file } = simulation();
    const drilled = await json("drill run");
    assert.deepEqual([drilled.exit, drilled.data["target"], drilled.data["passed"], drilled.data["recorded"]], [0, "usw2", true, true]);
    assert.equal((await run("drill run --kind switchover")).exit, 0);
    const { exit, data } = await json("drill report");
    assert.deepEqual([exit, data["name"], data["chain"], (data["rto"] as { promoteSeconds: number }).promoteSeconds >= 120], [0, "act-usw2-2", "whole", true]);
    const state = JSON.parse(readFileSync(file, "utf8")) as { world: { evidence: { activation: string; outcome: string; step: string }[] } };
    for (const record of state.world.evidence) if (record.step === "promote") record.outcome = "writer";
    writeFileSync(file, JSON.stringify(state));
    const forged = await json("drill report act-usw2-2");
    assert.deepEqual([forged.exit, forged.data["chain"]], [1, "broken at 6"]);
  });

  it("tells a pulled lever and a rest of automation", async () => {
    const { run } = simulation();
    assert.equal((await run("lever set usw2")).exit, 0);
    assert.equal((await run("suppress usw2 --minutes 30")).exit, 0);
    const { exit, out } = await run("status");
    assert.equal(exit, 1);
    assert.match(out, /the lever of usw2 is pulled, and use2 is active/);
    assert.match(out, /automation of usw2 rests for another 30 min/);
    assert.equal((await run("lever clear usw2")).exit, 0);
    assert.match((await run("lever get usw2")).out, /the lever of usw2 is not pulled/);
  });

  it("comes back with 5 where no place answers", async () => {
    const { run } = simulation();
    await run("lever get use2 --lose use2");
    assert.equal((await run("status --lose usw2")).exit, 5);
    assert.equal((await run("lever get use2")).exit, 5);
  });

  it("refuses a state of another version, and begins anew when told to", async () => {
    const { run, file } = simulation();
    writeFileSync(file, "{}");
    const { exit, err } = await run("status");
    assert.deepEqual([exit, err.includes("--reset")], [2, true]);
    assert.equal((await run("status --reset")).exit, 0);
  });
});
