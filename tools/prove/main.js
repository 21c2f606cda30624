"use strict";
// Plain JavaScript, so that the process that runs the program starts before the rest is loaded.

const startedAt = performance.now();
require("../recorder/short-run.js");
const { existsSync } = require("node:fs");
const path = require("node:path");
const { endWell, glance } = require("../launch.js");
const { startChild } = require("../recorder/start.js");

const argv = process.argv.slice(2);
const directory = path.resolve(glance(argv, "--dir") ?? path.resolve(__dirname, "../.."));
const asked = !["--help", "-h"].some((flag) => argv.includes(flag)) && glance(argv, "--graph") === undefined;
const program = asked && existsSync(directory) ? startChild({ projectDir: directory }) : undefined;
process.on("exit", () => program?.kill("SIGKILL"));
endWell();

require("../recorder/loader.js");
require("./cli.ts").prove(argv, { directory, program, startedAt });
