import { type Graph, nameOf, type ResourceState } from "../../recorder/graph";
import { type Reader, References, urnIn } from "../graph/references";
import { referenceChanges } from "./cascade";
import type { Forcing, ForcingOf } from "./forcing";
import { formerUrns } from "./identity";
import { covers, parsePath, type Path, pathText } from "./paths";
import { type Change, differences } from "./values";

/** What becomes of one resource. */
export interface Step {
  readonly action: "create" | "update" | "replace" | "delete";
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly changes: readonly Change[];
  /** Paths that cannot change in place; empty unless the action is `replace`. */
  readonly forcedBy: readonly Path[];
  /** True where the engine refuses the step, since the resource is protected. */
  readonly refused: boolean;
  /** True where a deleted resource stays in the cloud. */
  readonly retained: boolean;
}

/** What an update would do to the resources of one graph to make them those of another. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly unchanged: number;
  /** Stack outputs that differ. */
  readonly outputs: readonly Change[];
  /** `<name>: <path>` of secrets that the earlier file hides. */
  readonly unreadable: readonly string[];
  /** Changed types of which only the documentation says what replaces. */
  readonly unsure: readonly string[];
}

/** Providers have no life of their own in the cloud: these inputs say how to reach it. */
const providerBookkeeping: ReadonlySet<string> = new Set(["version", "pluginDownloadURL"]);

/** Compares two graphs of the same stack, as an update from `before` to `after` would. */
export function planOf(before: Graph, after: Graph, forcingOf: ForcingOf): Plan {
  return new Planner(before, after, forcingOf).plan();
}

class Planner {
  private readonly old: ReadonlyMap<string, ResourceState>;
  private readonly now: ReadonlyMap<string, ResourceState>;
  private readonly oldReferences: References;
  private readonly newReferences: References;
  private readonly replaced = new Set<string>();
  /** Earlier URNs of what has another now. */
  private readonly formerly = new Map<string, string>();
  private readonly unreadable: string[] = [];
  private readonly unsure = new Set<string>();

  constructor(private readonly before: Graph, private readonly after: Graph, private readonly forcingOf: ForcingOf) {
    this.old = managed(before);
    this.now = managed(after);
    this.oldReferences = new References(before.resources);
    this.newReferences = new References(after.resources);
  }

  plan(): Plan {
    const steps: Step[] = [];
    const kept = new Set<string>();
    for (const resource of this.now.values()) {
      const earlier = this.earlier(resource);
      if (earlier === undefined) { steps.push(step("create", resource)); continue; }
      kept.add(earlier.urn);
      const next = this.compare(earlier, resource);
      if (next !== undefined) steps.push(next);
    }
    const deleted = [...this.old.values()].filter((resource) => !kept.has(resource.urn)).reverse();
    steps.push(...deleted.map((resource) => step("delete", resource, { refused: resource.protect === true, retained: resource.retainOnDelete === true })));
    const readers = { before: this.renamed(this.oldReferences.readerOfAll()), after: this.newReferences.readerOfAll() };
    const outputs = differences(this.before.outputs, this.after.outputs, readers);
    return {
      steps, outputs: outputs.changes, unchanged: this.now.size - steps.filter(({ action }) => action !== "delete").length,
      unreadable: [...this.unreadable, ...outputs.unreadable.map((path) => `output ${pathText(path)}`)], unsure: [...this.unsure].sort(),
    };
  }

  /** What a resource was, under the same URN or a former one. */
  private earlier(resource: ResourceState): ResourceState | undefined {
    const found = formerUrns(resource, this.formerly.get(resource.parent ?? "")).map((urn) => this.old.get(urn)).find((state) => state !== undefined);
    if (found !== undefined && found.urn !== resource.urn) this.formerly.set(resource.urn, found.urn);
    return found;
  }

  /** A reader whose references name resources as they are called now. */
  private renamed(reader: Reader): Reader {
    if (this.formerly.size === 0) return reader;
    const now = new Map([...this.formerly].map(([urn, former]) => [former, urn]));
    const renamed = (candidate: string): string => `${now.get(urnIn(candidate)) ?? urnIn(candidate)}${candidate.slice(urnIn(candidate).length)}`;
    return (text) => reader(text).map((part) => typeof part === "string" ? part : { candidates: part.candidates.map(renamed) });
  }

  private compare(earlier: ResourceState, resource: ResourceState): Step | undefined {
    if (!resource.custom) return undefined;
    const forcing = this.forcingOf(resource.type);
    const changes = this.changesOf(earlier, resource, forcing);
    if (changes.length === 0) return undefined;
    const always = (resource.replaceOnChanges ?? []).map(parsePath);
    const forcedBy = changes.map(({ path }) => path)
      .filter((path) => forcing.forces(path) || always.some((pattern) => covers(pattern, path)));
    if (forcedBy.length === 0) {
      if (!forcing.sure) this.unsure.add(resource.type);
      return step("update", resource, { changes });
    }
    this.replaced.add(resource.urn);
    return step("replace", resource, { changes, forcedBy, refused: earlier.protect === true });
  }

  private changesOf(earlier: ResourceState, resource: ResourceState, forcing: Forcing): readonly Change[] {
    const readers = { before: this.renamed(this.oldReferences.readerOf(earlier)), after: this.newReferences.readerOf(resource) };
    const ignored = (resource.ignoreChanges ?? []).map(parsePath);
    const isIgnored = (path: Path): boolean => ignored.some((pattern) => covers(pattern, path));
    const places = { before: this.placeOf(earlier, this.before), after: this.placeOf(resource, this.after) };
    const found = differences(this.comparable(earlier, places.before), this.comparable(resource, places.after), readers);
    const own = found.changes.filter(({ path }) => !isIgnored(path));
    this.unreadable.push(...found.unreadable.filter((path) => !isIgnored(path)).map((path) => `${nameOf(resource)}: ${pathText(path)}`));
    const referred = referenceChanges(resource, readers, { replaced: this.replaced, known: own });
    return [
      ...own, ...referred.filter(({ path }) => !isIgnored(path)),
      ...(forcing.regional ? inherited("region", places.before.region, places.after.region) : []),
      ...(forcing.taggable ? inherited("tagsAll", places.before.tags, places.after.tags) : []),
    ];
  }

  /** Inputs without what the provider adds: its bookkeeping, all tags together, and a region that it has itself. */
  private comparable(resource: ResourceState, place: ProviderPlace): Readonly<Record<string, unknown>> {
    const isProvider = resource.type.startsWith("pulumi:providers:");
    return Object.fromEntries(Object.entries(resource.inputs).filter(([key, value]) =>
      isProvider ? !providerBookkeeping.has(key) : key !== "tagsAll" && !(key === "region" && value === place.region)));
  }

  private placeOf(resource: ResourceState, graph: Graph): ProviderPlace {
    const reference = resource.provider ?? "";
    const urn = reference.slice(0, reference.lastIndexOf("::"));
    const provider = (graph === this.before ? this.old : this.now).get(urn);
    const region = provider?.inputs["region"];
    const tags = provider?.inputs["defaultTags"];
    return {
      ...(typeof region === "string" && { region }),
      ...(tags !== undefined && { tags }),
    };
  }
}

/** What a resource has from its provider. */
interface ProviderPlace {
  readonly region?: string;
  readonly tags?: unknown;
}

/** Change of what a resource has from its provider; none where either side has no such provider. */
function inherited(key: string, before: unknown, after: unknown): readonly Change[] {
  if (before === undefined || after === undefined) return [];
  const verbatim = { before: (text: string) => [text], after: (text: string) => [text] };
  return differences(before, after, verbatim).changes.map((change) => ({ ...change, path: [key, ...change.path.slice(change.path[0] === "tags" ? 1 : 0)] }));
}

/** What a stack owns: not the stack itself, and not what it only reads. */
function managed(graph: Graph): ReadonlyMap<string, ResourceState> {
  return new Map(graph.resources
    .filter(({ type, external }) => type !== "pulumi:pulumi:Stack" && external !== true)
    .map((resource) => [resource.urn, resource]));
}

function step(action: Step["action"], { urn, type }: ResourceState, more: Partial<Step> = {}): Step {
  return { action, urn, type, name: nameOf({ urn }), changes: [], forcedBy: [], refused: false, retained: false, ...more };
}
