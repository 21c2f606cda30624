import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { recordProgram, RecordingError, type Recording } from "../recorder";
import type { StackSettings } from "../recorder/config";
import { type Graph, secretMark, secretSig } from "../recorder/graph";
import { fromDeployment } from "../recorder/state";
import type { Arrivals } from "./arrivals";
import type { Boot } from "./begin";
import type { Options } from "./options";
import { Refusal } from "./refusal";

/** Organisation that a program sees where no service names one, as with the engine's own file backend. */
const organization = "organization";

/** Settings that are secret, marked as such. */
export function secretSettings({ config, secretKeys }: StackSettings): readonly unknown[] {
  return secretKeys.map((key) => ({ [secretSig]: secretMark, value: config[key] }));
}

interface Site extends Pick<Boot, "directory" | "program"> {
  readonly arrivals: Arrivals | undefined;
}

/** Runs the program with a recorder in place of the engine. */
export function recorded(settings: StackSettings, { host }: Options, { directory, program, arrivals }: Site): Promise<Recording> {
  const { project, stack, config, secretKeys, main } = settings;
  return recordProgram({
    projectDir: directory, project, stack, organization, config, secretKeys, host,
    ...(main !== undefined && { main }), ...(program !== undefined && { child: program }),
    ...(arrivals !== undefined && { onResources: (resources) => { arrivals.add(resources); } }),
  });
}

/** What a program that failed said, without the frames that are not its own; undefined where the error is another. */
export function programProblems(error: unknown): readonly string[] | undefined {
  if (!(error instanceof RecordingError)) return undefined;
  return [error.message.split("\n").filter((line) => !/^\s+at .*(\/node_modules\/|node:)/.test(line)).join("\n")];
}

/**
 * Graph in an earlier file.
 *
 * @throws {Refusal} when the file is none, or one of another stack.
 */
export function readEarlier(file: string, { project, stack }: StackSettings): Graph {
  const graph = parsed(file);
  if (graph.project !== project || graph.stack !== stack) {
    throw new Refusal([`--diff ${file} is of the stack ${graph.stack} of ${graph.project}, want ${stack} of ${project}`]);
  }
  return graph;
}

function parsed(file: string): Graph {
  try {
    return fromDeployment(readFileSync(file, "utf8"), basename(file));
  } catch (error) {
    throw error instanceof Error ? new Refusal([error.message]) : error;
  }
}
