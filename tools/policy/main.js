"use strict";
// Plain JavaScript, so that the process that runs the program starts before the rest is loaded.

const startedAt = performance.now();
require("../recorder/short-run.js");
const path = require("node:path");
const { startChild } = require("../recorder/start.js");

const argv = process.argv.slice(2);
const directory = path.resolve(__dirname, "../..");
const asked = !["--help", "-h"].some((flag) => argv.includes(flag)) && !argv.some((word) => word === "--graph" || word.startsWith("--graph="));
const program = asked ? startChild({ projectDir: directory }) : undefined;
process.on("exit", () => program?.kill("SIGKILL"));
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
// A fault of this tool must not be taken for a verdict, which is status 1.
process.once("uncaughtException", (error) => {
  console.error(error);
  process.exit(2);
});
// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit());

require("tsx/cjs");
require("./cli.ts").policy(argv, { directory, program, startedAt });
