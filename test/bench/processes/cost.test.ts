import assert from "node:assert/strict";
import { costOf } from "../../../bench/processes/cost";

const run = (script: string, accepted: readonly number[] = [0]) =>
  costOf({ file: process.execPath, args: ["-e", script], directory: __dirname, environment: process.env, accepted });

/** Holds more memory than a bare Node does, in a process of its own, for long enough to be seen. */
const hold = "const held = Buffer.alloc(150_000_000, 1); setTimeout(() => held.length, 400)";
const holdBelow = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(hold)}]); setTimeout(() => undefined, 400)`;

describe("bench/processes/cost", () => {
  it("lasts as long as the program does", async () => {
    const { ms } = await run("setTimeout(() => undefined, 300)");
    assert.ok(ms >= 300 && ms < 10_000, `${ms} ms`);
  });

  it("says how a program failed, with what it said", async () => {
    const script = "console.error('no such stack'); process.exit(2)";
    await assert.rejects(run(script, [0, 1]), { message: `${process.execPath} -e ${script} ended with 2, want 0 or 1:\nno such stack` });
  });

  it("takes an accepted exit code for an end like any other", async () => {
    assert.deepEqual(Object.keys(await run("process.exit(1)", [0, 1])), ["ms", "memory"]);
  });

  it("says that a program is not there", async () => {
    const command = { file: "/no/such/program", args: [], directory: __dirname, environment: {}, accepted: [0] };
    await assert.rejects(costOf(command), { message: "/no/such/program  ended with spawn /no/such/program ENOENT, want 0:\n" });
  });

  it("sees the memory of processes below the one that it started, where the system shows it", async function () {
    const { memory } = await run(holdBelow);
    if (memory === undefined) { this.skip(); return; }
    assert.ok(memory.largest > 150_000_000 && memory.largest < 400_000_000, `largest ${memory.largest}`);
    assert.ok(memory.sum > memory.largest, `sum ${memory.sum}`);
  });
});
