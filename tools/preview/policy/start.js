"use strict";
// Plain JavaScript, so that the pack boots before anything that has to be compiled is loaded.

const { spawn } = require("node:child_process");
const path = require("node:path");

/**
 * Starts a policy pack as the engine does: through the SDK's own `run-policy-pack`. Nothing is read from it here.
 *
 * @param {string} directory Folder of the pack.
 * @param {{ project: string, stack: string }} subject What the pack is asked about.
 */
function startPack(directory, { project, stack }) {
  const entry = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [directory] });
  // The address is where a pack would log to; with no engine there is nobody at it.
  return spawn(process.execPath, [entry, "127.0.0.1:0", "."], {
    cwd: directory,
    env: {
      ...process.env, PULUMI_NODEJS_PROJECT: project, PULUMI_NODEJS_STACK: stack, PULUMI_NODEJS_DRY_RUN: "true", PULUMI_CONFIG: "{}",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

module.exports = { startPack };
