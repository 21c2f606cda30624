/**
 * Days that CloudWatch Logs can keep log events for. It can also keep them for ever, which no log group here does.
 * Source: CloudWatch Logs API, `PutRetentionPolicy`, retentionInDays.
 */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** What is wrong with a retention, at most one sentence. */
export function logRetentionProblems(name: string, days: number): string[] {
  const known: readonly number[] = logRetentionDays;
  return known.includes(days) ? [] : [`${name} is ${days}: want one of ${known.join(", ")}`];
}
