import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { activationPlan } from "../../../protocol";
import { mutants } from "../../../tools/soak/mutants";
import { parseOptions } from "../../../tools/soak/options";
import { faultLines } from "../../../tools/soak/report";
import { soak } from "../../../tools/soak/soak";

const seed = 1, runs = 1000;
/** One whose first schedules hold what each mutant fails at. */
const telling = 25;
const main = path.resolve(__dirname, "../../../tools/soak/main.js");

describe("the protocol in random schedules", function () {
  this.timeout(120_000);

  it("keeps every promise in a thousand of them, and users can be served after each", async () => {
    const before = process.cpuUsage();
    const { fault, coverage, runs: ran } = await soak({ seed, runs });
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(`  soak: ${String(ran)} schedules, ${String(coverage.states.size)} states, ${((user + system) / 1e6).toFixed(1)} s of processor time\n`);
    assert.equal(fault, undefined, fault === undefined ? "" : faultLines(fault).join("\n"));
    assert.equal(coverage.states.size > 1000, true, "far fewer states than there were: something cannot happen any more");
    const steps = new Set(Object.keys(coverage.ends).map((end) => end.split(":")[0]));
    assert.deepEqual(activationPlan.map(({ step }) => step).filter((step) => !steps.has(step)), []);
    assert.deepEqual(Object.keys(coverage.moves).sort(), [
      "a call is lost", "approve", "clear", "crash", "declare", "decline", "deploy", "evidenceStore answers", "evidenceStore is silent", "go on", "go on together", "is cut off",
      "is gone", "is grey", "is well", "leverStore answers", "leverStore is silent", "start", "strays arrive", "sync-config", "tables catch up", "tables lag", "time passes",
    ]);
  });

  for (const { design, breaks } of mutants) {
    it(`finds out, within as many: ${design.name}`, async () => {
      const { fault, runs: ran } = await soak({ seed: telling, runs, shrinks: false }, design);
      process.stdout.write(`  soak: ${fault?.what ?? "nothing"}, in schedule ${String(ran)}\n`);
      assert.match(fault?.what ?? "", breaks);
    });
  }

  it("makes a schedule that fails small, and tells what runs it again", async () => {
    const mutant = mutants.find(({ design: { name } }) => name === "a new run does not look whether it was done already") ?? assert.fail();
    const { fault = assert.fail() } = await soak({ seed, runs: 100 }, mutant.design);
    assert.equal(fault.moves.length <= 6, true, fault.moves.join("\n"));
    const again = await soak({ seed: fault.seed, runs: 1, path: fault.path, replay: fault.replay }, mutant.design);
    assert.deepEqual([again.fault?.what, again.fault?.moves], [fault.what, fault.moves]);
    const line = faultLines(fault).at(-1) ?? "", words = [...line.slice(line.indexOf("-- ") + 3).matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
    const parsed = parseOptions(words);
    assert.deepEqual(parsed.kind === "options" && [parsed.options.seed, parsed.options.path, parsed.options.replay], [fault.seed, fault.path, fault.replay]);
  });
});

describe("the command that soaks", function () {
  this.timeout(60_000);

  it("ends with 0 where every promise is kept, and says what was run", () => {
    const { status, stdout } = spawnSync(process.execPath, [main, "--runs", "20", "--json"], { encoding: "utf8" });
    const { runs: ran, moves, ends, fault } = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual([status, ran, fault, typeof moves, typeof ends], [0, 20, undefined, "object", "object"]);
  });

  it("refuses what it cannot run, all at once", () => {
    const refused = (...words: string[]) => { const parsed = parseOptions(words); return parsed.kind === "refused" ? parsed.problems : []; };
    assert.deepEqual(refused("--runs", "0", "--seed", "x", "--path", "a", "--mutants", "--slow"), [
      "there is no option --slow: want any of --runs, --seed, --path, --replay, --mutants, --json", "--runs is 0, want a whole number from 1 to 100000000",
      "--seed is x, want a whole number from -2147483648 to 2147483647", "--path is a: want numbers with colons between, as a fault tells them",
      "--path runs one schedule of the design: leave --mutants out",
    ]);
    assert.deepEqual(refused("--replay", "AB"), ["--replay goes with --path: give both, as a fault tells them"]);
  });
});
