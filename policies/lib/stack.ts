import type { PolicyResource } from "@pulumi/policy";
import { revealProperties, type Properties, type Value } from "./value";

/** Properties by which other resources refer to one. */
const identities = ["id", "arn", "bucket"] as const;

/** One resource among the others of its stack. */
export class Node {
  readonly name: string;
  readonly type: string;
  readonly urn: string;
  #props: Properties | undefined;

  constructor(private readonly resource: PolicyResource) {
    this.name = resource.name;
    this.type = resource.type;
    this.urn = resource.urn;
  }

  get props(): Properties {
    return this.#props ??= revealProperties(this.resource.props);
  }

  get parentUrn(): string | undefined {
    return this.resource.parent?.urn;
  }

  /** Strings that name this resource and no other; none before it exists. */
  get identities(): readonly string[] {
    return identities.flatMap((key) => typeof this.props[key] === "string" ? [this.props[key]] : []);
  }

  /**
   * Resources that a property was made of. A part of a bucket, such as its policy, hands the bucket's name on, so that
   * whoever uses the name waits for the part: then the bucket is among them.
   */
  sourcesOf(property: string): readonly PolicyResource[] {
    const direct = this.resource.propertyDependencies[property] ?? [];
    return [...direct, ...direct.flatMap((source) => source.propertyDependencies["bucket"] ?? [])];
  }

  isOrIsWithin(other: PolicyResource): boolean {
    for (let here: PolicyResource | undefined = this.resource; here !== undefined; here = here.parent) {
      if (here.urn === other.urn) return true;
    }
    return false;
  }
}

/** Every resource of a stack, and who refers to whom. */
export class Stack {
  readonly #nodes: readonly Node[];

  constructor(resources: readonly PolicyResource[]) {
    this.#nodes = resources.map((resource) => new Node(resource)).sort((a, b) => (a.urn < b.urn ? -1 : 1));
  }

  /** Every resource, sorted by URN. */
  get all(): readonly Node[] {
    return this.#nodes;
  }

  of(types: readonly string[]): readonly Node[] {
    return this.#nodes.filter((node) => types.includes(node.type));
  }

  /**
   * Whether `from` means `to` by this value of one of its properties. A name or an ARN decides where both are known.
   * Before the update they are not: then what the property was made of decides.
   */
  refers(from: Node, [property, value]: readonly [string, Value], to: Node): boolean {
    if (typeof value === "string" && to.identities.length > 0) return to.identities.includes(value);
    return from.sourcesOf(property).some((source) => to.isOrIsWithin(source));
  }

  /** Resources of these types whose property means `to`. */
  referrers(types: readonly string[], property: string, to: Node): readonly Node[] {
    return this.of(types).filter((node) => this.refers(node, [property, node.props[property]], to));
  }
}
