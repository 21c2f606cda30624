"use strict";

const { createRequire } = require("node:module");

/**
 * Two parts of the Pulumi SDK serve only programs that turn closures into Lambda code, and make up half of its load
 * time: the npm dependency walker, and the TypeScript compiler; a third drives the command line from a program. A pack never does that, so
 * each loads on its first use.
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

/** What the properties of a message were read as. */
const readings = new WeakMap();

/**
 * The policy SDK reads the properties of a message again for each rule. Rules of this pack change nothing of what they
 * are shown, so that one reading serves them all. An SDK that reads in another way is left alone.
 */
function readOnce() {
  const reader = require("@pulumi/policy/deserialize");
  const { deserializeProperties: read } = reader;
  if (typeof read !== "function") return;
  reader.deserializeProperties = (message, keepsSecrets) => {
    // What a remediation is shown, it changes.
    if (keepsSecrets !== false || typeof message !== "object" || message === null) return read(message, keepsSecrets);
    const known = readings.get(message) ?? read(message, keepsSecrets);
    readings.set(message, known);
    return known;
  };
}

/**
 * The policy SDK asks every rule about every resource, and each answer that a rule has no say is made, sent and read. Most rules
 * speak about a few types of many. This list of rules gives the SDK those that speak about the resource in question: it reads the
 * resource's type and goes through the rules in one breath. Whoever goes through the list otherwise gets all of them.
 */
function speakingRules(rules) {
  const { prototype } = require("@pulumi/pulumi/proto/analyzer_pb").AnalyzeRequest;
  const { getType } = prototype;
  const byType = new Map();
  let typeInQuestion;
  prototype.getType = function getTypeAndKeepIt() {
    typeInQuestion = getType.call(this);
    return typeInQuestion;
  };
  const about = (type) => {
    const speaking = byType.get(type) ?? rules.filter(({ types }) => types.includes(type) || types.includes("*"));
    byType.set(type, speaking);
    return speaking;
  };
  const list = [...rules];
  Object.defineProperty(list, Symbol.iterator, { value: () => {
    const type = typeInQuestion;
    typeInQuestion = undefined;
    return (type === undefined ? rules : about(type)).values();
  } });
  return list;
}

/** Properties of the first resource of a stack whose other resources are not shown again. */
const shown = new WeakSet();

/**
 * The policy SDK makes the resources of a stack anew for each rule about stacks, of which there are dozens. The rules of this pack share one
 * model of the stack, which the first of them makes: the others are shown the first resource alone, by which they find the model.
 *
 * @param {(props: object) => boolean} isKnown Whether there is a model of the stack that begins with the resource of these properties.
 */
function showStackOnce(isKnown) {
  const { prototype } = require("@pulumi/pulumi/proto/analyzer_pb").AnalyzeStackRequest;
  const { getResourcesList } = prototype;
  prototype.getResourcesList = function getResourcesListToShowOnce() {
    const list = [...getResourcesList.call(this)];
    const [first] = list;
    Object.defineProperty(list, Symbol.iterator, { value: () => {
      const props = first && readings.get(first.getProperties());
      if (props === undefined || !isKnown(props)) return Array.prototype.values.call(list);
      shown.add(props);
      return [first].values();
    } });
    return list;
  };
}

/** Whether the resource of these properties stands for the whole stack that begins with it. */
function standsForAll(props) {
  return shown.has(props);
}

module.exports = { loadOnFirstUse, readOnce, showStackOnce, speakingRules, standsForAll };
