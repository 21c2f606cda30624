import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commands } from "../../../tools/failover/commands";
import { ran, root } from "./run";

describe("the failover command's line", () => {
  it("has every command that the runbooks name, each with help, examples and exit codes", async () => {
    assert.deepEqual(commands.map(({ name }) => name).slice(0, 12),
      ["status", "preflight", "activate", "approve", "decline", "resume", "abort", "drill", "failback", "sync-config", "verify", "lever"]);
    for (const { name, acts, examples } of commands) {
      const { exit, out } = await ran([name, "--help"]);
      assert.equal(exit, 0);
      for (const word of [`npm run failover -- ${name}`, "--json", "Exit codes:", ...examples, ...(acts ? ["--dry-run"] : [])]) assert.ok(out.includes(word), `${name}: ${word}`);
      assert.equal(out.includes("--dry-run              say") || out.includes("--dry-run  "), acts, name);
    }
  });

  it("lists its commands when none is named", async () => {
    const { exit, out } = await ran([]);
    assert.equal(exit, 0);
    for (const { name } of commands) assert.match(out, new RegExp(`^  ${name} `, "m"));
  });

  it("refuses all that is wrong at once, in a sentence each, before anything is looked at", async () => {
    const { exit, err, out } = await ran(["activate", "use9", "more", "--mode", "swap", "--bogus", "--accept-data-loss", "lots", "--alone"]);
    assert.deepEqual([exit, out], [2, ""]);
    assert.deepEqual(err.trim().split("\n").map((line) => line.split(":")[0]), [
      "activate has no option --bogus", "activate use9", "activate takes no more", "--mode is \"swap\"", "--accept-data-loss is \"lots\"", "--alone is for simulations",
    ]);
  });

  for (const [line, problem] of [
    ["fly", "there is no command fly: want one of status"],
    ["activate usw2", "--mode is missing: want one of switchover, failover, detach, drill"],
    ["activate --mode failover", "activate lacks its <place>: want use2 or usw2"],
    ["activate usw2 --mode detach --simulated", "--mode detach splits the database for good: want --accept-split-brain with the reason"],
    ["activate usw2 --mode failover --accept-split-brain x --simulated", "--accept-split-brain is half an approval: want --accept-data-loss with it"],
    ["approve act-usw2-2", "--accept-data-loss is missing: want <seconds>"],
    ["lever pull usw2", "lever pull: want get or set or clear"],
    ["status --stack staging", "there is no stack staging: want one of dev, prod"],
    ["activate usw2 --mode failover --simulated --reset --dry-run", "--reset changes the simulation: want it without --dry-run"],
  ] as const) {
    it(`refuses \`${line}\``, async () => {
      const { exit, err } = await ran(line.split(" "));
      assert.deepEqual([exit, err.startsWith(problem)], [2, true], err);
    });
  }

  it("takes the places of the facts that it works with, in a folder without settings as in one with others", async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "facts-")), "facts.json");
    const places = [{ key: "euw1", region: "eu-west-1" }, { key: "euc1", region: "eu-central-1" }];
    writeFileSync(file, JSON.stringify({ project: "shop", stack: "prod", account: "123456789012", policy: { decision: "operator", approvers: 1 }, places }));
    for (const folder of [root, path.dirname(file)]) {
      const { exit, err } = await ran(["lever", "get", "usw2", "--facts", file], folder);
      assert.deepEqual([exit, err], [2, "lever usw2: want euw1 or euc1\n"]);
      assert.equal((await ran(["lever", "pull", "euc1", "--facts", file], folder)).err, "lever pull: want get or set or clear\n");
    }
  });

  it("names no place that nothing tells of", async () => {
    const nowhere = mkdtempSync(path.join(tmpdir(), "nowhere-"));
    assert.match((await ran(["lever", "get", "euc1"], nowhere)).err, /^there is neither facts\.json beside this program nor Pulumi\.prod\.yaml here/);
    assert.equal((await ran(["activate", "--mode", "failover"], nowhere)).err, "activate lacks its <place>: want the key of a place\n");
  });

  it("needs no folder of a program for a simulation", async () => {
    const { exit, out } = await ran(["status", "--simulated"], mkdtempSync(path.join(tmpdir(), "nowhere-")));
    assert.deepEqual([exit, /active {3}use2, epoch 1/.test(out)], [0, true]);
  });
});
