"use strict";
// Plain JavaScript, so that the process that runs the program starts before the rest is loaded.

const startedAt = performance.now();
require("../recorder/short-run.js");
const path = require("node:path");
const { endWell } = require("../launch.js");
const { startChild } = require("../recorder/start.js");

const argv = process.argv.slice(2);
const directory = path.resolve(__dirname, "../..");
const asked = !["--help", "-h"].some((flag) => argv.includes(flag)) && !argv.some((word) => word === "--graph" || word.startsWith("--graph="));
const program = asked ? startChild({ projectDir: directory }) : undefined;
process.on("exit", () => program?.kill("SIGKILL"));
endWell();

require("../recorder/loader.js");
require("./cli.ts").policy(argv, { directory, program, startedAt });
