/** What the policy SDK exports for packs and their tests, but leaves out of its typings. */
declare module "@pulumi/policy/proxy" {
  /** Thrown by the SDK's proxy on reading what is not known yet. A rule that lets it through ends without a verdict. */
  class UnknownValueError extends Error {
    constructor(sentinel: string, props: readonly string[]);
  }
  const unknownStringValue: string;
  const unknownBooleanValue: string;
  const unknownNumberValue: string;
  const unknownArrayValue: string;
  const unknownAssetValue: string;
  const unknownArchiveValue: string;
  const unknownObjectValue: string;
  /** Key under which a proxy keeps what it stands before. */
  const getSpecialProxyTarget: string;
  /** Inputs as the SDK hands them to a rule. */
  function unknownCheckingProxy<T extends object>(inputs: T): T;
}

import * as proxy from "@pulumi/policy/proxy";

export { UnknownValueError, unknownCheckingProxy, unknownStringValue } from "@pulumi/policy/proxy";

/** What stands in a message for a value that is not known yet, by the type that it will have. */
export const unknownValues: ReadonlySet<string> = new Set([
  proxy.unknownStringValue, proxy.unknownBooleanValue, proxy.unknownNumberValue, proxy.unknownArrayValue, proxy.unknownAssetValue,
  proxy.unknownArchiveValue, proxy.unknownObjectValue,
]);

/** What a proxy of the SDK stands before; anything else as it is. */
export function unwrapped(value: object): object {
  const target: unknown = Reflect.get(value, proxy.getSpecialProxyTarget);
  return typeof target === "object" && target !== null ? target : value;
}
