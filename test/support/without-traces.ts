import { Resource } from "@pulumi/pulumi";
import { makeOutputsLate } from "../../tools/recorder/child/late-outputs";

makeOutputsLate();

/**
 * Spares the SDK what costs a test more time than all the rest: the stack traces of every resource, to the end, and of every promise, which under
 * ts-node are each mapped to source lines; and, as in the preview, outputs that nobody reads. Errors of the code under test keep their traces.
 */
export function withoutTraces(): void {
  Reflect.set(Resource, "callsites", () => []);
}
