import { writeFileSync } from "node:fs";
import path from "node:path";
import { recordProgram } from "../recorder";
import { readConfig } from "../recorder/config";
import { goldenOf } from "./golden";

const root = path.resolve(__dirname, "../..");

/** Rewrites the golden file of every stack. The difference is for the reviewer. */
async function main(): Promise<void> {
  for (const stack of ["dev", "prod"]) {
    const { graph } = await recordProgram({ projectDir: root, organization: "organization", ...readConfig({ projectDir: root, stack }), main: "index.ts" });
    writeFileSync(path.join(root, "test/golden", `${stack}.txt`), goldenOf(graph));
  }
}

void main();
