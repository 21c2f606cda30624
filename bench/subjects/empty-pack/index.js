"use strict";
// The pack without its decisions: what is left is the SDK's server, as the pack uses it.

const { loadOnFirstUse, readOnce } = require("../../../policies/sdk.js");

loadOnFirstUse("@npmcli/arborist", (load) => ({ __esModule: true, get Arborist() { return load().Arborist; } }));
loadOnFirstUse("typescript", (load) => new Proxy({}, { get: (_, member) => load()[member] }));
const { PolicyPack } = require("@pulumi/policy");
readOnce();
require("tsx/cjs");
const { rules } = require("../../../policies/pack.ts");

/** The same rule for the same types, which says nothing. */
function silenced({ validateStack, validateResource, remediateResource, ...rule }) {
  if (validateStack !== undefined) return { ...rule, validateStack: () => undefined };
  return { ...rule, validateResource: Object.assign(() => undefined, validateResource) };
}

new PolicyPack("empty-pack", { policies: rules.map(silenced) });
