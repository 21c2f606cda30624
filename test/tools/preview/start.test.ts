import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(__dirname, "../../..");

describe("the preview's own process", () => {
  it("loads no part of the SDKs but the protocol, so that it is ready before the program and the pack are", () => {
    const script = 'require("./tools/preview/cli.ts"); console.log(Object.keys(require.cache).filter((file) => /@pulumi.(aws|awsx|pulumi.index|pulumi.output)/.test(file)).join("\\n"))';
    const { stdout, stderr } = spawnSync(process.execPath, ["-r", "./tools/recorder/loader.js", "-e", script], { cwd: root, encoding: "utf8" });
    assert.equal(stderr, "");
    assert.deepEqual(stdout.trim().split("\n").filter((line) => line !== ""), []);
  });
});

describe("the processes beside it", () => {
  /** Modules that a script leaves loaded, out of those that no preview needs. */
  const needless = (script: string, more: readonly string[] = []): string[] => {
    const listing = 'setTimeout(() => { console.log(Object.entries(require.cache).filter(([file, { constructor, exports }]) => constructor.name === "Module" && !require("util").types.isProxy(exports) && /pulumi.automation|typescript.lib|npmcli|zod.v4.locales.(?!en)|tsx/.test(file)).map(([file]) => file).join("\\n")); process.exit(); }, 500);';
    const { stdout, stderr } = spawnSync(process.execPath, [...more, "-e", `${script}; ${listing}`], { cwd: root, encoding: "utf8" });
    assert.equal(stderr, "");
    return stdout.trim().split("\n").filter((line) => line !== "" && !/^\d+$/.test(line));
  };

  it("load no part of the SDK that they do without, nor a second loader", () => {
    assert.deepEqual(needless('require("./policies/index.js")', ["-r", "./tools/recorder/loader.js"]), []);
    assert.deepEqual(needless('require("./tools/recorder/child/quick-start.ts").quicken(process.cwd() + "/"); require("@pulumi/pulumi"); require("zod")', ["-r", "./tools/recorder/loader.js"]), []);
  });
});
