import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

const main = path.resolve(__dirname, "../../../tools/rehearsal/main.js");

function rehearse(...words: readonly string[]): { readonly status: number | null; readonly out: string; readonly err: readonly string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { encoding: "utf8", timeout: 110_000 });
  return { status, out: stdout, err: stderr === "" ? [] : stderr.trimEnd().split("\n") };
}

interface Printed {
  readonly rehearsed: readonly { readonly scenario: string; readonly runs: number; readonly rto: { readonly p99: number } }[];
  readonly parameters: Readonly<Record<string, { readonly source: string }>>;
}

describe("the command that rehearses", function () {
  this.timeout(120_000);

  it("keeps prod's promise in every scenario", () => {
    const { status, out } = rehearse("--runs", "600", "--seed", "3");
    assert.equal(status, 0);
    assert.match(out, /30 min hold for clients .* in 99 of 100 runs of each of 11 scenarios\n/);
  });

  it("prints the same twice, whatever its threads make of their time", () => {
    // Enough for a second thread, and so for jobs that end in another order.
    const [one, two] = [rehearse("--runs", "100", "--seed", "3"), rehearse("--runs", "100", "--seed", "3")];
    assert.match(one.out, /of each of 11 scenarios\n/);
    assert.equal(one.out, two.out);
  });

  it("keeps dev's promise, and says what it counts on", () => {
    const { status, out } = rehearse("--stack", "dev", "--runs", "600", "--seed", "3");
    assert.equal(status, 0, out);
    assert.match(out, /30 min hold for clients .* in 99 of 100 runs of each of 10 scenarios\n/);
    assert.match(out, /capacity-shortage is not held against it: recovery\.countsOn says that the promise counts on tasks that Fargate launches, which AWS promises nobody\n/);
  });

  it("ends with 1 where the promise is broken, and says where", () => {
    const { status, out } = rehearse("--stack", "dev", "--scenario", "capacity-shortage", "--runs", "100", "--set", "understudy:recovery.countsOn=waiting");
    assert.equal(status, 1);
    assert.match(out, /✗ capacity-shortage: one run in a hundred has no end, over the 30 min that recovery.rtoMinutes promises/);
  });

  it("names the source of every figure that it takes for granted", () => {
    const { parameters } = JSON.parse(rehearse("--scenario", "false-alarm", "--runs", "1", "--json", "-").out) as Printed;
    assert.deepEqual(Object.values(parameters).filter(({ source }) => !/^(.+(Guide|assumed)|design|assumed)/.test(source)), []);
  });

  it("ends with 2 where settings cannot be rehearsed, or are wrong", () => {
    assert.deepEqual(rehearse("--set", "understudy:recovery.strategy=backup-restore", "--set", "understudy:recovery.rtoMinutes=3000"), { status: 2, out: "", err: [
      "recovery.strategy is backup-restore, under which a place is rebuilt by `pulumi up` and not activated: want another strategy to rehearse",
    ] });
    assert.equal(rehearse("--set", "understudy:primary=nowhere").status, 2);
  });
});
