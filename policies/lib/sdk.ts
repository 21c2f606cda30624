/** What the policy SDK exports for packs and their tests, but leaves out of its typings. */
declare module "@pulumi/policy/proxy" {
  /** Thrown by the SDK's proxy on reading what is not known yet. A rule that lets it through ends without a verdict. */
  class UnknownValueError extends Error {
    constructor(sentinel: string, props: readonly string[]);
  }
  const unknownStringValue: string;
  /** Inputs as the SDK hands them to a rule. */
  function unknownCheckingProxy<T extends object>(inputs: T): T;
}

export { UnknownValueError, unknownCheckingProxy, unknownStringValue } from "@pulumi/policy/proxy";
