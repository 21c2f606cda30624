import Module from "node:module";

/**
 * Puts a stand-in for a module into the cache, which loads the module when something of it is first asked for. A module that is not installed, or
 * that is loaded already, is left alone.
 */
export function postpone(name: string, require: NodeJS.Require): void {
  const filename = fileOf(name, require);
  if (filename === undefined || require.cache[filename] !== undefined) return;
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

function fileOf(name: string, require: NodeJS.Require): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
