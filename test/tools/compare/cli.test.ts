import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

const main = path.resolve(__dirname, "../../../tools/compare/main.js");

function compare(...words: readonly string[]): { readonly status: number | null; readonly out: string; readonly err: readonly string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { encoding: "utf8", timeout: 170_000 });
  return { status, out: stdout, err: stderr === "" ? [] : stderr.trimEnd().split("\n") };
}

interface Printed {
  readonly strategies: readonly { readonly strategy: string; readonly planned: boolean; readonly swap: { readonly creates: readonly unknown[]; readonly deletes: readonly unknown[]; readonly replaces: readonly unknown[] } }[];
}

describe("the command that compares", function () {
  this.timeout(180_000);

  it("plans all four strategies for dev: a swap creates and deletes under backup-restore alone, and replaces nothing", () => {
    const { status, out } = compare("--stack", "dev", "--json", "-");
    assert.equal(status, 0);
    const { strategies } = JSON.parse(out) as Printed;
    assert.deepEqual(strategies.map(({ strategy, planned, swap }) => [strategy, planned, swap.creates.length > 0, swap.deletes.length > 0, swap.replaces]), [
      ["active-active", true, false, false, []], ["warm-standby", true, false, false, []], ["pilot-light", true, false, false, []], ["backup-restore", true, true, true, []],
    ]);
  });

  it("ends with 2 where the command line or the settings are wrong", () => {
    assert.deepEqual(compare("--graph", "x"), { status: 2, out: "", err: ["there is no option --graph: want any of --stack, --set, --json, --dir"] });
    assert.deepEqual(compare("--set", "understudy:primary=nowhere"), { status: 2, out: "", err: [
      "understudy:primary is \"nowhere\", want one of use2, usw2, the keys of the places: change it in Pulumi.prod.yaml",
    ] });
  });
});
