import type { HealthSpec } from "./spec";

/** Seconds over which an alarm of a release adds up or compares: load balancers measure by the minute. */
export const periodSeconds = 60;

/** Minutes that the alarms about requests look back over, and how many of them have to be bad. */
export const requestWindow = { minutes: 3, badMinutes: 2 } as const;

/**
 * Minutes between what happens and an alarm about it, beside those that the alarm looks back over: one until the first
 * whole minute begins, and one until CloudWatch has its values and has judged them.
 */
const lateMinutes = 2;

/** Minutes in which a task may fail checks and be well: its grace, and the checks that take it out after that. */
export function minutesOfAStart(health: HealthSpec): number {
  return Math.ceil((health.graceSeconds + health.unhealthyCount * health.intervalSeconds) / periodSeconds) + 1;
}

/**
 * Minutes until every alarm of a release has seen a bad version. No wait of a release may be shorter: it would be over
 * before anything could roll back.
 */
export function minutesToNotice(health: HealthSpec): number {
  return Math.max(requestWindow.minutes, minutesOfAStart(health)) + lateMinutes;
}
