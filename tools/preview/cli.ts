import { toDeployment } from "../recorder/state";
import { writeWhole } from "./files";
import { masker } from "./graph/secrets";
import { type Options, parseOptions } from "./options";
import { isClean } from "./policy/report";
import { type Boot, previewOf, type Subject } from "./preview";
import { readEarlier, readStack, secretSettings } from "./program";
import { progressOn } from "./progress";
import { Refusal } from "./refusal";
import { paperFor } from "./render/paint";
import { type Preview, reportLines, summaryLines } from "./render/report";

/** Exit status: the rules are kept; they are not; the input is bad. */
const status = { clean: 0, violations: 1, refused: 2 } as const;

/** Runs the command line, prints what it finds, and ends the process with the status that says so. */
export async function main(argv: readonly string[], boot: Boot): Promise<void> {
  const parsed = parseOptions(argv, boot.directory);
  if (parsed.kind === "help") { end(process.stdout, parsed.text, status.clean); return; }
  const problems = parsed.kind === "refused" ? [...parsed.problems] : [];
  const subject = parsed.options === undefined ? undefined : subjectOf(parsed.options, boot.directory, problems);
  if (subject === undefined || problems.length > 0) { refuse(problems); return; }
  const progress = progressOn(process.stderr, boot.startedAt);
  try {
    const preview = await previewOf(subject, boot, progress);
    progress.end();
    publish(preview, subject);
  } catch (error) {
    progress.end();
    if (!(error instanceof Refusal)) throw error;
    refuse(error.problems.map(masker(secretSettings(subject.settings))));
  }
}

/** What the run starts from; whatever is wrong with it is added to the problems. */
function subjectOf(options: Options, directory: string, problems: string[]): Subject | undefined {
  try {
    const settings = readStack(directory, options);
    return { options, settings, earlier: options.diff === undefined ? undefined : readEarlier(options.diff, settings) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problems.push(...error.problems.filter((problem) => !problems.includes(problem)));
    return undefined;
  }
}

/** Writes the graph where it is wanted, prints the report, and ends. */
function publish(preview: Preview, { options, settings }: Subject): void {
  const { graph, policies } = preview;
  const toStdout = options.json === "-";
  const json = options.json === undefined ? "" : `${JSON.stringify(toDeployment(graph), undefined, 4)}\n`;
  if (options.json !== undefined && !toStdout) writeWhole(options.json, json);
  const mask = masker([...secretSettings(settings), ...graph.resources.flatMap(({ inputs, outputs }) => [inputs, outputs]), graph.outputs]);
  const stream = toStdout ? process.stderr : process.stdout;
  const lines = (options.quiet ? summaryLines : reportLines)(preview, paperFor(stream, process.env));
  const code = policies === undefined || isClean(policies) ? status.clean : status.violations;
  const finish = (): void => { end(stream, mask(`${lines.join("\n")}\n`), code); };
  if (toStdout) process.stdout.write(json, finish);
  else finish();
}

function refuse(problems: readonly string[]): void {
  end(process.stderr, problems.map((problem) => `${problem}\n`).join(""), status.refused);
}

/** Ends once the text is out: the children would keep this process alive. */
function end(stream: NodeJS.WriteStream, text: string, code: number): void {
  stream.write(text, () => { process.exit(code); });
}
