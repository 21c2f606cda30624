import Module, { createRequire } from "node:module";

/**
 * Takes away what the SDK does and no preview needs. It keeps the whole stack trace of every resource, and the start of every promise: those
 * traces, mapped to source lines, are the largest cost of a run. And it loads, at its start, the TypeScript compiler and npm's resolver of
 * dependencies, which it needs only to serialize functions into dynamic providers.
 */
export function quicken(from: string): void {
  Object.defineProperty(Error, "prepareStackTrace", { get: () => undefined, set: () => undefined });
  Object.defineProperty(Error, "stackTraceLimit", { get: () => 0, set: () => undefined });
  const fromProgram = createRequire(from);
  postpone("@pulumi/pulumi/typescript-shim", fromProgram);
  postpone("@npmcli/arborist", createRequire(fromProgram.resolve("@pulumi/pulumi")));
}

/** Puts a stand-in for a module into the cache, which loads the module when something of it is first asked for. */
function postpone(name: string, require: NodeJS.Require): void {
  const filename = require.resolve(name);
  const module = new Module(filename);
  const load = (): object => {
    if (require.cache[filename] === module) Reflect.deleteProperty(require.cache, filename);
    const loaded: unknown = require(name);
    return isHolder(loaded) ? loaded : {};
  };
  module.exports = new Proxy({}, { get: (_, key): unknown => key === "__esModule" || Reflect.get(load(), key), has: (_, key) => Reflect.has(load(), key) });
  module.loaded = true;
  require.cache[filename] = module;
}

function isHolder(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
