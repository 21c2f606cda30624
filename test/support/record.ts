import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";

/** One resource as the program asked for it. */
export interface Node {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** URN and id of the provider, or empty for components. */
  readonly provider: string;
  readonly options: pulumi.ResourceOptions;
}

/** Everything a program registered, sorted by type and name, because registration order is not program order. */
export class Nodes {
  constructor(readonly all: readonly Node[]) {}

  /** One line per resource: `aws:route53/record:Record use2-failover-app`. */
  get identities(): string[] {
    return this.all.map(identity);
  }

  /** Inputs of every resource of a type, by name. */
  inputs(type: string): Record<string, Node["inputs"]> {
    return Object.fromEntries(this.all.filter((node) => node.type === type).map((node) => [node.name, node.inputs]));
  }

  one(type: string, name: string): Node {
    const [node, ...more] = this.all.filter((each) => each.type === type && each.name === name);
    if (node === undefined || more.length > 0) {
      throw new Error(`want one ${type} named ${name} among:\n  ${this.identities.join("\n  ")}`);
    }
    return node;
  }
}

const identity = (node: Node): string => `${node.type} ${node.name}`;

/** What a deployment would do to get from one graph to the other, one line per change. */
export function changes(from: Nodes, to: Nodes): string[] {
  const before = new Map(from.all.map((node) => [identity(node), node]));
  const after = new Map(to.all.map((node) => [identity(node), node]));
  const created = [...after.keys()].filter((key) => !before.has(key)).map((key) => `create ${key}`);
  const deleted = [...before.keys()].filter((key) => !after.has(key)).map((key) => `delete ${key}`);
  const updated = [...before].flatMap(([key, old]) => {
    const now = after.get(key);
    if (now === undefined) return [];
    return [...new Set([...Object.keys(old.inputs), ...Object.keys(now.inputs)])]
      .filter((property) => !isDeepStrictEqual(old.inputs[property], now.inputs[property]))
      .map((property) => `update ${key}: ${property}`);
  });
  return [...created, ...deleted, ...updated].sort();
}

/** What AWS would answer beyond the inputs, for the types whose answers the program reads. */
export type Answer = (type: string, name: string, inputs: Node["inputs"]) => Readonly<Record<string, unknown>>;

/**
 * Builds `program` with no cloud and no engine, and waits until every registration has settled.
 * Pass the given options to the outermost component: they carry the recorder.
 */
export async function record<T>(
  program: (opts: pulumi.ComponentResourceOptions) => T, answer: Answer = () => ({}),
): Promise<{ graph: Nodes; result: T }> {
  const options = new Map<string, pulumi.ResourceOptions>();
  const nodes: Node[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, provider }) => {
      const asked = inputs as Node["inputs"];
      nodes.push({ type, name, inputs: asked, provider: provider ?? "", options: options.get(`${type} ${name}`) ?? {} });
      return { id: `${name}-id`, state: { ...asked, arn: `arn:aws:test:::${name}`, ...answer(type, name, asked) } };
    },
    call: ({ token }) => {
      throw new Error(`${token}: components look nothing up; pass the answer in as an argument`);
    },
  }, "understudy", "test", false);
  const spy: pulumi.ResourceTransformation = ({ type, name, opts }) => {
    options.set(`${type} ${name}`, opts);
    return undefined;
  };
  const result = program({ transformations: [spy] });
  await pulumi.runtime.disconnect();
  nodes.sort((a, b) => identity(a).localeCompare(identity(b)));
  return { graph: new Nodes(nodes), result };
}

/** The settled value of an output. Rejects, rather than hangs, when the output fails. */
export function value<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    output.apply(resolve);
    (output as unknown as { promise(): Promise<T> }).promise().catch(reject);
  });
}
