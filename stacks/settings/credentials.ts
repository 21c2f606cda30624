import { type Settings } from "./schema";

/** Credentials of the services that push, by the name of each in the namespace `push`. */
export type CredentialName = "adm" | "apns" | "fcm";

/** A credential that stands beside the settings, encrypted. */
export interface Credential {
  /** Full key in the stack's configuration. */
  readonly key: `push:${CredentialName}`;
  readonly what: string;
}

/** Credentials that a stack's settings ask for. */
export function credentialsOf({ messaging: { push } }: Settings): readonly Credential[] {
  if (push === "none") return [];
  return [
    ...(push.fcm ? [{ key: "push:fcm", what: "the JSON of a service account at Google" } as const] : []),
    ...(push.apns === "none" ? [] : [{ key: "push:apns", what: "the text of the `.p8` file from Apple" } as const]),
    ...(push.adm === "none" ? [] : [{ key: "push:adm", what: "the secret of the client at Amazon" } as const]),
  ];
}
