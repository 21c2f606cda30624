import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeWhole } from "../../../tools/preview/files";
import { parseOptions } from "../../../tools/preview/options";

const choices = "--stack, --json, --diff, --set, --no-policy, --quiet, --host, --dir";

describe("the command line", () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), "preview-"));
    for (const stack of ["dev", "prod"]) writeFileSync(join(directory, `Pulumi.${stack}.yaml`), "config: {}\n");
  });
  after(() => { rmSync(directory, { recursive: true }); });

  it("means prod with policies where nothing is said", () => {
    assert.deepEqual(parseOptions([], directory), { kind: "options", options: {
      stack: "prod", json: undefined, diff: undefined, set: [], policy: true, quiet: false, host: "in-process",
    } });
  });

  it("takes every option", () => {
    const file = join(directory, "Pulumi.dev.yaml");
    const words = ["--stack", "dev", "--json", "-", "--diff", file, "--set", "a:b=1", "a:c.d=2", "--set", "a:e=3", "--no-policy", "--quiet", "--host", "grpc"];
    assert.deepEqual(parseOptions(words, directory), { kind: "options", options: {
      stack: "dev", json: "-", diff: file, set: ["a:b=1", "a:c.d=2", "a:e=3"], policy: false, quiet: true, host: "grpc",
    } });
  });

  it("refuses all that is wrong at once, and names the choices", () => {
    const words = ["now", "--stack", "test", "--jsn", "x", "--diff", "/nowhere/prod.json", "--json", "/nowhere/out.json", "--host", "wasm"];
    const parsed = parseOptions(words, directory);
    assert.deepEqual(parsed.kind === "refused" && parsed.problems, [
      `there is no option now: want any of ${choices}`,
      `there is no option --jsn: want any of ${choices}`,
      "there is no host wasm: want one of in-process, grpc",
      "there is no stack test: want one of dev, prod",
      "--diff /nowhere/prod.json is no file that can be read: want an earlier --json file or a `pulumi stack export`",
      "--json /nowhere/out.json cannot be written: there is no folder /nowhere",
    ]);
  });

  it("refuses a folder that holds no project", () => {
    const parsed = parseOptions([], "/nowhere");
    assert.deepEqual(parsed.kind === "refused" && parsed.problems, ["/nowhere holds no stack: want the folder of a project, with a Pulumi.prod.yaml"]);
  });

  it("refuses an option without its value", () => {
    assert.deepEqual(parseOptions(["--stack"], directory), { kind: "refused", problems: ["option '--stack <name>' argument missing"] });
  });

  it("explains itself, with the stacks that there are and what the exit status means", () => {
    const help = parseOptions(["--help"], directory);
    assert.equal(help.kind, "help");
    const lines = help.kind === "help" ? help.text.split("\n") : [];
    assert.deepEqual(lines.filter((line) => /^Usage|^ {2}(--stack|\d)/.test(line)), [
      "Usage: npm run preview -- [options]",
      '  --stack <name>        the stack to plan: dev or prod (default: "prod")',
      "  0  the rules are kept",
      "  1  a mandatory rule objects or could not decide, or a place needs the other",
      "  2  bad input: options, settings, a file, or the program itself",
    ]);
  });

  it("writes a file whole, and leaves nothing beside it", () => {
    writeWhole(join(directory, "out.json"), "{}");
    assert.deepEqual([readFileSync(join(directory, "out.json"), "utf8"), readdirSync(directory).sort()], ["{}", ["Pulumi.dev.yaml", "Pulumi.prod.yaml", "out.json"]]);
  });
});
