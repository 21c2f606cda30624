"use strict";
// Loads TypeScript into a program's process: types are taken away, nothing else. Unlike general loaders it leaves plain JavaScript, which is
// nearly all that a program loads, to Node, and keeps what it made in a cache.

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const cacheDir = path.join(__dirname, "../../node_modules/.cache/recorder");
const traces = process.env.RECORDER_TRACES === "true";
const options = {
  jsc: { parser: { syntax: "typescript", decorators: true }, target: "es2022", keepClassNames: true },
  module: { type: "commonjs" },
  sourceMaps: traces,
};
const version = createHash("sha1").update(fs.readFileSync(__filename)).digest("hex");

// Node 22 can keep what it compiled; Node 20 cannot.
Module.enableCompileCache?.(path.join(cacheDir, "compiled"));

Module._extensions[".ts"] = (module, filename) => {
  module._compile(cached(fs.readFileSync(filename, "utf8"), filename), filename);
};
// A policy pack need not bring a loader of its own then.
Module._extensions[".ts"].stripsTypes = true;

function cached(source, filename) {
  const file = path.join(cacheDir, `${createHash("sha1").update(`${version}\0${traces}\0${filename}\0${source}`).digest("hex")}.js`);
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    const code = compile(source, filename);
    keep(file, code);
    return code;
  }
}

function compile(source, filename) {
  const { code, map } = require("@swc/core").transformSync(source, { ...options, filename, configFile: false, swcrc: false });
  if (map === undefined) return code;
  // Without names in the map, a stack trace calls a function by its own name and not by what stands in its line.
  const mapped = Buffer.from(JSON.stringify({ ...JSON.parse(map), names: [] })).toString("base64");
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${mapped}`;
}

/** Without a place to write, a run is slower and nothing else. */
function keep(file, code) {
  try {
    fs.mkdirSync(cacheDir, { recursive: true });
    fs.writeFileSync(`${file}.${process.pid}`, code);
    fs.renameSync(`${file}.${process.pid}`, file);
  } catch {
    return;
  }
}
