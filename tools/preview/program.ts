import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { recordProgram, RecordingError, type Recording } from "../recorder";
import type { StackSettings } from "../recorder/config";
import { type Graph, secretMark, secretSig } from "../recorder/graph";
import { fromDeployment } from "../recorder/state";
import type { Arrivals } from "./arrivals";
import type { Host } from "./options";
import { Refusal } from "./refusal";

/** Organisation that a program sees where no service names one, as with the engine's own file backend. */
const organization = "organization";

/** Settings that are secret, marked as such. */
export function secretSettings({ config, secretKeys }: StackSettings): readonly unknown[] {
  return secretKeys.map((key) => ({ [secretSig]: secretMark, value: config[key] }));
}

/** Where and how a program runs. */
interface Site {
  readonly directory: string;
  /** A process that waits for it; where there is none, one is started. */
  readonly program?: ChildProcess | undefined;
  /** @defaultValue "in-process" */
  readonly host?: Host;
  /** Where its resources go as they come. */
  readonly arrivals?: Arrivals | undefined;
}

/** Runs the program with a recorder in place of the engine. */
export function recorded({ main, ...settings }: StackSettings, { directory, program, host = "in-process", arrivals }: Site): Promise<Recording> {
  return recordProgram({
    ...settings, projectDir: directory, organization, host,
    ...(main !== undefined && { main }), ...(program !== undefined && { child: program }),
    ...(arrivals !== undefined && { onResources: (resources) => { arrivals.add(resources); } }),
  });
}

/** The graph alone. */
export async function graphOf(settings: StackSettings, site: Pick<Site, "directory" | "program">): Promise<Graph> {
  return (await recorded(settings, site)).graph;
}

/**
 * What the user has to mend: input that was refused, or a program that failed, in its own words and without the frames that are not its own.
 * Undefined where the error is another.
 */
export function problemsOf(error: unknown): readonly string[] | undefined {
  if (error instanceof Refusal) return error.problems;
  if (!(error instanceof RecordingError)) return undefined;
  return [error.message.split("\n").filter((line) => !/^\s+at .*(\/node_modules\/|node:)/.test(line)).join("\n")];
}

/**
 * Graph in an earlier file.
 *
 * @throws {Refusal} when the file is none, or one of another stack.
 */
export function readEarlier(file: string, { project, stack }: StackSettings): Graph {
  const graph = graphIn(file);
  if (graph.project !== project || graph.stack !== stack) {
    throw new Refusal([`--diff ${file} is of the stack ${graph.stack} of ${graph.project}, want ${stack} of ${project}`]);
  }
  return graph;
}

/**
 * Graph in a file: what a preview or `pulumi stack export` wrote.
 *
 * @throws {Refusal} when the file holds none.
 */
export function graphIn(file: string): Graph {
  try {
    return fromDeployment(readFileSync(file, "utf8"), basename(file));
  } catch (error) {
    throw error instanceof Error ? new Refusal([error.message]) : error;
  }
}
