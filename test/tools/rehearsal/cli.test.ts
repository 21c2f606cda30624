import assert from "node:assert/strict";
import path from "node:path";
import { rehearse as command } from "../../../tools/rehearsal/cli";
import { ended, type Ended, spawned } from "../../support/command";

const root = path.resolve(__dirname, "../../..");

const rehearse = (...words: readonly string[]): Promise<Ended> => ended(() => command(words, root));

interface Printed {
  readonly rehearsed: readonly { readonly scenario: string; readonly runs: number; readonly rto: { readonly p99: number } }[];
  readonly parameters: Readonly<Record<string, { readonly source: string }>>;
}

describe("the command that rehearses", function () {
  this.timeout(120_000);

  /** As many runs as leave each of eleven scenarios thirty, the slowest of which must keep the promise: of fewer than a hundred, one in a hundred is the worst. */
  const runs = "330";

  it("keeps prod's promise in every scenario", async () => {
    const { status, out } = await rehearse("--runs", runs, "--seed", "3");
    assert.equal(status, 0);
    assert.match(out, /30 min hold for clients .* in 99 of 100 runs of each of 11 scenarios\n/);
  });

  it("prints the same twice, here and in a process of its own", async () => {
    const words = ["--runs", "44", "--seed", "3"], one = spawned(path.join(root, "tools/rehearsal/main.js"), words);
    assert.match(one.out, /of each of 11 scenarios\n/);
    assert.deepEqual(await rehearse(...words), one);
  });

  it("keeps dev's promise, and says what it counts on", async () => {
    const { status, out } = await rehearse("--stack", "dev", "--runs", runs, "--seed", "3");
    assert.equal(status, 0, out);
    assert.match(out, /30 min hold for clients .* in 99 of 100 runs of each of 10 scenarios\n/);
    assert.match(out, /capacity-shortage is not held against it: recovery\.countsOn says that the promise counts on tasks that Fargate launches, which AWS promises nobody\n/);
  });

  it("ends with 1 where the promise is broken, and says where", async () => {
    const { status, out } = await rehearse("--stack", "dev", "--scenario", "capacity-shortage", "--runs", "30", "--set", "understudy:recovery.countsOn=waiting");
    assert.equal(status, 1);
    assert.match(out, /✗ capacity-shortage: one run in a hundred has no end, over the 30 min that recovery.rtoMinutes promises/);
  });

  it("names the source of every figure that it takes for granted", async () => {
    const { parameters } = JSON.parse((await rehearse("--scenario", "false-alarm", "--runs", "1", "--json", "-")).out) as Printed;
    assert.deepEqual(Object.values(parameters).filter(({ source }) => !/^(.+(Guide|assumed)|design|assumed)/.test(source)), []);
  });

  it("ends with 2 where settings cannot be rehearsed, or are wrong", async () => {
    assert.deepEqual(await rehearse("--set", "understudy:recovery.strategy=backup-restore", "--set", "understudy:recovery.rtoMinutes=3000"), { status: 2, out: "", err:
      "recovery.strategy is backup-restore, under which a place is rebuilt by `pulumi up` and not activated: want another strategy to rehearse\n" });
    assert.equal((await rehearse("--set", "understudy:primary=nowhere")).status, 2);
  });
});
