import assert from "node:assert/strict";
import { longestCode } from "../../../components/sync/program";
import { fieldCode } from "../../../components/sync/setup";
import { resolverCode } from "../../support/appsync/api";
import { rules } from "../../support/appsync/places";
import { runtimeProblems } from "../../support/appsync/runtime-rules";

/** Code that AppSync refuses, and what is said of it. */
const refused: readonly (readonly [string, readonly string[]])[] = [
  ["for (let n = 0; n < 1; n += 1) {}", ["for(;;)"]],
  ["while (true) {}", ["while"]],
  ["do {} while (true)", ["do"]],
  ["for (const a of []) { continue; }", ["continue"]],
  ["here: for (const a of []) {}", ["a label"]],
  ["try {} catch {}", ["try"]],
  ["throw 1", ["throw"]],
  ["async function f() { await 1; }", ["async", "await"]],
  ["function* f() { yield 1; }", ["a generator", "yield"]],
  ["class A {}", ["a class"]],
  ["const a = { b() { return this; } }", ["this"]],
  ["const a = /x/;", ["a regular expression"]],
  ["const a = new Map();", ["new"]],
  ["const a = 'x' in {};", ["in"]],
  ["const a = {} instanceof Object;", ["instanceof"]],
  ["let a = 1; a++; --a; a = ~a;", ["++", "--", "~"]],
  ["import { a } from 'b';", ["import of 'b'"]],
  ["const a = 'x'.padStart(2);", ["call of .padStart"]],
  ["const a = structuredClone({});", ["call of structuredClone"]],
  ["const f = () => 1; const a = [].push(f);", ["a function passed to [].push"]],
  ["function f() { return f(); }", ["recursion in f"]],
];

describe("the code of the resolvers", () => {
  it("is such as AppSync runs, once it is bundled", () => {
    const problems = Object.entries({ ...resolverCode(), field: fieldCode({ place: "use2", tableName: "t", ...rules }) })
      .flatMap(([name, code]) => runtimeProblems(code).map((problem) => `${name}: ${problem}`));
    assert.deepEqual(problems, []);
  });

  it("is short enough for AppSync", () => {
    assert.deepEqual(Object.entries(resolverCode()).filter(([, code]) => code.length > longestCode), []);
  });

  for (const [code, problems] of refused) {
    it(`would be refused for ${code}`, () => {
      assert.deepEqual(runtimeProblems(code), problems);
    });
  }
});
