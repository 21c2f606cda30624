import { join } from "node:path";
import type { StackSettings } from "../recorder/config";
import type { Graph } from "../recorder/graph";
import { strategies } from "../../stacks/posture";
import { forcingFrom } from "../preview/diff/forcing";
import { checkedSettings } from "../preview/settings";
import { configOf, swapped } from "../prove/roles";
import { type Column, type Comparison, plannedOf } from "./comparison";
import { inTurn } from "./queue";
import { type Variant, variantOf } from "./variants";

/** What a comparison needs of whoever asks for it. */
export interface Means {
  readonly directory: string;
  /** Runs the program with a configuration. */
  readonly graphOf: (config: StackSettings["config"]) => Promise<Graph>;
  /** Hears how far the comparison is. */
  readonly hear: (said: string) => void;
}

/** Programs that run at the same time. Each takes a processor and some hundred megabytes. */
const atOnce = 2;

/** Every strategy for a stack, each by the graphs of both roles. */
export async function comparisonOf(source: StackSettings, { directory, graphOf, hear }: Means): Promise<Comparison> {
  const own = checkedSettings(source);
  const variants = strategies.map((strategy) => variantOf(own, strategy, source.stack));
  const jobs = variants.filter(({ refusals }) => refusals.length === 0).flatMap(({ settings }) => [settings, swapped(settings)]);
  let done = 0;
  const graphs = await inTurn(jobs, atOnce, async (settings) => {
    hear(`running the program, ${String(done)} of ${String(jobs.length)} done`);
    const graph = await graphOf(configOf(source.config, settings));
    done += 1;
    return graph;
  });
  const standby = own.places.find(({ key }) => key !== own.primary)?.key ?? "";
  return {
    project: source.project, stack: source.stack, chosen: own.recovery.strategy, standby, promisedMinutes: own.recovery.rtoMinutes,
    columns: columnsOf(variants, graphs, directory),
  };
}

/** Puts each strategy together with its two graphs, which stand in its order. */
function columnsOf(variants: readonly Variant[], graphs: readonly Graph[], directory: string): readonly Column[] {
  const forcing = forcingFrom(join(directory, "node_modules"));
  const rest = [...graphs];
  return variants.map((variant): Column => {
    if (variant.refusals.length > 0) return { kind: "refused", variant };
    const [before, after] = rest.splice(0, 2);
    if (before === undefined || after === undefined) throw new Error(`${variant.strategy} has no graphs`);
    return plannedOf(variant, { before, after }, forcing);
  });
}
