import Module, { createRequire } from "node:module";

/**
 * Takes away what the SDK does for every resource and no preview needs. It records the whole stack trace of every resource, and the start of
 * every promise: those traces, mapped to source lines, are the largest cost of a run. And it loads the TypeScript compiler at its start,
 * which it needs only to serialize functions into dynamic providers.
 */
export function quicken(from: string): void {
  Object.defineProperty(Error, "prepareStackTrace", { get: () => undefined, set: () => undefined });
  Object.defineProperty(Error, "stackTraceLimit", { get: () => 0, set: () => undefined });
  postpone("@pulumi/pulumi/typescript-shim", createRequire(from));
}

/** Puts a stand-in for a module into the cache, which loads it when a property of it is first used. */
function postpone(name: string, require: NodeJS.Require): void {
  const filename = require.resolve(name);
  const module = new Module(filename);
  const load = (): object => {
    if (require.cache[filename] === module) delete require.cache[filename];
    const loaded: unknown = require(name);
    return typeof loaded === "object" && loaded !== null ? loaded : {};
  };
  module.exports = new Proxy({}, {
    get: (_, key): unknown => Reflect.get(load(), key),
    has: (_, key) => Reflect.has(load(), key),
  });
  module.loaded = true;
  require.cache[filename] = module;
}
