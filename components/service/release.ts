import type * as aws from "@pulumi/aws";
import type { ReleaseSpec } from "./spec";

/** Minutes that the alarms of a release need to notice a version that fails requests: their periods, and one to start. */
export const minutesToNotice = 3;

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

/** Whether ECS runs both versions side by side and moves the requests between two target groups. */
export function shifts(release: ReleaseSpec): boolean {
  return release.strategy !== "rolling";
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
export function releaseProblems(release: ReleaseSpec): string[] {
  switch (release.strategy) {
    case "rolling": return [];
    case "blue-green": return waitProblems({ bakeMinutes: release.bakeMinutes });
    case "linear": return [
      ...percentProblems("stepPercent", release.stepPercent, stepPercents.linear),
      ...waitProblems({ stepBakeMinutes: release.stepBakeMinutes, bakeMinutes: release.bakeMinutes }),
    ];
    case "canary": return [
      ...percentProblems("canaryPercent", release.canaryPercent, stepPercents.canary),
      ...waitProblems({ canaryBakeMinutes: release.canaryBakeMinutes, bakeMinutes: release.bakeMinutes }),
    ];
  }
}

function percentProblems(field: string, percent: number, [least, most]: readonly [number, number]): string[] {
  return percent >= least && percent <= most ? [] : [`release.${field} is ${percent}: want ${least} to ${most} percent`];
}

function waitProblems(waits: Readonly<Record<string, number>>): string[] {
  return Object.entries(waits)
    .filter(([, minutes]) => !Number.isInteger(minutes) || minutes < minutesToNotice || minutes > longestBakeMinutes)
    .map(([field, minutes]) => `release.${field} is ${minutes}: want whole minutes from ${minutesToNotice}, ` +
      `which the alarms need to notice a bad version, to ${longestBakeMinutes}`);
}
