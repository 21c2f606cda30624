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
