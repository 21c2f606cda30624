import { Resource } from "@pulumi/pulumi";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";

/**
 * Spares the SDK its stack traces: of every resource, to the end, and of every promise. Under ts-node each is mapped to source lines, which
 * costs a test more time than all the rest. Errors of the code under test keep theirs.
 */
export function withoutTraces(): void {
  Reflect.set(Resource, "callsites", () => []);
  const debuggablePromise = Reflect.get(debuggable, "debuggablePromise") as (promise: Promise<unknown>, context: unknown) => Promise<unknown>;
  Reflect.set(debuggable, "debuggablePromise", (promise: Promise<unknown>, context: unknown) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  });
}
