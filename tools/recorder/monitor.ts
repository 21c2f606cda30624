import { type Answer, type Answers } from "../answers/answers";
import { expansions } from "./expansions";
import { type Graph, type ResourceState } from "./graph";
import { Lineage } from "./lineage";
import { keptDependencies, keptOptions } from "./options";
import { flatten, holdsSecret, mapValues, type Properties, referencesAsIds, revealAll, secret } from "./property";
import { defaultProviderDenied, providerProperties, Providers, type ProviderSettings, refOf } from "./providers";
import {
  type Callback, type InvokeRequest, type PackageRequest, type ReadRequest, type RegisterRequest, type RegisterResponse,
} from "./request";
import { uuidOf } from "./stable-id";
import { type CallbackClient, Transforms } from "./transforms";
import { isProviderType, makeUrn, packageOf, stackType } from "./urn";

/** What a recorder has to know before a program starts. */
export interface RecorderSettings extends ProviderSettings {
  readonly answers: Answers;
  /** Reaches the program's own functions, for its transforms. */
  readonly callbacks: CallbackClient;
  /** Hears of each resource as soon as it is recorded. Outputs of components come later. */
  readonly onResource?: (resource: ResourceState) => void;
}

/** Why a recording is refused, and which resource is the reason. */
export interface Refusal {
  readonly message: string;
  readonly urn: string;
}

/**
 * Stands in for the engine's resource monitor: records what a program asks for, and answers as if all of it were created.
 * Knows no transport; a host hands it requests as plain data. One recorder records one run of one program.
 */
export class Recorder {
  /** What the engine would have refused, in the order in which it was asked. */
  readonly refusals: Refusal[] = [];
  /** Settles with the first of {@link refusals}; never, where there is none. */
  readonly refused: Promise<Refusal>;
  #refuse: (refusal: Refusal) => void = () => undefined;
  readonly #settings: RecorderSettings;
  readonly #providers: Providers;
  readonly #transforms: Transforms;
  readonly #lineage = new Lineage();
  readonly #resources = new Map<string, ResourceState>();
  readonly #claimed = new Set<string>();
  readonly #rough = new Set<string>();
  #outputs: Properties | undefined;

  constructor(settings: RecorderSettings) {
    this.#settings = settings;
    this.refused = new Promise((resolve) => (this.#refuse = resolve));
    this.#providers = new Providers(settings);
    this.#transforms = new Transforms(settings.callbacks);
  }

  /** All that was recorded so far. */
  get graph(): Graph {
    const { project, stack } = this.#settings;
    return { project, stack, resources: [...this.#resources.values()], outputs: this.#outputs ?? {} };
  }

  /** Whether the program came to its end, so that the outputs of its stack are known. */
  get finished(): boolean {
    return this.#outputs !== undefined;
  }

  /** Types for which the answers know only a general form, sorted. */
  get fallbackTypes(): string[] {
    return [...this.#rough].sort();
  }

  find(urn: string): ResourceState | undefined {
    return this.#resources.get(urn);
  }

  /**
   * Records a resource and answers for its provider.
   * @throws {Error} what the engine would refuse; it is kept in {@link refusals} as well.
   */
  async registerResource(asked: RegisterRequest): Promise<RegisterResponse> {
    const urn = this.#urnOf(asked);
    return this.#refusing(urn, async () => {
      const inherited = this.#lineage.inherit(asked);
      const request = this.#transforms.hold(inherited)
        ? this.#lineage.inherit(await this.#transforms.apply(inherited, this.#lineage.ancestorsOf(asked.parent))) : inherited;
      this.#claim(urn);
      this.#lineage.add(urn, request);
      this.#transforms.addToResource(urn, request.transforms);
      return request.remote ? await this.#construct(urn, request) : this.#register(urn, request);
    });
  }

  /** Records a resource that exists already, and that this program only reads. */
  async readResource(request: ReadRequest): Promise<Pick<RegisterResponse, "urn" | "object">> {
    const { type, name, id, dependencies } = request;
    const urn = this.#urnOf(request);
    return this.#refusing(urn, () => {
      const provider = this.#providerFor(request, () => defaultProviderDenied(type, type));
      this.#claim(urn);
      const inputs = mapValues(request.properties, (value) => flatten(value, new Set()));
      const answer = this.#settings.answers.read({ urn, type, name, id, inputs: revealAll(inputs), place: this.#place(provider) });
      const outputs = answeredOutputs(inputs, answer, request.additionalSecretOutputs);
      this.#add({
        urn, type, custom: true, id, ...(request.parent !== "" && { parent: request.parent }), provider, external: true,
        inputs, outputs, ...keptDependencies(dependencies),
      });
      return { urn, object: outputs };
    });
  }

  /**
   * Answers a call to a provider's function.
   * @throws {Error} when there is no answer to it; a program may catch this, so it is no refusal.
   */
  invoke(request: InvokeRequest): Properties {
    const { token, args } = request;
    if (token === "pulumi:pulumi:getResource") return this.#stateOf(String(args["urn"]));
    const provider = this.#providerFor({ ...request, type: token }, (name) => defaultProviderDenied(name, token));
    const settings = revealAll(this.#settings.configOf(this.#settings.project));
    return this.#settings.answers.invoke({ token, args: revealAll(args), place: this.#place(provider), settings });
  }

  /** Takes the outputs of a component, and of the stack, once the program has them. */
  registerOutputs(urn: string, given: Properties): void {
    const outputs = mapValues(given, (value) => flatten(value, new Set()));
    const resource = this.#resources.get(urn);
    if (resource !== undefined) this.#resources.set(urn, { ...resource, outputs });
    if (resource?.type === stackType) this.#outputs = outputs;
  }

  registerPackage(request: PackageRequest): string {
    return this.#providers.registerPackage(request);
  }

  registerStackTransform(callback: Callback): void {
    this.#transforms.addToStack(callback);
  }

  #register(urn: string, request: RegisterRequest): RegisterResponse {
    const { type, name, custom, parent } = request;
    const version = this.#providers.versionOf(request);
    const managed = custom && !isProviderType(type);
    const provider = managed ? this.#providerFor(request, (packageName) => defaultProviderDenied(packageName, urn)) : "";
    const propertyDependencies = mapValues(request.propertyDependencies, (urns) => new Set(urns));
    const given = mapValues(request.object, (value, key) => flatten(value, (propertyDependencies[key] ??= new Set()), key));
    const inputs = custom ? mapValues(given, referencesAsIds) : given;
    const common = {
      urn, type, custom, ...(parent !== "" && { parent }), ...keptDependencies(request.dependencies), ...keptOptions(request),
      ...(Object.keys(propertyDependencies).length > 0 && { propertyDependencies: mapValues(propertyDependencies, (urns) => [...urns].sort()) }),
    };
    if (!custom) return this.#keep({ ...common, inputs, outputs: {} });
    if (isProviderType(type)) return this.#keep({ ...common, id: uuidOf(urn), ...providerProperties(inputs, version) });
    const answer = this.#settings.answers.create({ urn, type, name, inputs: revealAll(inputs), place: this.#place(provider) });
    if (answer.isRough === true) this.#rough.add(type);
    const id = request.importId === "" ? answer.id : request.importId;
    return this.#keep({ ...common, id, provider, inputs, outputs: answeredOutputs(inputs, answer, request.additionalSecretOutputs) });
  }

  /** A remote component: what its own process would register, and its outputs once all of that is there. */
  async #construct(urn: string, request: RegisterRequest): Promise<RegisterResponse> {
    const { type, name } = request;
    const expand = expansions[type];
    if (expand === undefined) {
      throw new Error(`${type} '${name}' is built by another program, which does not run here: use one of ${Object.keys(expansions).join(", ")}`);
    }
    this.#providerFor(request, (packageName) => defaultProviderDenied(packageName, type));
    const inputs = mapValues(request.object, (value, key) => {
      const seen = new Set(request.propertyDependencies[key]);
      const plain = flatten(value, seen, key);
      if (seen.size > 0) throw new Error(`${type} '${name}': ${key} depends on ${[...seen].join(", ")}; a preview builds it from plain values only`);
      return plain;
    });
    this.#register(urn, { ...request, object: {}, propertyDependencies: {} });
    return { urn, id: "", ...await expand({ urn, name, inputs: revealAll(inputs), register: async (child) => this.registerResource(child) }) };
  }

  #keep(resource: ResourceState): RegisterResponse {
    this.#add(resource);
    return { urn: resource.urn, id: resource.id ?? "", object: resource.custom ? resource.outputs : {} };
  }

  #add(resource: ResourceState): void {
    this.#resources.set(resource.urn, resource);
    this.#settings.onResource?.(resource);
  }

  /** Reference to the provider of a request: its own, or the default one, made when it is first needed. */
  #providerFor(
    request: { readonly type: string; readonly provider: string; readonly version: string; readonly packageRef: string },
    denied: (packageName: string) => Error,
  ): string {
    if (request.provider !== "") return request.provider;
    const packageName = packageOf(request.type);
    if (this.#providers.isDisabled(packageName)) throw denied(packageName);
    const provider = this.#providers.defaultProvider(packageName, this.#providers.versionOf(request));
    if (!this.#resources.has(provider.urn)) {
      this.#claim(provider.urn);
      this.#add(provider);
    }
    return refOf(provider);
  }

  #place(provider: string) {
    return this.#providers.placeOf(provider, (urn) => this.#resources.get(urn));
  }

  #stateOf(urn: string): Properties {
    const resource = this.#resources.get(urn);
    if (resource === undefined) throw new Error(`unknown resource ${urn}`);
    return { urn, id: resource.id ?? "", state: resource.outputs };
  }

  #urnOf(request: Pick<RegisterRequest, "type" | "name" | "parent">): string {
    const { project, stack } = this.#settings;
    return makeUrn({ project, stack, ...request });
  }

  #claim(urn: string): void {
    if (this.#claimed.has(urn)) throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    this.#claimed.add(urn);
  }

  async #refusing<T>(urn: string, work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (this.refusals.at(-1)?.message !== message) this.refusals.push({ message, urn });
      this.#refuse({ message, urn });
      throw error;
    }
  }
}

/** What the program sees: its inputs, what the answer adds or changes, and secrets still secret. */
function answeredOutputs(inputs: Properties, { outputs }: Answer, secretOutputs: readonly string[]): Properties {
  const kept = { ...inputs, ...mapValues(outputs, (value, key) => (holdsSecret(inputs[key]) ? secret(value) : value)) };
  for (const key of secretOutputs) if (kept[key] !== undefined) kept[key] = secret(kept[key]);
  return kept;
}
