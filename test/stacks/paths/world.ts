import { nameOf, type Graph, type ResourceState } from "../../../tools/recorder/graph";
import { revealAll } from "../../../tools/recorder/property";

export type Json = Readonly<Record<string, unknown>>;

/** A resource of a recorded graph, secrets opened. */
export interface Found {
  readonly name: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Json;
  readonly outputs: Json;
}

/** Something that a path leads over, and that is not there. */
export class Gap extends Error {}

/** A recorded graph, to walk in: what stands there, by type and name. Nothing is asked of AWS. */
export class World {
  private readonly byType = new Map<string, Found[]>();

  constructor(graph: Pick<Graph, "resources">) {
    for (const resource of graph.resources) {
      const all = this.byType.get(resource.type) ?? [];
      all.push(foundOf(resource));
      this.byType.set(resource.type, all);
    }
  }

  /** Resources of a type, such as `aws:sqs/queue:Queue`. */
  all(type: string): readonly Found[] {
    return this.byType.get(type) ?? [];
  }

  /** @throws {Gap} when it is not there. */
  one(type: string, name: string): Found {
    return this.first(type, (each) => each.name === name, name);
  }

  /** @throws {Gap} when there is none. */
  first(type: string, fits: (each: Found) => boolean, what: string): Found {
    const found = this.all(type).find(fits);
    if (found === undefined) throw new Gap(`there is no ${type.split(":")[2] ?? type} ${what}`);
    return found;
  }

  /** Who has an ARN. */
  byArn(type: string, arn: unknown): Found | undefined {
    return this.all(type).find(({ outputs }) => outputs["arn"] === arn);
  }
}

const opened = new WeakMap<ResourceState, Found>();

function foundOf(resource: ResourceState): Found {
  const known = opened.get(resource);
  if (known !== undefined) return known;
  const found = {
    name: nameOf(resource), type: resource.type, id: resource.id ?? "", inputs: revealAll(resource.inputs) as Json, outputs: revealAll(resource.outputs) as Json,
  };
  opened.set(resource, found);
  return found;
}

export const text = (value: unknown): string => (typeof value === "string" ? value : "");
export const texts = (value: unknown): readonly string[] => (typeof value === "string" ? [value] : Array.isArray(value) ? value.filter((each) => typeof each === "string") : []);
export const json = (value: unknown): Json => (typeof value === "object" && value !== null ? value as Json : {});
export const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(json) : []);

const read = new Map<string, Json>();

/** A document that stands as text or as an object. */
export function parsed(value: unknown): Json {
  if (typeof value !== "string") return json(value);
  const known = read.get(value) ?? json(JSON.parse(value));
  read.set(value, known);
  return known;
}
