import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compare as command } from "../../../tools/compare/cli";
import { comparisonOf } from "../../../tools/compare/plan";
import { readConfig } from "../../../tools/recorder";
import { ended, linesOf, spawned } from "../../support/command";
import { recordedFor } from "../../support/stacks";

const root = path.resolve(__dirname, "../../..");

interface Printed {
  readonly strategies: readonly { readonly strategy: string; readonly planned: boolean; readonly swap: Readonly<Record<"creates" | "deletes" | "replaces" | "updates", readonly unknown[]>> }[];
}

describe("the four strategies", function () {
  this.timeout(180_000);

  it("can all be planned for dev: a swap creates and deletes under backup-restore alone, and replaces nothing", async () => {
    const source = readConfig({ projectDir: root, stack: "dev" });
    const { columns } = await comparisonOf(source, {
      directory: root, hear: () => undefined, graphOf: async (config) => (await recordedFor({ ...source, organization: "organization", config })).graph,
    });
    assert.deepEqual(columns.map((column) => [column.variant.strategy, ...(column.kind === "planned" ? [column.swap.creates.length > 0, column.swap.deletes.length > 0, column.swap.replaces] : [])]), [
      ["active-active", false, false, []], ["warm-standby", false, false, []], ["pilot-light", false, false, []], ["backup-restore", true, true, []],
    ]);
  });
});

/** A program that stands for the platform: of each place one topic, in the primary alone under backup-restore. By its type, so that no provider's package is loaded. */
const program = `
import { Config, CustomResource, ProviderResource } from "@pulumi/pulumi";
const config = new Config("understudy");
const { strategy } = config.requireObject("recovery");
for (const { key, region } of config.requireObject("places")) {
  const provider = new ProviderResource("aws", key, { region });
  if (strategy !== "backup-restore" || key === config.require("primary")) new CustomResource("aws:sns/topic:Topic", key + "-topic", {}, { provider });
}
`;

describe("the command that compares", function () {
  this.timeout(180_000);
  let directory: string;
  before(() => {
    directory = mkdtempSync(path.join(tmpdir(), "compare-"));
    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml"]) copyFileSync(path.join(root, file), path.join(directory, file));
    writeFileSync(path.join(directory, "index.ts"), program);
    symlinkSync(path.join(root, "node_modules"), path.join(directory, "node_modules"));
  });
  after(() => { rmSync(directory, { recursive: true }); });

  it("runs the program under every strategy in both roles, and prints what a swap does to it", () => {
    const { status, out } = spawned(path.join(root, "tools/compare/main.js"), ["--dir", directory, "--stack", "dev", "--json", "-"]);
    assert.equal(status, 0);
    const { strategies } = JSON.parse(out) as Printed;
    const still = { creates: [], deletes: [], replaces: [], updates: [] };
    const moved = { ...still, creates: [{ name: "usw2-topic", resources: 1 }], deletes: [{ name: "use2-topic", resources: 1 }] };
    assert.deepEqual(strategies.map(({ strategy, planned, swap: { creates, deletes, replaces, updates } }) => [strategy, planned, { creates, deletes, replaces, updates }]), [
      ["active-active", true, still], ["warm-standby", true, still], ["pilot-light", true, still], ["backup-restore", true, moved],
    ]);
  });

  it("ends with 2 where the command line or the settings are wrong", async () => {
    const compare = async (...words: readonly string[]): Promise<object> => {
      const { status, out, err } = await ended(() => command(words, { directory: root, startedAt: performance.now() }));
      return { status, out, err: linesOf(err) };
    };
    assert.deepEqual(await compare("--graph", "x"), { status: 2, out: "", err: ["there is no option --graph: want any of --stack, --set, --json, --dir"] });
    assert.deepEqual(await compare("--set", "understudy:primary=nowhere"), { status: 2, out: "", err: [
      "understudy:primary is \"nowhere\", want one of use2, usw2, the keys of the places: change it in Pulumi.prod.yaml",
    ] });
  });
});
