import { detectionPolicy, secondsToSee } from "../../protocol/quorum";

/** How often the standby looks at the active place, and how stubbornly. */
export interface Detection {
  /** Seconds between two looks. */
  readonly periodSeconds: number;
  /** Bad looks in a row that declare the place lost. */
  readonly points: number;
}

/** Worst case, in seconds, from a place falling silent to people being paged, and to its being declared lost. */
export function secondsToDetect(detection: Detection): { readonly paged: number; readonly declared: number } {
  const policy = detectionPolicy(detection);
  return { paged: secondsToSee(policy, policy.suspectPoints), declared: secondsToSee(policy, policy.declarePoints) };
}

/** Least minutes between two activations that start by themselves. */
export function minutesToCool(detection: Detection): number {
  return detectionPolicy(detection).cooldownSeconds / 60;
}

/** How often, and how stubbornly, Route 53 asks a place whether it is the active one. */
export interface Probe {
  /** Seconds between an answer and the next question of one checker. Changing it replaces the health checks. */
  readonly intervalSeconds: 10 | 30;
  /** Equal answers in a row that change a checker's mind, either way. 1 to 10. */
  readonly failures: number;
}

/**
 * How Route 53 asks for a lever. Fixed, since no lever has a bad day of its own to be patient with: an object is there or it is not. Two answers, so
 * that one that went astray moves nobody.
 */
export const leverProbe: Probe = { intervalSeconds: 10, failures: 2 };

/**
 * Bounds of {@link Probe.failures}.
 * Source: Route 53 API, HealthCheckConfig, FailureThreshold.
 */
export const failureBounds = { least: 1, most: 10 } as const;

/**
 * Seconds that a checker waits for a place that has stopped answering: 4 to connect, 2 for the status, 2 for the body.
 * Source: Route 53 Developer Guide, "How Route 53 determines whether a health check is healthy".
 */
const patienceSeconds = 4 + 2 + 2;

/**
 * Seconds that a resolver may keep an alias answer for a load balancer. AWS fixes it.
 * Source: Route 53 FAQ, "Do I need to adjust the TTL for my records in order to use DNS Failover?"
 */
export const aliasTtlSeconds = 60;

/** Worst case, in seconds, from a place falling silent to its health check turning unhealthy. */
export function secondsToNotice(probe: Probe): number {
  return probe.failures * (probe.intervalSeconds + patienceSeconds);
}

/** Worst case, in seconds, from a place that answers at once becoming the active one to its health check turning healthy. */
export function secondsToTurn(probe: Probe): number {
  return probe.failures * probe.intervalSeconds;
}
