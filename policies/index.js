"use strict";
// Entry of the pack: plain JavaScript, so that nothing has to be built before `pulumi up --policy-pack policies`.

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

loadOnFirstUse("@npmcli/arborist", (load) => ({ __esModule: true, get Arborist() { return load().Arborist; } }));
loadOnFirstUse("typescript", (load) => new Proxy({}, { get: (_, member) => load()[member] }));

// The SDK before the loader, which slows down the lookup of every module that follows.
require("@pulumi/policy");
// Strips types without checking them, and caches the result on disk: milliseconds, where ts-node's check takes seconds.
require("tsx/cjs");
require("./pack-entry.ts");
