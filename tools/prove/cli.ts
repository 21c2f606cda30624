import type { ChildProcess } from "node:child_process";
import type { StackSettings } from "../recorder/config";
import type { Graph } from "../recorder/graph";
import { leave, refuse, status } from "../preview/ending";
import { graphIn, graphOf, problemsOf } from "../preview/program";
import { progressOn } from "../preview/progress";
import { publish } from "../preview/publish";
import { Refusal } from "../preview/refusal";
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
import { type Manual, type Options, parseOptions } from "./options";

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
  const parsed = parseOptions(argv, boot.directory, manual);
  if (parsed.kind !== "options") { leave(parsed); return; }
  const progress = progressOn(process.stderr, boot.startedAt);
  try {
    progress.say("running the program");
    const proof = await proved(parsed.options, boot);
    progress.end();
    publish(parsed.options.json, {
      json: () => `${JSON.stringify(toJson(proof), undefined, 2)}\n`, lines: (paper) => proofLines(proof, paper), code: isProved(proof) ? status.clean : status.violations,
    });
  } catch (error) {
    progress.end();
    const problems = problemsOf(error);
    if (problems === undefined) throw error;
    refuse(problems);
  }
}

async function proved(options: Options, boot: Boot): Promise<Proof> {
  const earlier = options.graph === undefined ? undefined : graphIn(options.graph);
  if (earlier !== undefined && options.stack !== undefined && earlier.stack !== options.stack) {
    throw new Refusal([`--graph ${options.graph ?? ""} is of the stack ${earlier.stack}, want ${options.stack}`]);
  }
  const settings = readStack(boot.directory, { stack: options.stack ?? earlier?.stack ?? "prod", set: options.set });
  if (earlier !== undefined) return proofOf(earlier, stageOf(settings));
  const [graph, later] = await Promise.all([graphOf(settings, boot), graphLater(settings, boot)]);
  return proofOf(graph, { ...stageOf(settings), ...(later !== undefined && { swapped: later }) });
}

/** The program says itself, and better, what is wrong with its settings: it has run before anybody asks for its places. */
function stageOf({ config, stack }: StackSettings): Stage {
  const { places: [one, other], strategy } = stackView(config);
  if (one === undefined || other === undefined) throw new Refusal([`Pulumi.${stack}.yaml has no settings of two places: there is nothing to prove`]);
  return { places: [one, other], strategy };
}

/** The graph once the roles have swapped, where that builds anything. Settings that are wrong are the program's to refuse. */
async function graphLater(settings: StackSettings, { directory }: Boot): Promise<Graph | undefined> {
  const checked = problemsIn(decode(settings.config));
  if (!("settings" in checked) || !buildsBySwap(checked.settings)) return undefined;
  return graphOf({ ...settings, config: configOf(settings.config, swapped(checked.settings)) }, { directory });
}

/** True where a standby lacks something that a primary has. */
function buildsBySwap({ recovery: { strategy }, database }: Settings): boolean {
  return partsMovedBySwap(strategy).length > 0 || database.standbyInstances === 0;
}
