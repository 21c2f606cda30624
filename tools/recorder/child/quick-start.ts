import { createRequire } from "node:module";
import { postpone } from "../postpone";

/**
 * Takes away what the SDK does and no preview needs: it keeps the whole stack trace of every resource, and the start of every promise. Those traces,
 * mapped to source lines, are the largest cost of a run.
 */
export function quicken(from: string): void {
  Object.defineProperty(Error, "prepareStackTrace", { get: () => undefined, set: () => undefined });
  Object.defineProperty(Error, "stackTraceLimit", { get: () => 0, set: () => undefined });
  postponeUnneeded(from);
}

/**
 * Leaves for later, which is hardly ever, what is loaded at the start: the SDK brings the TypeScript compiler and npm's resolver of dependencies, which
 * it needs only to serialize functions into dynamic providers, and what drives its command line from a program; Zod brings its messages in fifty
 * languages.
 */
export function postponeUnneeded(from: string): void {
  const fromProgram = createRequire(from);
  for (const name of ["@pulumi/pulumi/typescript-shim", "@pulumi/pulumi/automation", "zod/v4/locales"]) postpone(name, fromProgram);
  postpone("@npmcli/arborist", createRequire(fromProgram.resolve("@pulumi/pulumi")));
}
