import type * as aws from "@pulumi/aws";
import { minutesToNotice } from "./noticing";
import type { HealthSpec, ReleaseSpec, ServiceSpec } from "./spec";

/**
 * Longest wait in a release, in minutes.
 * Source: ECS API, `DeploymentConfiguration`, bakeTimeInMinutes, and its canary and linear configuration.
 */
const longestBakeMinutes = 1440;

/**
 * Share of the requests that a step may move, in percent.
 * Source: ECS API, `LinearConfiguration` and `CanaryConfiguration`.
 */
const stepPercents = { linear: [3, 100], canary: [0.1, 100] } as const;

/**
 * Minutes for starting and stopping the tasks of a release, beside its waits.
 * Source: `@pulumi/aws`, ecs.Service, its own timeouts for create and update.
 */
const movingMinutes = 20;

/** Longest deployment, in minutes: a working day. The stack is locked for as long, and a session of an IAM role ends after 12 hours. */
const longestReleaseMinutes = 480;

/** Whether ECS runs both versions side by side and moves the requests between two target groups. */
export function shifts(release: ReleaseSpec): boolean {
  return release.strategy !== "rolling";
}

/**
 * Whether ECS may end a release that starts no fit task. AWS documents the circuit breaker for two strategies; under the
 * others the alarms alone end a release.
 * Source: ECS Developer Guide, "Amazon ECS deployment failure detection".
 */
export function breaks({ strategy }: ReleaseSpec): boolean {
  return strategy === "rolling" || strategy === "blue-green";
}

/** Minutes that a release waits on purpose, beside what starting and stopping tasks takes. */
export function waitingMinutes(release: ReleaseSpec): number {
  switch (release.strategy) {
    case "rolling": return 0;
    case "blue-green": return release.bakeMinutes;
    // The last step brings the share to 100 percent and is followed by the final wait only.
    case "linear": return (Math.ceil(100 / release.stepPercent) - 1) * release.stepBakeMinutes + release.bakeMinutes;
    case "canary": return release.canaryBakeMinutes + release.bakeMinutes;
  }
}

/** What a deployment waits for: all that a release takes, and its way back once the alarms have seen a bad version. */
type Released = Pick<ServiceSpec, "drainSeconds" | "health" | "release">;

/**
 * Minutes in which a deployment has to end. A deployment that gave up earlier would leave a release behind that goes on
 * without it.
 */
export function minutesOfARelease(spec: Released): number {
  const { waits, moving, noticing, draining } = partsOfARelease(spec);
  return waits + 2 * (moving + noticing + draining);
}

function partsOfARelease({ drainSeconds, health, release }: Released) {
  return { waits: waitingMinutes(release), moving: movingMinutes, noticing: minutesToNotice(health), draining: Math.ceil(drainSeconds / 60) };
}

/** The strategy in the words of ECS. */
export function deploymentConfiguration(release: ReleaseSpec): aws.types.input.ecs.ServiceDeploymentConfiguration {
  switch (release.strategy) {
    case "rolling": return { strategy: "ROLLING" };
    case "blue-green": return { strategy: "BLUE_GREEN", bakeTimeInMinutes: `${release.bakeMinutes}` };
    case "linear": return {
      strategy: "LINEAR",
      bakeTimeInMinutes: `${release.bakeMinutes}`,
      linearConfiguration: { stepPercent: release.stepPercent, stepBakeTimeInMinutes: `${release.stepBakeMinutes}` },
    };
    case "canary": return {
      strategy: "CANARY",
      bakeTimeInMinutes: `${release.bakeMinutes}`,
      canaryConfiguration: {
        canaryPercent: release.canaryPercent, canaryBakeTimeInMinutes: `${release.canaryBakeMinutes}`,
      },
    };
  }
}

/** What is wrong with a release, one sentence each. */
export function releaseProblems(spec: Released): string[] {
  return [...strategyProblems(spec.release, spec.health), ...lengthProblems(spec)];
}

function strategyProblems(release: ReleaseSpec, health: HealthSpec): string[] {
  switch (release.strategy) {
    case "rolling": return [];
    case "blue-green": return waitProblems({ bakeMinutes: release.bakeMinutes }, health);
    case "linear": return [
      ...percentProblems("stepPercent", release.stepPercent, stepPercents.linear),
      ...waitProblems({ stepBakeMinutes: release.stepBakeMinutes, bakeMinutes: release.bakeMinutes }, health),
    ];
    case "canary": return [
      ...percentProblems("canaryPercent", release.canaryPercent, stepPercents.canary),
      ...waitProblems({ canaryBakeMinutes: release.canaryBakeMinutes, bakeMinutes: release.bakeMinutes }, health),
    ];
  }
}

function percentProblems(field: string, percent: number, [least, most]: readonly [number, number]): string[] {
  return percent >= least && percent <= most ? [] : [`release.${field} is ${percent}: want ${least} to ${most} percent`];
}

function waitProblems(waits: Readonly<Record<string, number>>, health: HealthSpec): string[] {
  const least = minutesToNotice(health);
  return Object.entries(waits)
    .filter(([, minutes]) => !Number.isInteger(minutes) || minutes < least || minutes > longestBakeMinutes)
    .map(([field, minutes]) => `release.${field} is ${minutes}: want whole minutes from ${least}, ` +
      `which the alarms need to notice a bad version with these health checks, to ${longestBakeMinutes}`);
}

function lengthProblems(spec: Released): string[] {
  const { waits, moving, noticing, draining } = partsOfARelease(spec);
  const minutes = minutesOfARelease(spec);
  return minutes <= longestReleaseMinutes ? [] : [
    `a release can take ${minutes} minutes (${waits} of waits, and there and back ${moving} to move tasks, ${noticing} for the alarms, ` +
    `${draining} to drain): want ${longestReleaseMinutes} at most; shorten its waits or health.graceSeconds`,
  ];
}
