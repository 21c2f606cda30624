"use strict";
// Plain JavaScript, so that the two slow processes, the program's and the policy pack's, start before the rest is loaded.

const startedAt = performance.now();
require("../recorder/short-run.js");
const { existsSync } = require("node:fs");
const path = require("node:path");
const { endWell, glance } = require("../launch.js");
const { startPack } = require("./policy/start.js");
const { startChild } = require("../recorder/start.js");

const argv = process.argv.slice(2);
const directory = path.resolve(glance(argv, "--dir") ?? path.resolve(__dirname, "../.."));
const policies = path.join(directory, "policies");
const asked = !["--help", "-h"].some((flag) => argv.includes(flag));
const inProcess = (glance(argv, "--host") ?? "in-process") === "in-process";
const program = asked && inProcess && existsSync(directory) ? startChild({ projectDir: directory }) : undefined;
const checked = asked && !argv.includes("--no-policy") && existsSync(path.join(policies, "PulumiPolicy.yaml"));
const pack = checked ? startPack(policies, { project: path.basename(directory), stack: glance(argv, "--stack") ?? "prod" }) : undefined;
process.on("exit", () => {
  pack?.kill();
  program?.kill("SIGKILL");
});
endWell();

require("../recorder/loader.js");
// Messages in fifty languages.
require("../recorder/postpone.ts").postpone("zod/v4/locales", require);
const boot = { directory, pack, program, startedAt };
const subject = require("./begin.ts").begin(argv, boot);
if (subject !== undefined) require("./cli.ts").finish(subject, boot);
