import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.resolve(__dirname, "..");

/** Who may import whom, as patterns over "<importer> -> <imported>". Imports inside one unit are always fine. */
const allowed = [
  /^index -> stacks$/,
  // The form of what functions take and answer: the document of the API is made from it.
  /^(stacks|tools) -> functions$/,
  /^stacks -> components\/\w+$/,
  /^components\/\w+ -> components\/core$/,
  /^tools -> (components\/\w+|policies|protocol|stacks)$/,
  /^(functions|components\/failover|stacks) -> protocol$/,
  /^bench -> .*$/,
];

/** Packages that only some units may import. `types` lets a unit import them as types alone. */
const reserved: readonly { readonly packages: RegExp; readonly units: RegExp }[] = [
  { packages: /^@pulumi\/aws(\/|$)/, units: /^(components\/\w+|stacks)$/ },
  { packages: /^@pulumi\/awsx(\/|$)/, units: /^(components\/network|stacks)$/ },
  { packages: /^@pulumi\/random(\/|$)/, units: /^(components\/\w+|stacks)$/ },
  { packages: /^@pulumi\/policy(\/|$)/, units: /^policies$/ },
  { packages: /^zod$/, units: /^(functions|stacks|tools)$/ },
  { packages: /^(commander|picocolors|yaml)$/, units: /^(tools|bench)$/ },
  { packages: /^@grpc\/grpc-js$/, units: /^tools$/ },
  { packages: /^@pulumi\//, units: /^(bench|components\/\w+|index|policies|stacks|tools)$/ },
  { packages: /^@aws-sdk\//, units: /^(functions|tools)$/ },
  { packages: /^@aws-lambda-powertools\/|^pg$/, units: /^functions$/ },
  { packages: /^esbuild$/, units: /^(stacks|tools)$/ },
];

/** Words that belong to one place of the program: the only reader of configuration, and nobody reads a clock or looks up. */
const words: readonly { readonly word: RegExp; readonly only: RegExp }[] = [
  { word: /new pulumi\.Config\(|runtime\.allConfig\(/, only: /^stacks\/settings\/index\.ts$/ },
  { word: /process\.env/, only: /^$/ },
  { word: /Date\.now\(|new Date\(/, only: /^stacks\/guard\.ts$/ },
  { word: /\baws\.[a-zA-Z0-9]*\.?get[A-Z]/, only: /^stacks\/guard\.ts$/ },
];

const programUnits = ["components", "protocol", "stacks"];

/** The part of the architecture that a file belongs to: `stacks`, `policies`, `components/network`, … */
function unitOf(file: string): string {
  const [top = "", second = ""] = path.relative(root, file).replace(/\.ts$/, "").split(path.sep);
  return top === "components" ? `${top}/${second}` : top;
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts") && !name.includes("node_modules"))
    .map((name) => path.join(root, folder, name));
}

function importsOf(file: string): string[] {
  return ts.preProcessFile(readFileSync(file, "utf8")).importedFiles.map((found) => found.fileName);
}

const files = [path.join(root, "index.ts"), ...["bench", "components", "functions", "policies", "protocol", "stacks", "tools"].flatMap(filesIn)];

describe("architecture", () => {
  it("lets each folder import only what stands below it", () => {
    const trespasses = files.flatMap((file) => importsOf(file)
      .filter((name) => name.startsWith("."))
      .map((name) => `${unitOf(file)} -> ${unitOf(path.resolve(path.dirname(file), name))}`)
      .filter((edge) => edge.split(" -> ")[0] !== edge.split(" -> ")[1] && !allowed.some((rule) => rule.test(edge)))
      .map((edge) => `${path.relative(root, file)}: ${edge}`));
    assert.deepEqual(trespasses, []);
  });

  it("lets each package be imported only where it belongs", () => {
    const trespasses = files.flatMap((file) => importsOf(file).flatMap((name) => reserved
      .filter(({ packages, units }) => packages.test(name) && !units.test(unitOf(file)))
      .map(() => `${path.relative(root, file)}: ${name}`)));
    assert.deepEqual(trespasses, []);
  });

  it("takes of the other provider for AWS only what it uses, since all of it is a tenth of a preview", () => {
    assert.deepEqual(files.filter((file) => /^import (?!type ).* from "@pulumi\/aws-native";$/m.test(readFileSync(file, "utf8"))), []);
  });

  it("reads configuration in one file, and no clock, environment or cloud anywhere in the program", () => {
    const program = files.filter((file) => programUnits.includes(path.relative(root, file).split(path.sep)[0] ?? ""));
    const trespasses = program.flatMap((file) => words
      .filter(({ word, only }) => word.test(readFileSync(file, "utf8")) && !only.test(path.relative(root, file)))
      .map(({ word }) => `${path.relative(root, file)}: ${word.source}`));
    assert.deepEqual(trespasses, []);
  });

  it("finds no import in the pack that leads out of it, so that the pack stands alone", () => {
    const leaving = files.filter((file) => unitOf(file) === "policies").flatMap((file) => importsOf(file)
      .filter((name) => name.startsWith(".") && unitOf(path.resolve(path.dirname(file), name)) !== "policies")
      .map((name) => `${path.relative(root, file)}: ${name}`));
    assert.deepEqual(leaving, []);
  });
});
