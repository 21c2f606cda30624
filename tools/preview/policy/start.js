"use strict";
// Plain JavaScript, so that the pack boots before anything that has to be compiled is loaded.

const { spawn } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { loader, room, shortRun } = require("../../recorder/start.js");

/**
 * What serves a pack. A pack whose entry is plain JavaScript serves itself as soon as it is loaded; any other needs the SDK's own
 * `run-policy-pack`, as the engine uses it, which loads the TypeScript compiler first.
 */
function serverOf(directory) {
  const { main = "index.js", type } = JSON.parse(readFileSync(path.join(directory, "package.json"), "utf8"));
  const entry = path.resolve(directory, main);
  if (type !== "module" && entry.endsWith(".js") && existsSync(entry)) return ["-r", loader, entry];
  // The address is where a pack would log to; with no engine there is nobody at it.
  return [require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [directory] }), "127.0.0.1:0", "."];
}

/**
 * Starts a policy pack. What it writes is collected from the start, since Node drops the output and the end of a process that
 * nobody listens to.
 *
 * @param {string} directory Folder of the pack.
 * @param {{ project: string, stack: string }} subject What the pack is asked about.
 */
function startPack(directory, { project, stack }) {
  const child = spawn(process.execPath, [...room, "-r", shortRun, ...serverOf(directory)], {
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
