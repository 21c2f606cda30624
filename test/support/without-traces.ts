import { Resource } from "@pulumi/pulumi";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";

/**
 * Spares the SDK its stack traces: of every resource, to the end, and of every promise, which it keeps to say at the end of the process whose
 * are still open. Under ts-node each is mapped to source lines, which costs a test more time than all the rest; the end of a test process is
 * the end of no program. Errors of the code under test keep theirs.
 */
export function withoutTraces(): void {
  Reflect.set(Resource, "callsites", () => []);
  Reflect.set(debuggable, "debuggablePromise", (promise: Promise<unknown>) => promise);
}
