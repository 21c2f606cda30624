import { type Settings } from "./settings/schema";

/** Seconds from a task's start until the slowest service's load balancer gives it requests: as many good checks as it wants to see. */
export function fitSecondsOf(services: Settings["services"]): number {
  return Math.max(0, ...Object.values(services).map(({ health }) => health.intervalSeconds * health.healthyCount));
}
