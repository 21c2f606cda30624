import { type Place } from "../answers/answers";
import { type ResourceState } from "./graph";
import { type Properties, reveal } from "./property";
import { type PackageRequest } from "./request";
import { uuidOf } from "./stable-id";
import { makeUrn, packageOf, parseProviderRef, providerTypeOf } from "./urn";

/** Account of a provider that does not say which accounts it allows. AWS reserves it for examples. */
const exampleAccount = "123456789012";
/** Region of a provider that names none. The real provider would ask the machine's environment, which a preview must not. */
const exampleRegion = "us-east-1";

/** What a stack decides about the providers that no program asks for. */
export interface ProviderSettings {
  readonly project: string;
  readonly stack: string;
  /** Packages without a default provider, or `*` for all: `pulumi:disable-default-providers`. */
  readonly disabled: readonly string[];
  /** Configuration of a package, which its default provider takes as inputs. */
  configOf(packageName: string): Properties;
}

/** The refusal of a resource that names no provider where none is made for it, in the engine's words. */
export function defaultProviderDenied(what: string, who: string): Error {
  return new Error(`Default provider for '${what}' disabled. '${who}' must use an explicit provider.`);
}

/** The providers of a recording: those that the program makes, and the default ones that the engine would make for it. */
export class Providers {
  readonly #settings: ProviderSettings;
  readonly #packages = new Map<string, PackageRequest>();
  readonly #places = new Map<string, Place>();

  constructor(settings: ProviderSettings) {
    this.#settings = settings;
  }

  /** Keeps a package, and returns the reference by which requests name it. */
  registerPackage(request: PackageRequest): string {
    const ref = uuidOf(`${request.name}@${request.version}`);
    this.#packages.set(ref, request);
    return ref;
  }

  /** Version that a request asks for, in itself or through its package. */
  versionOf(request: { readonly version: string; readonly packageRef: string }): string {
    return request.packageRef === "" ? request.version : (this.#packages.get(request.packageRef)?.version ?? "");
  }

  isDisabled(packageName: string): boolean {
    return this.#settings.disabled.some((barred) => barred === "*" || barred === packageName);
  }

  /** The provider that the engine makes where a request names none. It has no parent. */
  defaultProvider(packageName: string, version: string): ResourceState {
    const type = providerTypeOf(packageName);
    const name = version === "" ? "default" : `default_${version.replaceAll(/[.+-]/g, "_")}`;
    const urn = makeUrn({ ...this.#settings, type, name });
    return { urn, type, custom: true, id: uuidOf(urn), ...providerProperties(this.#settings.configOf(packageName), version) };
  }

  /** Region and account that a provider works in. */
  placeOf(ref: string, find: (urn: string) => ResourceState | undefined): Place {
    const known = this.#places.get(ref);
    if (known !== undefined) return known;
    const place = placeIn(find(parseProviderRef(ref).urn)?.inputs ?? {});
    this.#places.set(ref, place);
    return place;
  }
}

/** Inputs and outputs of a provider: what it was given, and the version of its plugin. */
export function providerProperties(given: Properties, version: string): Pick<ResourceState, "inputs" | "outputs"> {
  const outputs = version === "" ? { ...given } : { ...given, version };
  return { inputs: { ...outputs, __internal: {} }, outputs };
}

/** Reference to a provider for a request: `<urn>::<id>`. */
export function refOf(provider: ResourceState): string {
  return `${provider.urn}::${provider.id ?? ""}`;
}

/** Whether a provider reference is for this package. */
export function serves(ref: string, packageName: string): boolean {
  const { urn } = parseProviderRef(ref);
  const chain = urn.split("::", 3)[2] ?? "";
  return packageOf(chain.slice(chain.lastIndexOf("$") + 1)) === packageName;
}

function placeIn(inputs: Properties): Place {
  const region = reveal(inputs["region"]);
  return {
    region: typeof region === "string" && region !== "" ? region : exampleRegion,
    account: firstAccount(reveal(inputs["allowedAccountIds"])) ?? exampleAccount,
  };
}

function firstAccount(listed: unknown): string | undefined {
  if (typeof listed !== "string") return undefined;
  const accounts: unknown = JSON.parse(listed);
  const first: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
  return typeof first === "string" ? first : undefined;
}
