import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundleCommand } from "../../../tools/failover/bundle";

describe("the failover command as one file", function () {
  this.timeout(60_000);

  it("runs with Node alone, in an empty folder, to the commit", () => {
    const [kept, empty] = [mkdtempSync(path.join(tmpdir(), "bundle-")), mkdtempSync(path.join(tmpdir(), "empty-"))];
    const file = path.join(kept, "failover.js");
    bundleCommand(file);
    const run = (line: string) => spawnSync(process.execPath, [file, ...line.split(" ")], { cwd: empty, encoding: "utf8", env: { PATH: "" } });
    const moved = run("activate usw2 --mode failover --simulated --json --speed 999999");
    assert.deepEqual([moved.status, moved.stderr], [0, ""]);
    const { status, steps } = JSON.parse(moved.stdout) as { status: string; steps: { step: string }[] };
    assert.deepEqual([status, steps.at(-1)?.step], ["succeeded", "commit"]);
    assert.match(run("status --simulated").stdout, /active {3}usw2, epoch 2/);
    assert.deepEqual([run("verify --simulated").status, run("simulate").status, run("status --help").status], [2, 2, 0]);
    assert.deepEqual(readdirSync(empty), [".cache"]);
  });

  it("ends well when nobody reads on, and with a status of its own after a fault", async () => {
    const kept = mkdtempSync(path.join(tmpdir(), "bundle-"));
    const [file, faulty] = [path.join(kept, "failover.js"), path.join(kept, "faulty.js")];
    bundleCommand(file);
    const unread = spawn(process.execPath, [file, "status", "--help"], { cwd: kept, env: { PATH: "" }, stdio: ["ignore", "pipe", "inherit"] });
    unread.stdout.destroy();
    assert.deepEqual(await once(unread, "exit"), [0, null]);
    writeFileSync(faulty, 'setTimeout(() => { throw new Error("a fault"); }, 0);');
    const line = ["--require", faulty, file, "activate", "usw2", "--mode", "failover", "--simulated", "--speed", "1"];
    const { status, stderr } = spawnSync(process.execPath, line, { cwd: kept, encoding: "utf8", env: { PATH: "" } });
    assert.deepEqual([status, /Error: a fault/.test(stderr)], [70, true]);
  });
});
