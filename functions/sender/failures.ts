import type { Outcome } from "./ports";

/** Names of errors with which a service says that it will never send this message. */
const hopeless = new Set(["BadRequestException", "MessageRejected", "ValidationException"]);

/**
 * What a failed call leaves behind. A service that answers with an error of the caller's has sent nothing, and most of those pass: too many
 * at once, a paused account, a permission that is not there yet. After any other error nobody knows.
 */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Error)) return { kind: "unclear" };
  const why = `${error.name}: ${error.message}`;
  if (error.name === "ConflictException" && member(error, "Reason") === "DESTINATION_PHONE_NUMBER_OPTED_OUT") return { kind: "opted-out", why };
  if (hopeless.has(error.name)) return { kind: "refused", why };
  const status = member(member(error, "$metadata"), "httpStatusCode");
  return { kind: typeof status === "number" && status >= 400 && status < 500 ? "again" : "unclear", why };
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
