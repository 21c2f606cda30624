"use strict";
// Plain JavaScript, so that the process that will run the program starts loading before anything else is compiled.

const { spawn } = require("node:child_process");
const path = require("node:path");

/** Credentials that no preview needs, and that a program under preview is not given. */
const withheld = /^(AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|CONTAINER_.*)|PULUMI_ACCESS_TOKEN)$/;

/** Module to preload, so that a process can load TypeScript. */
const loader = path.join(__dirname, "loader.js");

/** Module to preload, so that a process spends its short life on its work. */
const shortRun = path.join(__dirname, "short-run.js");

/** Room for what is made and dropped at once, from the start: V8 begins with a sixteenth of it, and collects garbage at every step up. */
const room = ["--min-semi-space-size=16", "--max-semi-space-size=32"];

/** This process's environment without credentials, and with what is added. */
function environmentOf({ env = {} }) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([key]) => !withheld.test(key)));
  return { ...inherited, AWS_EC2_METADATA_DISABLED: "true", ...env };
}

/**
 * Starts the process that will run a program beside its recorder. It loads what every program needs, then waits for a message that says
 * what to run. `traces` asks for whole stack traces with mapped lines, which cost as much time as all the rest.
 */
function startChild({ projectDir, env = {}, traces = false }) {
  // One collector thread costs no time here, and spares a machine that runs policy packs beside this.
  const flags = [...room, "--single-threaded-gc", ...(traces ? ["--enable-source-maps"] : [])];
  return spawn(process.execPath, [...flags, "-r", shortRun, "-r", loader, path.join(__dirname, "program.ts")], {
    cwd: projectDir,
    env: { ...environmentOf({ env }), RECORDER_TRACES: traces ? "true" : "false" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    serialization: "advanced",
  });
}

module.exports = { environmentOf, loader, room, shortRun, startChild };
