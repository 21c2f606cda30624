"use strict";
// Plain JavaScript, so that the two slow processes, the program's and the policy pack's, start before the rest is loaded.

const startedAt = performance.now();
require("../recorder/short-run.js");
const { existsSync } = require("node:fs");
const path = require("node:path");
const { startPack } = require("./policy/start.js");
const { startChild } = require("../recorder/start.js");

const argv = process.argv.slice(2);
const directory = path.resolve(valueOf("--dir") ?? path.resolve(__dirname, "../.."));
const policies = path.join(directory, "policies");
const asked = !["--help", "-h"].some((flag) => argv.includes(flag));
const inProcess = (valueOf("--host") ?? "in-process") === "in-process";
const program = asked && inProcess && existsSync(directory) ? startChild({ projectDir: directory }) : undefined;
const checked = asked && !argv.includes("--no-policy") && existsSync(path.join(policies, "PulumiPolicy.yaml"));
const pack = checked ? startPack(policies, { project: path.basename(directory), stack: valueOf("--stack") ?? "prod" }) : undefined;
process.on("exit", () => {
  pack?.kill();
  program?.kill("SIGKILL");
});
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
// A fault of this tool must not be taken for a verdict of the rules, which is status 1.
process.once("uncaughtException", (error) => {
  console.error(error);
  process.exit(2);
});
// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit());

require("../recorder/loader.js");
const boot = { directory, pack, program, startedAt };
const subject = require("./begin.ts").begin(argv, boot);
if (subject !== undefined) require("./cli.ts").finish(subject, boot);

/** Value of an option, by a glance: the real reading comes later, and refuses what is wrong. */
function valueOf(option) {
  const index = argv.findIndex((word) => word === option || word.startsWith(`${option}=`));
  if (index < 0) return undefined;
  return argv[index] === option ? argv[index + 1] : argv[index].slice(option.length + 1);
}
