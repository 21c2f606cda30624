import { factsOf, plainProperties, wordOf, type Facts } from "./facts";
import { standsForAll } from "../sdk";
import { unwrapped } from "./sdk";
import type { Properties, Value } from "./value";

/** Properties by which other resources refer to one. */
const identities = ["id", "arn", "bucket"] as const;

/** What the model needs to know of a resource. The SDK's own type has it, and so has an entry of a stack export. */
export interface Member {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: object;
  readonly opts: { readonly protect?: boolean; readonly ignoreChanges?: readonly string[] };
  readonly provider?: { readonly props: object };
  readonly parent?: Member;
  /** For each property, the resources that it was made of. */
  readonly propertyDependencies: Readonly<Record<string, readonly Member[]>>;
}

/** One resource among the others of its stack. */
export class Node {
  readonly name: string;
  readonly urn: string;
  #facts: Facts | undefined;
  #identities: readonly string[] | undefined;

  constructor(private readonly resource: Member) {
    this.name = resource.name;
    this.urn = resource.urn;
  }

  private get facts(): Facts {
    return this.#facts ??= factsOf(this.resource.type, plainProperties(this.resource.props));
  }

  /** Type by the token of `@pulumi/aws`, also where another provider has made it. */
  get type(): string {
    return this.facts.type;
  }

  /** Type as the program has it. */
  get ownType(): string {
    return this.resource.type;
  }

  get props(): Properties {
    return this.facts.props;
  }

  /** Inputs of the provider; empty where the engine names none. */
  get provider(): Properties {
    return plainProperties(this.resource.provider?.props);
  }

  get opts(): Member["opts"] {
    return this.resource.opts;
  }

  get parentUrn(): string | undefined {
    return this.resource.parent?.urn;
  }

  /** Strings that name this resource and no other; none before it exists. */
  get identities(): readonly string[] {
    return this.#identities ??= identities.flatMap((key) => {
      const value = this.props[key];
      return typeof value === "string" && value !== "" ? [value] : [];
    });
  }

  /**
   * Resources that a property was made of. A part of a bucket, such as its policy, hands the bucket's name on, so that
   * whoever uses the name waits for the part: then the bucket is among them.
   */
  sourcesOf(property: string): readonly Member[] {
    const direct: readonly Member[] = this.resource.propertyDependencies[wordOf(this.resource.type, property)] ?? [];
    return [...direct, ...direct.flatMap((source): readonly Member[] => source.propertyDependencies["bucket"] ?? [])];
  }

  /** Resources that any of its properties was made of. */
  get sources(): readonly Member[] {
    return Object.values(this.resource.propertyDependencies).flat();
  }

  isMadeOf(props: object): boolean {
    return unwrapped(this.resource.props) === unwrapped(props);
  }

  isOrIsWithin(other: Pick<Member, "urn">): boolean {
    for (let here: Member | undefined = this.resource; here !== undefined; here = here.parent) {
      if (here.urn === other.urn) return true;
    }
    return false;
  }
}

const models = new WeakMap<object, Stack>();

/** Every resource of a stack, and who refers to whom. */
export class Stack {
  readonly #nodes: readonly Node[];
  readonly #byType = new Map<string, Node[]>();
  readonly #byUrn: ReadonlyMap<string, Node>;

  constructor(resources: readonly Member[]) {
    this.#nodes = resources.map((resource) => new Node(resource)).sort((a, b) => (a.urn < b.urn ? -1 : 1));
    for (const node of this.#nodes) {
      const same = this.#byType.get(node.type);
      if (same === undefined) this.#byType.set(node.type, [node]);
      else same.push(node);
    }
    this.#byUrn = new Map(this.#nodes.map((node) => [node.urn, node]));
  }

  /**
   * The model of these resources. Rules that are asked about the same resources, one after the other, share it: the SDK
   * makes new resources for each rule, of the same properties.
   */
  static of(resources: readonly Member[]): Stack {
    const [first] = resources;
    if (first === undefined) return new Stack([]);
    const key = unwrapped(first.props);
    const known = models.get(key);
    if (known !== undefined && ((resources.length === 1 && standsForAll(key)) || known.isAbout(resources))) return known;
    const stack = new Stack(resources);
    models.set(key, stack);
    return stack;
  }

  /** Whether there is a model of the stack that begins with the resource of these properties. */
  static isKnown(props: object): boolean {
    return models.has(unwrapped(props));
  }

  private isAbout(resources: readonly Member[]): boolean {
    return resources.length === this.#nodes.length
      && resources.every(({ urn, props }) => this.#byUrn.get(urn)?.isMadeOf(props) === true);
  }

  /** Every resource, sorted by URN. */
  get all(): readonly Node[] {
    return this.#nodes;
  }

  of(types: readonly string[]): readonly Node[] {
    if (types.length === 1) return this.#byType.get(types[0] ?? "") ?? [];
    return types.flatMap((type) => this.#byType.get(type) ?? []).sort((a, b) => (a.urn < b.urn ? -1 : 1));
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

/** What `make` finds out about a stack, once for all rules that ask. */
export function perStack<T>(make: (stack: Stack) => T): (stack: Stack) => T {
  const made = new WeakMap<Stack, { readonly value: T }>();
  return (stack) => {
    const known = made.get(stack) ?? { value: make(stack) };
    made.set(stack, known);
    return known.value;
  };
}
