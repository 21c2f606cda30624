import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { activationPlan, recoveryPlan } from "../../../protocol";
import { runbooks, unknownCommands } from "../../../tools/docs/runbooks";
import { parseLine } from "../../../tools/failover/line";

const root = path.resolve(__dirname, "../../..");
const textOf = (file: string): string => readFileSync(path.join(root, file), "utf8");

describe("runbooks", () => {
  it("are there for every day on which one is needed", () => {
    assert.deepEqual(Object.keys(runbooks).map((file) => path.basename(file, ".md")), ["failover", "failback", "drill", "split-brain", "lost-writes"]);
  });

  for (const file of ["failover", "failback", "drill"]) {
    it(`${file}.md tells every step of the plan: what it does, how to tell, what stopping costs, and where it leads`, () => {
      const text = textOf(`docs/runbooks/${file}.md`);
      for (const { step, does, worked, stopping, next } of activationPlan) {
        const row = text.split("\n").find((line) => line.startsWith(`| \`${step}\` |`));
        assert.ok(row !== undefined, step);
        for (const word of [does, worked, stopping, ...Object.keys(next)]) assert.ok(row.includes(word), `${step}: ${word}`);
      }
      const rows = text.split("\n").flatMap((line) => /^\| `([a-z-]+)` \|/.exec(line)?.[1] ?? []);
      assert.deepEqual(rows.filter((step) => ![...activationPlan, ...recoveryPlan].some((plan) => plan.step === step)), []);
    });
  }

  for (const file of ["failover", "split-brain", "lost-writes"]) {
    it(`${file}.md tells what waits for the lost place`, () => {
      for (const { does, worked, stopping } of recoveryPlan) for (const word of [does, worked, stopping]) assert.ok(textOf(`docs/runbooks/${file}.md`).includes(word), word);
    });
  }

  it("name commands that exist, with options that they take", () => {
    const known = { stacks: [], placesOf: () => ["here", "there"] };
    for (const file of Object.keys(runbooks)) {
      assert.deepEqual(unknownCommands(textOf(file)), [], file);
      for (const [, line = ""] of textOf(file).matchAll(/`npm run failover -- ([^`]+)`/g)) {
        if (line.startsWith("simulate")) continue;
        const words = line.replaceAll(/'[^']*'/g, "text").replaceAll(/<(standby|active|other)>/g, "here").replaceAll(/<seconds>/g, "30").replaceAll(/<[^>]+>/g, "act-here-2").split(" ");
        const parsed = parseLine(words, known);
        assert.deepEqual(parsed.kind === "refused" ? parsed.problems : [], [], line);
      }
    }
  });

  it("know a command that is none", () => {
    assert.deepEqual(unknownCommands("`npm run failover -- explode usw2`"), ["explode"]);
  });
});
