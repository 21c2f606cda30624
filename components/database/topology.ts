import { mostInstances } from "./naming";

/** How many instances stand where, and who decides to move. */
export interface Topology {
  /** Instances of the place that writes. */
  readonly instances: number;
  /** Instances of the place that waits: as many, or none for storage alone. */
  readonly standbyInstances: number;
  /** Who accepts the loss of the last unreplicated writes: a person, or the platform. */
  readonly decision: "operator" | "automatic";
}

/**
 * What a role swap, or a failover without anybody watching, would break on, one sentence each.
 * Source: Amazon Aurora User Guide, "Creating a headless Aurora DB cluster in a secondary Region".
 */
export function topologyProblems({ instances, standbyInstances, decision }: Topology): string[] {
  return [
    ...instanceProblems("instances", instances, 1),
    ...(standbyInstances === 0 || standbyInstances === instances ? [] : [
      `standbyInstances is ${standbyInstances}: want ${instances} as in the place that writes, so that a role swap creates nothing, or 0 for storage alone`,
    ]),
    ...(standbyInstances === 0 && decision === "automatic" ? [
      "standbyInstances is 0 and decision is automatic: want an instance in the standby, since a cluster without one can take over from nobody, " +
      "or an operator, who adds one first",
    ] : []),
  ];
}

/** What is wrong with a number of instances, at most one sentence. */
export function instanceProblems(subject: string, count: number, least: number): string[] {
  return Number.isInteger(count) && count >= least && count <= mostInstances ? [] : [
    `${subject} is ${count}: want a whole number from ${least} to ${mostInstances}`,
  ];
}
