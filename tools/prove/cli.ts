import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { recordProgram } from "../recorder";
import type { StackSettings } from "../recorder/config";
import type { Graph } from "../recorder/graph";
import { fromDeployment } from "../recorder/state";
import { end, refuse, status } from "../preview/ending";
import { writeWhole } from "../preview/files";
import { programProblems } from "../preview/program";
import { progressOn } from "../preview/progress";
import { Refusal } from "../preview/refusal";
import { paperFor } from "../preview/render/paint";
import { stackView } from "../preview/settings";
import { readStack } from "../preview/stack";
import { partsMovedBySwap } from "../../stacks/posture";
import { decode } from "../../stacks/settings/decode";
import { problemsIn } from "../../stacks/settings/parse";
import type { Settings } from "../../stacks/settings/schema";
import { toJson } from "./json";
import { isProved, type Proof, proofOf, type Stage } from "./proof";
import { proofLines } from "./render";
import { configOf, swapped } from "./roles";
import { type Manual, readWords, type Words } from "./words";

/** What runs already when the command line is read. */
export interface Boot {
  readonly directory: string;
  /** Undefined where the program need not run. */
  readonly program: ChildProcess | undefined;
  /** In milliseconds on the clock of `performance.now()`. */
  readonly startedAt: number;
}

const manual: Manual = {
  name: "prove",
  description: "Proves offline that each place serves without the other: runs the real program, and follows everything that one place's resources need.",
  graph: "prove a graph that a preview or `pulumi stack export` wrote, in place of the program's",
  more: `Exit status:
  0  neither place needs the other
  1  one does; the path says how
  2  bad input: options, settings, a file, or the program itself

Examples:
  npm run prove                                         prod, with either place lost
  npm run prove -- --stack dev
  npm run prove -- --graph prod.json                    what a preview wrote with --json`,
};

/** The whole command: reads its line, proves, says what it found, and ends the process with the status that says so. */
export async function prove(argv: readonly string[], boot: Boot): Promise<void> {
  const read = readWords(argv, boot.directory, manual);
  if (read.kind === "help") { end(process.stdout, read.text, status.clean); return; }
  if (read.kind === "refused") { refuse(read.problems); return; }
  const progress = progressOn(process.stderr, boot.startedAt);
  try {
    progress.say("running the program");
    const proof = await proved(read.words, boot);
    progress.end();
    publish(proof, read.words);
  } catch (error) {
    progress.end();
    const problems = error instanceof Refusal ? error.problems : programProblems(error);
    if (problems === undefined) throw error;
    refuse(problems);
  }
}

async function proved(words: Words, boot: Boot): Promise<Proof> {
  const earlier = words.graph === undefined ? undefined : graphIn(words.graph);
  if (earlier !== undefined && words.stack !== undefined && earlier.stack !== words.stack) {
    throw new Refusal([`--graph ${words.graph ?? ""} is of the stack ${earlier.stack}, want ${words.stack}`]);
  }
  const settings = readStack(boot.directory, { stack: words.stack ?? earlier?.stack ?? "prod", set: words.set });
  if (earlier !== undefined) return proofOf(earlier, stageOf(settings));
  const [graph, later] = await Promise.all([recorded(settings, boot), recordedLater(settings, boot)]);
  return proofOf(graph, { ...stageOf(settings), ...(later !== undefined && { swapped: later }) });
}

function graphIn(file: string): Graph {
  try {
    return fromDeployment(readFileSync(file, "utf8"), basename(file));
  } catch (error) {
    throw error instanceof Error ? new Refusal([error.message]) : error;
  }
}

/** The program says itself, and better, what is wrong with its settings: it has run before anybody asks for its places. */
function stageOf({ config, stack }: StackSettings): Stage {
  const { places: [one, other], strategy } = stackView(config);
  if (one === undefined || other === undefined) throw new Refusal([`Pulumi.${stack}.yaml has no settings of two places: there is nothing to prove`]);
  return { places: [one, other], strategy };
}

/** The graph once the roles have swapped, where that builds anything. Settings that are wrong are the program's to refuse. */
async function recordedLater(settings: StackSettings, { directory, startedAt }: Boot): Promise<Graph | undefined> {
  const checked = problemsIn(decode(settings.config));
  if (!("settings" in checked) || !buildsBySwap(checked.settings)) return undefined;
  return await recorded({ ...settings, config: configOf(settings.config, swapped(checked.settings)) }, { directory, startedAt, program: undefined });
}

/** True where a standby lacks something that a primary has. */
function buildsBySwap({ recovery: { strategy }, database }: Settings): boolean {
  return partsMovedBySwap(strategy).length > 0 || database.standbyInstances === 0;
}

async function recorded({ project, stack, config, secretKeys, main }: StackSettings, { directory, program }: Boot): Promise<Graph> {
  const { graph } = await recordProgram({
    projectDir: directory, project, stack, organization: "organization", config, secretKeys,
    ...(main !== undefined && { main }), ...(program !== undefined && { child: program }),
  });
  return graph;
}

/** Writes the proof where it is wanted, prints it, and ends. */
function publish(proof: Proof, { json }: Words): void {
  const text = `${JSON.stringify(toJson(proof), undefined, 2)}\n`;
  if (json !== undefined && json !== "-") writeWhole(json, text);
  const stream = json === "-" ? process.stderr : process.stdout;
  const code = isProved(proof) ? status.clean : status.violations;
  const print = (): void => { end(stream, `${proofLines(proof, paperFor(stream, process.env)).join("\n")}\n`, code); };
  if (json === "-") process.stdout.write(text, print);
  else print();
}
