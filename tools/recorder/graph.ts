/**
 * One resource as the engine would keep it: an entry of `.deployment.resources` in a stack export.
 * A secret stands as `{ [secretSig]: secretMark, value }`, the form that it has on the wire.
 */
export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  /** True for what a provider manages; false for components and the stack. */
  readonly custom: boolean;
  readonly id?: string;
  readonly parent?: string;
  /** `<urn of the provider>::<its id>`; absent on components, providers and the stack. */
  readonly provider?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly protect?: boolean;
  readonly external?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly retainOnDelete?: boolean;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly customTimeouts?: Readonly<Record<string, number>>;
  /** Kept for the policy packs; the engine leaves it out of its state. */
  readonly aliases?: readonly unknown[];
}

/** Everything that a program registered, each resource after all that it depends on. The first is the stack itself. */
export interface Graph {
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly ResourceState[];
  /** Stack outputs, secrets marked as in {@link ResourceState}. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Key whose value marks what is no plain data, and those values of a secret and a resource: the SDK's own `specialSigKey`, `specialSecretSig` and `specialResourceSig`. */
export const secretSig = "4dabf18193072939515e22adb298388d";
export const secretMark = "1b47061264138c4ac30d75fd1eb44270";
export const resourceMark = "5cf8f73096256a8f31e491e813e4eb8e";

/** Name of a resource: the last part of its URN. */
export function nameOf(resource: Pick<ResourceState, "urn">): string {
  return resource.urn.slice(resource.urn.lastIndexOf("::") + 2);
}
