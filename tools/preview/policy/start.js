"use strict";
// Plain JavaScript, so that the pack boots before anything that has to be compiled is loaded.

const { spawn } = require("node:child_process");
const path = require("node:path");

/**
 * Starts a policy pack as the engine does: through the SDK's own `run-policy-pack`. What it writes is collected from the
 * start, since Node drops the output and the end of a process that nobody listens to.
 *
 * @param {string} directory Folder of the pack.
 * @param {{ project: string, stack: string }} subject What the pack is asked about.
 */
function startPack(directory, { project, stack }) {
  const entry = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [directory] });
  // The address is where a pack would log to; with no engine there is nobody at it.
  const child = spawn(process.execPath, [entry, "127.0.0.1:0", "."], {
    cwd: directory,
    env: {
      ...process.env, PULUMI_NODEJS_PROJECT: project, PULUMI_NODEJS_STACK: stack, PULUMI_NODEJS_DRY_RUN: "true", PULUMI_CONFIG: "{}",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  let printed = "";
  const firstLine = new Promise((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      written += text;
      printed += text;
      if (printed.includes("\n")) resolve(printed.slice(0, printed.indexOf("\n")).trim());
    });
  });
  child.stderr.setEncoding("utf8").on("data", (text) => { written += text; });
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  return { firstLine, ended, written: () => written, kill: () => child.kill("SIGKILL") };
}

module.exports = { startPack };
