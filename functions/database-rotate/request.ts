import { isObject } from "../shared/json";
import type { Description } from "./ports";

const steps = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

/** What Secrets Manager asks for. Source: Secrets Manager User Guide, "Lambda rotation functions", the four steps. */
export interface Request {
  readonly secretId: string;
  /** Name of the version that is being made. */
  readonly token: string;
  readonly step: (typeof steps)[number];
}

/**
 * Reads an event of Secrets Manager.
 *
 * @throws {Error} when it is none.
 */
export function parseRequest(event: unknown): Request {
  const { SecretId: secretId, ClientRequestToken: token, Step: asked } = isObject(event) ? event : {};
  const step = steps.find((known) => known === asked);
  if (typeof secretId !== "string" || typeof token !== "string" || step === undefined) {
    throw new Error(`the event is no rotation: want SecretId, ClientRequestToken and Step, one of ${steps.join(", ")}`);
  }
  return { secretId, token, step };
}

/**
 * Whether a version has still to be made current. It is current already when Secrets Manager asks once more.
 *
 * @throws {Error} when the version cannot be rotated to.
 */
export function isOpen({ secretId, token }: Request, { rotationOff, stages }: Description): boolean {
  if (rotationOff) throw new Error(`rotation of ${secretId} is off: want it on`);
  const labels = stages[token];
  if (labels === undefined) throw new Error(`${secretId} has no version ${token}: want one that Secrets Manager has started`);
  if (labels.includes("AWSCURRENT")) return false;
  if (!labels.includes("AWSPENDING")) throw new Error(`version ${token} of ${secretId} is labelled ${labels.join(", ")}: want AWSPENDING`);
  return true;
}

/** Name of the version that is current. */
export function currentVersion({ stages }: Description): string | undefined {
  return Object.entries(stages).find(([, labels]) => labels.includes("AWSCURRENT"))?.[0];
}
