import type { Entry } from "../../policies/lib/judge";
import type { Member } from "../../policies/lib/stack";
import { Unknown } from "../../policies/lib/value";
import { nameOf, type Graph, type ResourceState } from "../recorder/graph";
import { isObject, isSecret, type Properties } from "../recorder/property";

/**
 * Resources of a graph as the library takes them: secrets opened, as the SDK opens them for rules. One that a file keeps to itself is as unknown as
 * what only the update can tell.
 */
export function entriesOf(graph: Pick<Graph, "resources">): readonly Entry[] {
  const known = new Map<string, GraphMember>();
  const asked = new Map<string, GraphMember>();
  for (const state of graph.resources) {
    known.set(state.urn, new GraphMember(state, whole(state), known));
    asked.set(state.urn, new GraphMember(state, openedOnce(state.inputs), asked));
  }
  return graph.resources.flatMap(({ urn, provider, parent }) => {
    const [one, other] = [asked.get(urn), known.get(urn)];
    if (one === undefined || other === undefined) return [];
    const made = asked.get(provider?.slice(0, provider.lastIndexOf("::")) ?? "");
    one.stand(asked.get(parent ?? ""), made);
    other.stand(known.get(parent ?? ""), made);
    return [{ asked: one, known: other }];
  });
}

/** One resource among those of its graph. Few rules ask what it was made of: that is looked up when the first does. */
class GraphMember implements Member {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly opts: Member["opts"];
  parent?: Member;
  provider?: Member;
  readonly #madeOf: Readonly<Record<string, readonly string[]>>;
  #links: Member["propertyDependencies"] | undefined;

  constructor(state: ResourceState, readonly props: Properties, private readonly all: ReadonlyMap<string, GraphMember>) {
    const { type, urn, protect, ignoreChanges } = state;
    [this.type, this.urn, this.name] = [type, urn, nameOf({ urn })];
    this.opts = { protect: protect === true, ignoreChanges: ignoreChanges ?? [] };
    this.#madeOf = state.propertyDependencies ?? {};
  }

  /** Puts it below its parent, and into the hands of its provider. */
  stand(parent: Member | undefined, provider: Member | undefined): void {
    if (parent !== undefined) this.parent = parent;
    if (provider !== undefined) this.provider = provider;
  }

  get propertyDependencies(): Member["propertyDependencies"] {
    return this.#links ??= Object.fromEntries(Object.entries(this.#madeOf).map(([key, urns]) => [key, urns.flatMap((each) => this.all.get(each) ?? [])]));
  }
}

const openings = new WeakMap<Properties, Properties>();

/** Graphs that differ in one resource share the others: each is read once. */
function openedOnce(props: Properties): Properties {
  const opened = openings.get(props) ?? openedAll(props, "");
  openings.set(props, opened);
  return opened;
}

const wholes = new WeakMap<Properties, { readonly id: string | undefined; readonly props: Properties }>();

/** What is known of a resource: its outputs, and its ID. */
function whole({ id, outputs }: ResourceState): Properties {
  const known = wholes.get(outputs);
  if (known !== undefined && known.id === id) return known.props;
  const props = { ...(id !== undefined && { id }), ...openedOnce(outputs) };
  wholes.set(outputs, { id, props });
  return props;
}

/** What stands in a file for a secret that it does not show. */
const sealed = "[secret]";

function openedAll(props: Properties, path: string): Properties {
  const kept = Object.entries(props).filter(([key, each]) => !key.startsWith("__") && each !== undefined);
  return Object.fromEntries(kept.map(([key, each]) => [key, opened(each, path === "" ? key : `${path}.${key}`)]));
}

function opened(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((each, index) => opened(each, `${path}[${String(index)}]`));
  if (!isObject(value)) return value;
  if (!isSecret(value)) return openedAll(value, path);
  return value["value"] === sealed ? new Unknown(path) : opened(value["value"], path);
}
