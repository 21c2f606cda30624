import { end, leave, refuse, status } from "../preview/ending";
import { graphOf, problemsOf } from "../preview/program";
import { readStack } from "../preview/stack";
import { chosen, configIn } from "./config";
import { parseOptions, type Options } from "./options";

/** The whole command: reads its line, prints what applications are set up with, and ends the process. */
export async function clientConfig(argv: readonly string[], directory: string): Promise<void> {
  const parsed = parseOptions(argv, directory);
  if (parsed.kind !== "options") { leave(parsed); return; }
  const { options } = parsed;
  try {
    const outputs = options.outputs ?? await planned(options, directory);
    const text = `${JSON.stringify(chosen(configIn(outputs), options), undefined, 2)}\n`;
    if (options.outputs === undefined) process.stderr.write("IDs are examples: nothing is deployed by this. After a deployment: pulumi stack output --json > outputs.json, and --outputs outputs.json\n");
    end(process.stdout, text, status.clean);
  } catch (error) {
    const problems = problemsOf(error);
    if (problems === undefined) throw error;
    refuse(problems);
  }
}

/** Outputs of the program with answers in place of AWS's. */
async function planned({ stack, set }: Options, directory: string): Promise<Readonly<Record<string, unknown>>> {
  return (await graphOf(readStack(directory, { stack, set }), { directory })).outputs;
}
