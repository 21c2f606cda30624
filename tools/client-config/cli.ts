import { end, refuse, status } from "../preview/ending";
import { programProblems } from "../preview/program";
import { Refusal } from "../preview/refusal";
import { readStack } from "../preview/stack";
import { recordProgram } from "../recorder";
import { chosen, configIn } from "./config";
import { readAsk, type Ask } from "./words";

/** The whole command: reads its line, prints what applications are set up with, and ends the process. */
export async function clientConfig(argv: readonly string[], directory: string): Promise<void> {
  const read = readAsk(argv, directory);
  if (read.kind === "help") { end(process.stdout, read.text, status.clean); return; }
  if (read.kind === "refused") { refuse(read.problems); return; }
  const { ask } = read;
  try {
    const outputs = ask.outputs ?? await planned(ask, directory);
    const text = `${JSON.stringify(chosen(configIn(outputs), ask), undefined, 2)}\n`;
    if (ask.outputs === undefined) process.stderr.write("IDs are examples: nothing is deployed by this. After a deployment: pulumi stack output --json > outputs.json, and --outputs outputs.json\n");
    end(process.stdout, text, status.clean);
  } catch (error) {
    const problems = error instanceof Refusal ? error.problems : programProblems(error);
    if (problems === undefined) throw error;
    refuse(problems);
  }
}

/** Outputs of the program with answers in place of AWS's. */
async function planned({ stack, set }: Ask, directory: string): Promise<Readonly<Record<string, unknown>>> {
  const { main, ...settings } = readStack(directory, { stack, set });
  const { graph } = await recordProgram({ ...settings, projectDir: directory, organization: "organization", ...(main !== undefined && { main }) });
  return graph.outputs;
}
