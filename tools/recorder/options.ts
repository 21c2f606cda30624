import { type ResourceState } from "./graph";
import { type RegisterRequest } from "./request";

type Kept = Pick<ResourceState, "protect" | "ignoreChanges" | "replaceOnChanges" | "retainOnDelete" | "deletedWith" | "replaceWith"
  | "additionalSecretOutputs" | "customTimeouts" | "aliases">;

/** The options that the engine keeps with a resource. It leaves out what is empty or false. */
export function keptOptions(request: RegisterRequest): Kept {
  const { ignoreChanges, replaceOnChanges, replaceWith, additionalSecretOutputs, aliases } = request;
  const customTimeouts = secondsOf(request.customTimeouts);
  return {
    ...(request.protect === true && { protect: true }),
    ...(request.retainOnDelete === true && { retainOnDelete: true }),
    ...(request.deletedWith !== "" && { deletedWith: request.deletedWith }),
    ...(ignoreChanges.length > 0 && { ignoreChanges }),
    ...(replaceOnChanges.length > 0 && { replaceOnChanges }),
    ...(replaceWith.length > 0 && { replaceWith }),
    ...(additionalSecretOutputs.length > 0 && { additionalSecretOutputs }),
    ...(aliases.length > 0 && { aliases }),
    ...(Object.keys(customTimeouts).length > 0 && { customTimeouts }),
  };
}

/** Dependencies as the engine keeps them: none at all rather than an empty list. In the order of their URNs, since theirs has no meaning. */
export function keptDependencies(urns: Iterable<string>): Pick<ResourceState, "dependencies"> {
  const dependencies = [...new Set(urns)].sort();
  return dependencies.length > 0 ? { dependencies } : {};
}

function secondsOf(timeouts: Readonly<Record<string, string>>): Record<string, number> {
  return Object.fromEntries(Object.entries(timeouts).filter(([, text]) => text !== "").map(([key, text]) => [key, seconds(text)]));
}

const unitSeconds: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, "µs": 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/**
 * Seconds of a Go duration such as `1h30m`.
 * @throws {Error} when it is none.
 */
export function seconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.map(([part]) => part).join("") !== duration || parts.length === 0) {
    throw new Error(`custom timeout ${JSON.stringify(duration)} is no duration: write one such as 90s, 5m or 1h30m`);
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit ?? ""] ?? 0), 0);
}
