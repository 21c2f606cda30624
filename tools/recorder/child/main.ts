import { createRequire } from "node:module";
import { RunError, runtime } from "@pulumi/pulumi";
import { nameOf, type ResourceState } from "../graph";
import { connect } from "../in-process";
import { type Recorder } from "../monitor";
import { oddities } from "../plain";
import { providerSettings } from "../provider-settings";
import { answersOf } from "../answers-module";
import { collectLog } from "./console";
import { Uncaught } from "./errors";
import { whenIdle } from "./idle";
import { type ChildMessage, type LogEntry, type Outcome, type RunMessage } from "./protocol";
import { Telling } from "./stream";

const require = createRequire(__filename);
const uncaught = new Uncaught();
const log: LogEntry[] = [];
const timings: Record<string, number> = { loaded: performance.now() };

collectLog(log);
process.once("message", (message: RunMessage) => {
  run(message).catch((error: unknown) => uncaught.add(error));
});

/** Runs a program and, once it has come to its end or missed its deadline, tells the parent what was recorded. */
async function run(message: RunMessage): Promise<void> {
  timings["started"] = performance.now();
  const constructed: string[] = [];
  const telling = new Telling((resources) => void tell({ kind: "resources", resources }));
  const onResource = message.streams ? { onResource: (resource: ResourceState) => telling.add(resource) } : {};
  const { recorder } = connect({ ...providerSettings(message), answers: answersOf(message), ...onResource }, message);
  configure(message);
  const report = (missedDeadline: boolean): void => {
    timings["done"] = performance.now();
    process.removeAllListeners("exit");
    const { graph, ...found } = outcomeOf(recorder, constructed, missedDeadline);
    tell({ kind: "outcome", outcome: { ...found, graph: { ...graph, resources: telling.inTheEnd(graph.resources) } } }, () => process.exit());
  };
  setTimeout(() => report(true), message.deadlineAt - Date.now()).unref();
  whenIdle(() => report(false));
  await runtime.runInPulumiStack(() => {
    runtime.registerStackTransformation(({ type, name, props, opts }) => {
      if (opts.urn === undefined) constructed.push(`${type} ${name}`);
      refuseOddities(`${type} '${name}'`, props);
      return undefined;
    });
    return load(message.entry);
  });
}

function tell(message: ChildMessage, done: () => void = () => undefined): void {
  process.send?.(message, done);
}

/** Hands over the settings as the language host does: in the environment, for every copy of the SDK. */
function configure({ config, secretKeys }: RunMessage): void {
  process.env["PULUMI_CONFIG"] = JSON.stringify(config);
  process.env["PULUMI_CONFIG_SECRET_KEYS"] = JSON.stringify(secretKeys);
  runtime.setAllConfig({ ...config }, [...secretKeys]);
}

/** Outputs of the stack: what the program exports, or what its exported function returns. */
async function load(entry: string): Promise<Record<string, unknown>> {
  const exported: unknown = require(entry);
  timings["required"] = performance.now();
  const outputs: unknown = await (typeof exported === "function" ? Reflect.apply(exported, undefined, []) : exported);
  return Object(outputs) === outputs ? Object.assign({}, outputs) : {};
}

function refuseOddities(who: string, props: unknown): void {
  const found = oddities(props, "");
  if (found.length > 0) throw new RunError(`${who}: ${found.join("; ")}: pass plain data, which survives on the way to a provider`);
}

function outcomeOf(recorder: Recorder, constructed: readonly string[], missedDeadline: boolean): Outcome {
  const { graph, fallbackTypes, refusals, finished } = recorder;
  const registered = graph.resources.map((resource) => `${resource.type} ${nameOf(resource)}`);
  return { graph, fallbackTypes, refusals, finished, missedDeadline, log, errors: uncaught.all, timings, unfinished: without(constructed, registered) };
}

/** What is left of a list when each item of another is taken out once. */
function without(all: readonly string[], taken: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const item of taken) counts.set(item, (counts.get(item) ?? 0) + 1);
  return all.filter((item) => {
    const left = counts.get(item) ?? 0;
    counts.set(item, left - 1);
    return left <= 0;
  });
}
