"use strict";

const { createRequire } = require("node:module");

/**
 * Two parts of the Pulumi SDK serve only programs that turn closures into Lambda code, and make up half of its load
 * time: the npm dependency walker, and the TypeScript compiler. A pack never does that, so each loads on its first use.
 * A part that is loaded already, or that a later SDK does without, is left alone.
 */
function loadOnFirstUse(id, standIn) {
  const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi"));
  let file;
  try {
    file = requireFromSdk.resolve(id);
  } catch {
    return;
  }
  if (require.cache[file] !== undefined) return;
  let real;
  const load = () => {
    if (real === undefined) {
      delete require.cache[file];
      real = requireFromSdk(file);
    }
    return real;
  };
  require.cache[file] = { id: file, filename: file, loaded: true, children: [], paths: [], exports: standIn(load) };
}

/**
 * The policy SDK reads the properties of a message again for each rule. Rules of this pack change nothing of what they
 * are shown, so that one reading serves them all. An SDK that reads in another way is left alone.
 */
function readOnce() {
  const reader = require("@pulumi/policy/deserialize");
  const { deserializeProperties: read } = reader;
  if (typeof read !== "function") return;
  const readings = new WeakMap();
  reader.deserializeProperties = (message, keepsSecrets) => {
    // What a remediation is shown, it changes.
    if (keepsSecrets !== false || typeof message !== "object" || message === null) return read(message, keepsSecrets);
    const known = readings.get(message) ?? read(message, keepsSecrets);
    readings.set(message, known);
    return known;
  };
}

module.exports = { loadOnFirstUse, readOnce };
