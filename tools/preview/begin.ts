import type { ChildProcess } from "node:child_process";
import type { Recording } from "../recorder";
import type { StackSettings } from "../recorder/config";
import type { Graph } from "../recorder/graph";
import { Arrivals } from "./arrivals";
import { end, refuse, status } from "./ending";
import { type Options, parseOptions, stacksIn } from "./options";
import type { PackProcess } from "./policy/start";
import { readEarlier, recorded } from "./program";
import { Refusal } from "./refusal";
import { readStack } from "./stack";

/** What runs already when the command line is read. */
export interface Boot {
  readonly directory: string;
  /** Undefined where policies are not wanted, or there are none. */
  readonly pack: PackProcess | undefined;
  /** Undefined where the program does not run in a process of the recorder's. */
  readonly program: ChildProcess | undefined;
  /** In milliseconds on the clock of `performance.now()`. */
  readonly startedAt: number;
}

/** A preview that is under way: what it is about, and the program that runs. */
export interface Subject {
  readonly options: Options;
  readonly settings: StackSettings;
  /** Graph to compare with. */
  readonly earlier: Graph | undefined;
  readonly recording: Promise<Recording>;
  /** Resources as the program registers them; undefined where nobody looks at them before the end. */
  readonly arrivals: Arrivals | undefined;
}

/**
 * Reads the command line and the settings, and sets the program going. Loads nothing that only the rest needs, so that bad input is
 * refused at once and the program does not wait. Undefined where there is nothing to wait for: the process ends by itself.
 */
export function begin(argv: readonly string[], boot: Boot): Subject | undefined {
  const parsed = parseOptions(argv, boot.directory);
  if (parsed.kind === "help") {
    end(process.stdout, parsed.text, status.clean);
    return undefined;
  }
  const problems = parsed.kind === "refused" ? [...parsed.problems] : [];
  const subject = parsed.options === undefined ? undefined : subjectOf(parsed.options, boot, problems);
  if (problems.length === 0) return subject;
  refuse(problems);
  return undefined;
}

/** What the run starts from; whatever is wrong with it is added to the problems that there are. */
function subjectOf(options: Options, boot: Boot, problems: string[]): Subject | undefined {
  if (!stacksIn(boot.directory).includes(options.stack)) return undefined;
  try {
    const settings = readStack(boot.directory, options);
    const arrivals = boot.pack === undefined ? undefined : new Arrivals();
    const recording = problems.length > 0 ? undefined : recorded(settings, { ...boot, host: options.host, arrivals });
    recording?.catch(() => undefined);
    const earlier = options.diff === undefined || problems.length > 0 ? undefined : readEarlier(options.diff, settings);
    return recording === undefined ? undefined : { options, settings, earlier, recording, arrivals };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
