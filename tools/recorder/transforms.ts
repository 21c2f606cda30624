import { type Properties } from "./property";
import { flatten, mapValues, outputValue } from "./property";
import { type Callback, type RegisterRequest, type ResourceOptions } from "./request";

/** What a transform sees, and may change. */
export interface TransformCall {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
  readonly properties: Properties;
  readonly options: ResourceOptions;
}

/** Reaches the functions that a program has handed to its engine. */
export interface CallbackClient {
  transform(callback: Callback, call: TransformCall): Promise<Pick<TransformCall, "properties" | "options">>;
}

/** The transforms of a program: of single resources, which hold for all below them, and of the whole stack. */
export class Transforms {
  readonly #client: CallbackClient;
  readonly #ofStack: Callback[] = [];
  readonly #ofResource = new Map<string, readonly Callback[]>();

  constructor(client: CallbackClient) {
    this.#client = client;
  }

  addToStack(callback: Callback): void {
    this.#ofStack.push(callback);
  }

  addToResource(urn: string, callbacks: readonly Callback[]): void {
    if (callbacks.length > 0) this.#ofResource.set(urn, callbacks);
  }

  /** Whether any transform is known, so that a program without them pays nothing. */
  hold(request: RegisterRequest): boolean {
    return request.transforms.length > 0 || this.#ofStack.length > 0 || this.#ofResource.size > 0;
  }

  /**
   * The request after its own transforms, then those of its ancestors from the nearest, then the stack's.
   * Only where a resource has transforms of its own are its dependencies taken from what they return, as in the engine.
   */
  async apply(request: RegisterRequest, ancestors: readonly string[]): Promise<RegisterRequest> {
    const inherited = ancestors.flatMap((urn) => this.#ofResource.get(urn) ?? []);
    const own = request.transforms.length > 0;
    let properties = own ? withDependencies(request) : request.object;
    let options: ResourceOptions = request;
    for (const callback of [...request.transforms, ...inherited, ...this.#ofStack]) {
      ({ properties, options } = await this.#client.transform(callback, { ...request, properties, options }));
    }
    return { ...request, ...options, object: properties, ...(own && recomputed(properties, options)) };
  }
}

/** Properties in which whatever depends on something is an output value, so that the program's function sees an Output. */
function withDependencies({ object, propertyDependencies }: RegisterRequest): Properties {
  return mapValues(object, (value, key) => {
    const urns = propertyDependencies[key] ?? [];
    return urns.length === 0 ? value : outputValue(value, urns);
  });
}

function recomputed(properties: Properties, options: ResourceOptions): Pick<RegisterRequest, "propertyDependencies" | "dependencies"> {
  const propertyDependencies = mapValues(properties, (value) => {
    const urns = new Set<string>();
    flatten(value, urns);
    return [...urns];
  });
  return { propertyDependencies, dependencies: [...options.dependencies, ...Object.values(propertyDependencies).flat()] };
}
