import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { postpone } from "../../../tools/recorder/postpone";

describe("a module that is postponed", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "postpone-"));
    writeFileSync(path.join(folder, "slow.js"), "globalThis.loadedSlow = (globalThis.loadedSlow ?? 0) + 1; exports.word = 'late'; exports.__esModule = true;");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    Reflect.deleteProperty(globalThis, "loadedSlow");
  });
  const loads = (): unknown => Reflect.get(globalThis, "loadedSlow");

  it("is loaded once, when something of it is asked for", () => {
    const require = createRequire(path.join(folder, "main.js"));
    postpone("./slow.js", require);
    const module = require("./slow.js") as { readonly word: string; readonly __esModule: boolean };
    assert.deepEqual([module.__esModule, loads()], [true, undefined]);
    assert.deepEqual([module.word, "word" in module, "other" in module, loads()], ["late", true, false, 1]);
    assert.deepEqual([(require("./slow.js") as { readonly word: string }).word, loads()], ["late", 1]);
  });

  it("is left alone where it is loaded already, or is not there", () => {
    const require = createRequire(path.join(folder, "main.js"));
    const loaded: unknown = require("./slow.js");
    postpone("./slow.js", require);
    postpone("./nowhere.js", require);
    assert.equal(require("./slow.js"), loaded);
    assert.throws(() => { require("./nowhere.js"); }, /Cannot find module/);
  });
});
