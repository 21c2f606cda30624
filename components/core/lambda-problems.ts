import type { LambdaFunctionArgs } from "./lambda";
import { logRetentionProblems } from "./log-retention";
import { nameProblems } from "./names";
import { isPositiveInteger } from "./numbers";

/** Source: Lambda Developer Guide, "Lambda quotas", function configuration; Lambda API, `CreateFunction`, Description. */
const limits = { memoryMiB: { least: 128, most: 10240 }, timeoutSeconds: { least: 1, most: 900 }, descriptionLength: 256 } as const;

/** Names that Lambda sets itself, and refuses. Source: Lambda Developer Guide, "Defined runtime environment variables". */
const reserved = /^(_HANDLER|_X_AMZN_TRACE_ID|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR|TZ|AWS_.*)$/;

/** What is wrong with a function's arguments, one sentence each. */
export function lambdaProblems(name: string, args: LambdaFunctionArgs): string[] {
  const { memoryMiB, timeoutSeconds, reservedConcurrency } = args.capacity;
  return [
    ...nameProblems("lambdaFunction", name),
    ...whole("memoryMiB", memoryMiB, limits.memoryMiB),
    ...whole("timeoutSeconds", timeoutSeconds, limits.timeoutSeconds),
    ...(reservedConcurrency === undefined || isPositiveInteger(reservedConcurrency)
      ? [] : [`reservedConcurrency is ${reservedConcurrency}: want a whole number, 1 or more, or none at all`]),
    ...(args.description.length > 0 && args.description.length <= limits.descriptionLength
      ? [] : [`description has ${args.description.length} characters: want 1 to ${limits.descriptionLength}`]),
    ...logRetentionProblems("logRetentionDays", args.watch.logRetentionDays),
    ...Object.keys(args.environment).flatMap(environmentProblems),
    ...Object.entries(args.network?.waysOut ?? {}).flatMap(([key, { port }]) =>
      isPositiveInteger(port) && port <= 65535 ? [] : [`port of ${key} is ${port}: want a whole number from 1 to 65535`]),
  ];
}

/** Source: Lambda API, `Environment`, Variables: the pattern of a name. */
function environmentProblems(name: string): string[] {
  if (!/^[a-zA-Z]([a-zA-Z0-9_])+$/.test(name)) return [`environment has ${name}: want a name of two or more letters, digits and underscores, a letter first`];
  return reserved.test(name) ? [`environment has ${name}: Lambda keeps that name for itself, so choose another`] : [];
}

function whole(name: string, value: number, { least, most }: { least: number; most: number }): string[] {
  return Number.isInteger(value) && value >= least && value <= most ? [] : [`${name} is ${value}: want a whole number from ${least} to ${most}`];
}
