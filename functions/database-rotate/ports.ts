import type { Database } from "../shared/ports";

/** A version of a secret by its label, and by its name where both must fit. */
export interface Version {
  readonly stage: "AWSCURRENT" | "AWSPENDING" | "AWSPREVIOUS";
  readonly id?: string;
}

/** What is known of a secret without reading it. */
export interface Description {
  /** Whether somebody has turned rotation off. */
  readonly rotationOff: boolean;
  /** Labels of each version, by the name of the version. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

/** The place where secrets are kept. */
export interface SecretStore {
  describe(secretId: string): Promise<Description>;
  /** Text of a version; nothing when there is no such version. */
  read(secretId: string, version: Version): Promise<string | undefined>;
  /** A new password, which nobody has seen. */
  invent(): Promise<string>;
  /** Keeps a text as the version of that name, labelled `AWSPENDING`. */
  keep(secretId: string, version: { readonly id: string; readonly text: string }): Promise<void>;
  /** Moves the label `AWSCURRENT`. */
  promote(secretId: string, move: { readonly from: string; readonly to: string }): Promise<void>;
}

/** What rotating needs of the world. */
export interface RotationPorts {
  readonly secrets: SecretStore;
  readonly database: Database;
  /** Sixteen bytes that nobody can foresee. */
  salt(): Buffer;
}
