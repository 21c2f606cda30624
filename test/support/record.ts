import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { connect } from "../../tools/recorder/in-process";
import { type ResourceState, nameOf } from "../../tools/recorder/graph";
import { revealAll } from "../../tools/recorder/property";
import { stackType } from "../../tools/recorder/urn";
import { legible, type MoreAnswers } from "./legible-answers";
import { withoutTraces } from "./without-traces";

withoutTraces();

/** One resource as the program asked for it, with secrets opened so that a test can compare them. */
export interface Node {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the program saw: inputs and answers. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Name of the parent; empty for what stands at the top. */
  readonly parent: string;
  /** `<urn>::<id>` of the provider; empty for components. */
  readonly provider: string;
  readonly protect: boolean;
  /** `type name` of each resource that this one waits for, sorted. */
  readonly dependencies: readonly string[];
  /** Options as the program wrote them; empty for what a remote component registers. */
  readonly options: pulumi.ResourceOptions;
  /** The whole record, as the engine would keep it: secrets still marked, options as they came to be. */
  readonly state: ResourceState;
}

/** Everything a program registered, sorted by type and name because registration order is not program order. */
export class Nodes {
  constructor(readonly all: readonly Node[]) {}

  /** One line per resource: `aws:route53/record:Record use2-failover-app`. */
  get identities(): string[] {
    return this.all.map(identityOf);
  }

  /** The resource of this type and name. Fails, with what there is, when there is none. */
  one(type: string, name: string): Node {
    const found = this.all.filter((node) => node.type === type && node.name === name);
    const [node] = found;
    if (node === undefined || found.length > 1) {
      throw new Error(`want one ${type} named ${name}, have ${found.length} among:\n  ${this.identities.join("\n  ")}`);
    }
    return node;
  }

  ofType(type: string): Node[] {
    return this.all.filter((node) => node.type === type);
  }

  /** Inputs of every resource of a type, by name. */
  inputs(type: string): Record<string, Node["inputs"]> {
    return Object.fromEntries(this.ofType(type).map((node) => [node.name, node.inputs]));
  }
}

const identityOf = ({ type, name }: Pick<Node, "type" | "name">): string => `${type} ${name}`;

/** What a deployment would do to get from one graph to the other, one line per change. */
export function changes(from: Nodes, to: Nodes): string[] {
  const [before, after] = [from, to].map((graph) => new Map(graph.all.map((node) => [identityOf(node), node]))) as [Map<string, Node>, Map<string, Node>];
  const lines = [...new Set([...before.keys(), ...after.keys()])].flatMap((identity) => {
    const [old, now] = [before.get(identity), after.get(identity)];
    if (old === undefined) return [`create ${identity}`];
    if (now === undefined) return [`delete ${identity}`];
    return [...new Set([...Object.keys(old.inputs), ...Object.keys(now.inputs)])]
      .filter((key) => !isDeepStrictEqual(old.inputs[key], now.inputs[key])).map((key) => `update ${identity}: ${key}`);
  });
  return lines.sort();
}

const names = { project: "understudy", stack: "test", organization: "test" };

/**
 * Builds `program` with no cloud and no engine, through the recorder of the preview, and waits for every registration to settle.
 * Answers are legible: the ID of a resource is `<name>-id`, its ARN `arn:aws:test:::<name>`, any other text `<name>-<output>`; `more` adds
 * to them. Pass the given options to the outermost component. Rejects with whatever the program or the engine's rules refuse.
 */
export async function record<T>(
  program: (opts: pulumi.ComponentResourceOptions) => T, more: MoreAnswers = () => ({}),
): Promise<{ graph: Nodes; result: Awaited<T> }> {
  const { recorder, close } = connect({ ...names, disabled: [], configOf: () => ({}), answers: legible(more) }, { ...names, config: {}, secretKeys: [] });
  const errors = new UncaughtErrors();
  const options = new Map<string, pulumi.ResourceOptions>();
  try {
    let result: Awaited<T> | undefined;
    const run = pulumi.runtime.runInPulumiStack(async () => {
      pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
        options.set(identityOf({ type, name }), opts);
        return undefined;
      });
      result = await program({});
    });
    await Promise.race([run.then(() => pulumi.runtime.disconnect()), errors.first, recorder.refused]);
    await turn();
    if (recorder.refusals.length > 0) throw new Error(recorder.refusals.map(({ message }) => message).join("\n"));
    errors.throwIfAny();
    return { graph: new Nodes(nodesOf(recorder.graph.resources, options)), result: result as Awaited<T> };
  } finally {
    await turn();
    errors.stop();
    close();
  }
}

/** The settled value of an output. Rejects, rather than hangs, when the output fails. */
export function value<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as unknown as { promise(): Promise<T> }).promise();
}

/** Holds errors that nobody awaits, such as those in an `apply`, which would otherwise end the test run or pass unseen. */
class UncaughtErrors {
  readonly first: Promise<never>;
  readonly #saved = process.listeners("unhandledRejection");
  readonly #seen: unknown[] = [];
  #reject: (error: unknown) => void = () => undefined;

  constructor() {
    this.first = new Promise((_, reject) => (this.#reject = reject));
    this.first.catch(() => undefined);
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (error) => {
      this.#seen.push(error);
      this.#reject(error);
    });
  }

  throwIfAny(): void {
    if (this.#seen.length > 0) throw this.#seen[0];
  }

  stop(): void {
    process.removeAllListeners("unhandledRejection");
    for (const listener of this.#saved) process.on("unhandledRejection", listener);
  }
}

/** Waits for what is already under way: promises first, then the next turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function nodesOf(resources: readonly ResourceState[], options: ReadonlyMap<string, pulumi.ResourceOptions>): Node[] {
  const identities = new Map(resources.map((state) => [state.urn, identityOf({ type: state.type, name: nameOf(state) })]));
  const isOurs = ({ urn, type }: ResourceState): boolean => type !== stackType && !/::pulumi:providers:[^:]+::default(_|$)/.test(urn);
  return resources.filter(isOurs).map((state): Node => ({
    urn: state.urn, type: state.type, name: nameOf(state), id: state.id ?? "", state,
    inputs: revealAll(state.inputs), outputs: revealAll(state.outputs),
    parent: state.parent === undefined || state.parent.includes(`::${stackType}::`) ? "" : nameOf({ urn: state.parent }),
    provider: state.provider ?? "", protect: state.protect === true,
    dependencies: (state.dependencies ?? []).map((urn) => identities.get(urn) ?? urn).sort(),
    options: options.get(identityOf({ type: state.type, name: nameOf(state) })) ?? {},
  })).sort((a, b) => identityOf(a).localeCompare(identityOf(b)));
}
