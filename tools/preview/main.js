"use strict";
// Plain JavaScript, so that the policy pack, which takes longest to start, boots while the rest is still being loaded.

const startedAt = performance.now();
const { existsSync } = require("node:fs");
const path = require("node:path");
const { startPack } = require("./policy/start.js");

const argv = process.argv.slice(2);
const directory = path.resolve(valueOf("--dir") ?? path.resolve(__dirname, "../.."));
const policies = path.join(directory, "policies");
const wanted = !["--no-policy", "--help", "-h"].some((flag) => argv.includes(flag)) && existsSync(path.join(policies, "PulumiPolicy.yaml"));
const pack = wanted ? startPack(policies, { project: path.basename(directory), stack: valueOf("--stack") ?? "prod" }) : undefined;
process.on("exit", () => pack?.kill());
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

require("tsx/cjs");
require("./cli.ts").main(argv, { directory, pack, startedAt });

/** Value of an option, by a glance: the real reading comes later, and refuses what is wrong. */
function valueOf(option) {
  const index = argv.findIndex((word) => word === option || word.startsWith(`${option}=`));
  if (index < 0) return undefined;
  return argv[index] === option ? argv[index + 1] : argv[index].slice(option.length + 1);
}
