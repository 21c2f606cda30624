import { performance } from "node:perf_hooks";
import path from "node:path";
import { judge } from "../../policies/lib/judge";
import { rules } from "../../policies/pack";
import { Inquiry } from "../../tools/preview/policy/analyze";
import { Pack } from "../../tools/preview/policy/pack";
import { startPack } from "../../tools/preview/policy/start.js";
import { entriesOf } from "../../tools/policy/entries";
import type { Graph } from "../../tools/recorder/graph";
import { costOf } from "../processes/cost";

/** Longest answer that is waited for. */
const limitMs = 600_000;

/** A copy of which nothing is known yet: what was found out about a graph is kept by its objects. */
function copyOf({ project, stack, resources, outputs }: Graph): Graph {
  return { project, stack, outputs, resources: resources.map((resource) => structuredClone(resource)) };
}

/** Milliseconds of all rules over a graph, by the library alone, the reading of the graph included. */
export function libraryMs(graph: Graph): number {
  const fresh = copyOf(graph);
  const startedAt = performance.now();
  judge(entriesOf(fresh), rules);
  return performance.now() - startedAt;
}

/** What a pack in a process of its own takes. */
export interface Served {
  /** From its start until it has said who it is. */
  readonly bootMs: number;
  /** From the first question about a resource until the last answer, the stack's. */
  readonly ms: number;
}

/** Asks a pack about every resource and about the stack, as a preview does. */
export async function served(directory: string, graph: Graph): Promise<Served> {
  const startedAt = performance.now();
  const process = startPack(directory, graph);
  try {
    const pack = await Pack.connect(process, limitMs);
    await pack.info();
    const bootedAt = performance.now();
    const inquiry = new Inquiry(pack);
    const { diagnostics } = await inquiry.conclude(graph);
    await diagnostics;
    const done = performance.now();
    pack.close();
    return { bootMs: bootedAt - startedAt, ms: done - bootedAt };
  } finally {
    process.kill();
  }
}

/** Milliseconds of a preview of prod, with policies or without. */
export async function previewMs(directory: string, policies: boolean): Promise<number> {
  const args = ["tools/preview/main.js", ...policies ? [] : ["--no-policy"]];
  const { ms } = await costOf({ file: process.execPath, args, directory, environment: process.env, accepted: [0, 1] });
  return ms;
}

/** Folders of the two packs. */
export const packs = { own: path.resolve(__dirname, "../../policies"), empty: path.resolve(__dirname, "../subjects/empty-pack") } as const;
