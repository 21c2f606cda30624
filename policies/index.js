"use strict";
// Entry of the pack: plain JavaScript, so that nothing has to be built before `pulumi up --policy-pack policies`.

const { loadOnFirstUse, readOnce } = require("./sdk.js");
const { readPlainly } = require("./wire.js");

loadOnFirstUse("@npmcli/arborist", (load) => ({ __esModule: true, get Arborist() { return load().Arborist; } }));
loadOnFirstUse("./automation", (load) => new Proxy({}, { get: (_, member) => member === "__esModule" || load()[member] }));
loadOnFirstUse("typescript", (load) => new Proxy({}, { get: (_, member) => load()[member] }));

// The SDK before the loader, which slows down the lookup of every module that follows.
require("@pulumi/policy");
readOnce();
readPlainly();
// Strips types without checking them, and caches the result on disk: milliseconds, where ts-node's check takes seconds. Whoever loads the pack
// may bring something that does as much, and says so; the engine's own runner brings ts-node, which would check.
if (require.extensions[".ts"]?.stripsTypes !== true) require("tsx/cjs");
require("./pack-entry.ts");
