import { type Properties } from "./property";

/** What a program asks when it creates a resource: the message of the wire, as plain data. */
export interface RegisterRequest extends ResourceOptions {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly remote: boolean;
  readonly object: Properties;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Name of a package that was registered by {@link PackageRequest}, or empty. */
  readonly packageRef: string;
  readonly transforms: readonly Callback[];
}

/** The part of a request that a transform may change. */
export interface ResourceOptions {
  /** `<urn>::<id>`, or empty for the default provider. */
  readonly provider: string;
  /** Provider references by package, for the children of a component. */
  readonly providers: Readonly<Record<string, string>>;
  readonly version: string;
  readonly dependencies: readonly string[];
  readonly protect: boolean | undefined;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly replaceWith: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly aliases: readonly unknown[];
  readonly retainOnDelete: boolean | undefined;
  readonly deletedWith: string;
  /** Go durations, such as `5m`; empty where not set. */
  readonly customTimeouts: Readonly<Record<string, string>>;
  readonly importId: string;
  readonly deleteBeforeReplace: boolean | undefined;
}

/** A function of the program's that the engine may call. */
export interface Callback {
  readonly target: string;
  readonly token: string;
}

export interface RegisterResponse {
  readonly urn: string;
  readonly id: string;
  readonly object: Properties;
  /** Set for remote components only: what each output depends on. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

export interface ReadRequest {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly provider: string;
  readonly version: string;
  readonly packageRef: string;
  readonly properties: Properties;
  readonly dependencies: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
}

export interface InvokeRequest {
  readonly token: string;
  readonly args: Properties;
  readonly provider: string;
  readonly version: string;
  readonly packageRef: string;
}

export interface PackageRequest {
  readonly name: string;
  readonly version: string;
}
