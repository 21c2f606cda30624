import { once } from "node:events";
import { recordProgram, startChild, type StackSettings } from "../../tools/recorder";
import { type Cost } from "../processes/cost";
import { watchTree } from "../processes/tree";
import { type Ground } from "./subjects";

/** What a run of the program alone took, and how much it registered. */
export interface ProgramRun {
  readonly cost: Cost;
  /** Components, the stack among them. */
  readonly components: number;
  /** All else: what a provider manages, and the providers. */
  readonly customs: number;
}

/** Runs the program in a process of the recorder's, with no policies and nothing printed: from its start until its graph is here. */
export async function runProgram({ directory, environment }: Ground, settings: StackSettings): Promise<ProgramRun> {
  const startedAt = performance.now();
  const child = startChild({ projectDir: directory, env: textsOf(environment) });
  const ended = once(child, "exit");
  const watch = watchTree(child.pid ?? 0);
  try {
    const { graph } = await recordProgram({ ...recordedAs(settings), projectDir: directory, child });
    const customs = graph.resources.filter(({ custom }) => custom).length;
    return { cost: { ms: performance.now() - startedAt, memory: watch.stop() }, components: graph.resources.length - customs, customs };
  } finally {
    watch.stop();
    child.kill();
    await ended;
  }
}

function recordedAs({ project, stack, main, config, secretKeys }: StackSettings) {
  return { project, stack, organization: "organization", config, secretKeys, ...(main !== undefined && { main }) };
}

function textsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([key, value]) => value === undefined ? [] : [[key, value] as const]));
}
