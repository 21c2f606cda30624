import type { Entry } from "../../policies/lib/judge";
import type { Member } from "../../policies/lib/stack";
import { Unknown } from "../../policies/lib/value";
import { nameOf, type Graph, type ResourceState } from "../recorder/graph";
import { isObject, isSecret, type Properties } from "../recorder/property";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Resources of a graph as the library takes them: secrets opened, as the SDK opens them for rules. One that a file keeps to itself is as unknown as
 * what only the update can tell.
 */
export function entriesOf(graph: Pick<Graph, "resources">): readonly Entry[] {
  const known = new Map(graph.resources.map((state) => [state.urn, member(state, whole(state))]));
  const asked = new Map(graph.resources.map((state) => [state.urn, member(state, openedOnce(state.inputs))]));
  for (const state of graph.resources) {
    for (const members of [known, asked]) link(state, members);
    const provider = asked.get(state.provider?.slice(0, state.provider.lastIndexOf("::")) ?? "");
    for (const each of [known.get(state.urn), asked.get(state.urn)]) if (each !== undefined && provider !== undefined) each.provider = provider;
  }
  return graph.resources.flatMap(({ urn }) => {
    const [one, other] = [asked.get(urn), known.get(urn)];
    return one === undefined || other === undefined ? [] : [{ asked: one, known: other }];
  });
}

function member({ type, urn, protect, ignoreChanges }: ResourceState, props: Properties): Mutable<Member> {
  return { type, urn, name: nameOf({ urn }), props, opts: { protect: protect === true, ignoreChanges: ignoreChanges ?? [] }, propertyDependencies: {} };
}

function link({ urn, parent, propertyDependencies = {} }: ResourceState, members: ReadonlyMap<string, Mutable<Member>>): void {
  const here = members.get(urn);
  if (here === undefined) return;
  const above = members.get(parent ?? "");
  if (above !== undefined) here.parent = above;
  here.propertyDependencies = Object.fromEntries(Object.entries(propertyDependencies).map(([key, urns]) => [key, urns.flatMap((each) => members.get(each) ?? [])]));
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
