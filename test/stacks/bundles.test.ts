import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FunctionCode } from "../../components/core/lambda";
import { bundleCode, bundleOf } from "../../stacks/bundles";

// The SDK tells every process of an older Node that it will move on; the functions run on the newest.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const greet = 'import { Client } from "pg";\nexport const handler = (whom: string): string => `Hello, ${whom}, ${typeof Client}`;\n';
const part = 'import { word } from "../shared/word";\nexport const handler = (): string => word;\n';

const bundleFunctions = (root?: string) => bundleCode(root).functions;

/** The one file that a function's archive is made from. */
async function fileOf({ archive }: FunctionCode): Promise<string> {
  const { assets } = archive as unknown as { assets: Promise<Record<string, { path: Promise<string> }>> };
  const entries = Object.entries(await assets);
  assert.deepEqual(entries.map(([name]) => name), ["index.js"]);
  return entries[0]?.[1].path ?? "";
}

describe("bundles", () => {
  let folders: string[] = [];
  afterEach(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    folders = [];
  });

  /** A root with functions of its own and the project's packages. */
  function root(files: Record<string, string>, below = "."): string {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "bundles-")));
    folders.push(folder);
    const made = path.join(folder, below);
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(made, file)), { recursive: true });
      writeFileSync(path.join(made, file), text);
    }
    symlinkSync(path.resolve(__dirname, "../../node_modules"), path.join(made, "node_modules"));
    return made;
  }

  const greeting = (folder: string): Promise<string> => fileOf(bundleOf(bundleFunctions(folder), "greet"));

  it("makes one file that stands alone of each function, and takes no other folder for a function", async () => {
    const folder = root({ "functions/greet/handler.ts": greet, "functions/part/handler.ts": part, "functions/shared/word.ts": 'export const word = "yes";\n' });
    const bundles = bundleFunctions(folder);
    assert.deepEqual(Object.keys(bundles), ["greet", "part"]);
    assert.equal(bundleOf(bundles, "greet").handler, "index.handler");
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const loaded = require(path.resolve(await fileOf(bundleOf(bundles, "greet")))) as { handler: (whom: string) => string };
    assert.equal(loaded.handler("you"), "Hello, you, function");
  });

  it("makes the same bundle of the same source, wherever it stands", async () => {
    const files = { "functions/greet/handler.ts": greet };
    const [here, elsewhere] = [await greeting(root(files)), await greeting(root(files, "somewhere/else"))];
    assert.notEqual(here, elsewhere);
    assert.equal(readFileSync(here, "utf8") === readFileSync(elsewhere, "utf8"), true);
  });

  it("notices a change in a function, in what it imports, in the lock file and in the bundle itself", async () => {
    const folder = root({ "functions/part/handler.ts": part, "functions/shared/word.ts": 'export const word = "yes";\n' });
    const file = await fileOf(bundleOf(bundleFunctions(folder), "part"));
    const after = (change: () => void): boolean => {
      const { ino } = statSync(file);
      change();
      bundleFunctions(folder);
      return statSync(file).ino !== ino;
    };
    assert.deepEqual({
      nothing: after(() => undefined),
      import: after(() => writeFileSync(path.join(folder, "functions/shared/word.ts"), 'export const word = "no";\n')),
      function: after(() => writeFileSync(path.join(folder, "functions/part/handler.ts"), `${part}export const also = 1;\n`)),
      lock: after(() => writeFileSync(path.join(folder, "package-lock.json"), "{}")),
      bundle: after(() => writeFileSync(file, "exports.handler = () => 'planted';")),
    }, { nothing: false, import: true, function: true, lock: true, bundle: true });
    assert.equal(readFileSync(file, "utf8").includes("planted"), false);
  });

  it("refuses source that does not bundle, and names of functions that are not there", () => {
    const folder = root({ "functions/greet/handler.ts": 'import "./gone";\nexport const handler = 1;\n' });
    assert.throws(() => bundleFunctions(folder), { message: /^functions do not bundle: .*\nfunctions\/greet\/handler\.ts:1:7: ERROR: Could not resolve "\.\/gone"$/s });
    assert.throws(() => bundleOf(bundleFunctions(root({ "functions/greet/handler.ts": greet })), "geet"),
      { message: "there is no function geet: want one of greet, or add functions/geet/handler.ts" });
  });
});

/**
 * Most bytes of a bundle, before it is packed: a cold start reads and compiles all of it. The SDK's core, one client and the logger take
 * 0.6 MB; a second client of average size fits, one that drags in another three does not.
 */
const budgetBytes = 1024 * 1024;

/** The steps of a failover speak to sixteen services, and each call of theirs waits on AWS for far longer than it compiles. */
const larger: Readonly<Record<string, number>> = { "failover-detector": 2.5 * 1024 * 1024, "failover-step": 2.5 * 1024 * 1024 };

/** What the environment says where a text will not do; a number will do for text as well. */
const samples: Readonly<Record<string, string>> = { CHALLENGE_FIRST: "nothing", GROUP_CLAIMS: "[]", LANGUAGE: "en" };

/** What a bundle exports where the environment has what it asks for: a function reads it as it starts, and names all that is missing at once. */
function loadedFrom(file: string): { handler: unknown } {
  const load = (): { handler: unknown } => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(file) as { handler: unknown };
  };
  try {
    return load();
  } catch (error) {
    const [, names] = /^the environment has no (.+): want a value for each$/.exec(String((error as Error).message)) ?? [];
    if (names === undefined) throw error;
    for (const name of names.split(", ")) process.env[name] = samples[name] ?? "1";
    return loadedFrom(file);
  }
}

describe("the functions of the platform", () => {
  const before = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  });

  it("bundle within their budget, and load", async () => {
    const bundles = bundleFunctions();
    assert.equal(Object.keys(bundles).length > 0, true);
    for (const [name, code] of Object.entries(bundles)) {
      const file = await fileOf(code);
      const { size } = statSync(file);
      const most = larger[name] ?? budgetBytes;
      assert.equal(size <= most, true, `${name} has ${size} bytes: want ${most} at most`);
      assert.equal(typeof loadedFrom(path.resolve(file)).handler, "function", name);
    }
  });
});
