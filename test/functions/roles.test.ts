import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { deployedFunctions } from "../support/deployed";

const [functions, tests] = [path.resolve(__dirname, "../../functions"), __dirname];

/** Every package that the code of a function reaches. */
function packagesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  return ts.preProcessFile(readFileSync(file, "utf8")).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith(".")) return [fileName];
    const found = [`${path.resolve(path.dirname(file), fileName)}.ts`, path.resolve(path.dirname(file), fileName, "index.ts")].find((candidate) => existsSync(candidate));
    return found === undefined ? [] : packagesOf(found, seen);
  });
}

/** Tests that hold a role against calls, as one text. */
function coveringTests(): string {
  return readdirSync(tests, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"))
    .map((name) => readFileSync(path.join(tests, name), "utf8")).filter((text) => text.includes(".covers(")).join("\n");
}

describe("the role of every function", () => {
  it("is held against the commands of its adapters by a test that names it", async () => {
    const covering = coveringTests();
    const all = await deployedFunctions();
    assert.equal(all.length > 0, true);
    const unheld = all.filter(({ statements }) => statements.length > 0).map(({ name }) => name.replace(/^[a-z0-9]+-/, ""))
      .filter((name) => !new RegExp(`-${name}["\`]`).test(covering));
    assert.deepEqual([...new Set(unheld)], []);
  });

  it("grants something to every function that has a client of AWS, and nothing to any other", async () => {
    const all = await deployedFunctions();
    const hasClient = (code: string): boolean => packagesOf(path.join(functions, code, "handler.ts")).some((name) => /^@aws-sdk\/(client-|rds-signer$)/.test(name));
    assert.deepEqual(all.filter(({ code, statements }) => hasClient(code) !== statements.length > 0).map(({ name }) => name), []);
  });
});
