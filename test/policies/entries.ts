import type { Entry } from "../../policies/lib/judge";
import type { Member } from "../../policies/lib/stack";
import { nameOf, secretSig, type Graph, type ResourceState } from "../../tools/recorder/graph";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Resources of a recorded graph as the library takes them: secrets opened, as the SDK opens them for rules. */
export function entriesOf(graph: Pick<Graph, "resources">): readonly Entry[] {
  const known = new Map(graph.resources.map((state) => [state.urn, member(state, { ...(state.id !== undefined && { id: state.id }), ...state.outputs })]));
  const asked = new Map(graph.resources.map((state) => [state.urn, member(state, state.inputs)]));
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

function member({ type, urn, protect, ignoreChanges }: ResourceState, props: object): Mutable<Member> {
  return { type, urn, name: nameOf({ urn }), props: opened(props) as object, opts: { protect: protect === true, ignoreChanges: ignoreChanges ?? [] }, propertyDependencies: {} };
}

function link({ urn, parent, propertyDependencies = {} }: ResourceState, members: ReadonlyMap<string, Mutable<Member>>): void {
  const here = members.get(urn);
  if (here === undefined) return;
  const above = members.get(parent ?? "");
  if (above !== undefined) here.parent = above;
  here.propertyDependencies = Object.fromEntries(Object.entries(propertyDependencies).map(([key, urns]) => [key, urns.flatMap((each) => members.get(each) ?? [])]));
}

const openings = new WeakMap<object, unknown>();

function opened(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const before = openings.get(value);
  if (before !== undefined) return before;
  const after = Array.isArray(value) ? value.map(opened)
    : secretSig in value ? opened((value as { value?: unknown }).value)
      : Object.fromEntries(Object.entries(value).filter(([key, each]) => !key.startsWith("__") && each !== undefined).map(([key, each]) => [key, opened(each)]));
  openings.set(value, after);
  return after;
}
