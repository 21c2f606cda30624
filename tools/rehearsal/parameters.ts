import { type Triangle } from "./random";

/** A figure that a rehearsal draws from or counts with, and where it comes from. */
export interface Parameter {
  readonly what: string;
  readonly value: number | Triangle | { readonly median: number; readonly sigma: number };
  readonly unit: string;
  /** A document of AWS, or `design` for what this platform decides, or `assumed` until drills have measured it. */
  readonly source: string;
}

/** Everything that a rehearsal takes for granted. A drill that measures a figure replaces it here, and nowhere else. */
export const parameters = {
  checkerFails: { what: "a checker gives up: connect, then status", value: 4 + 2, unit: "s", source: "Route 53 Developer Guide, How Route 53 determines whether a health check is healthy" },
  checkers: { what: "checkers that ask one place", value: 16, unit: "", source: "assumed: 4 checker regions (design), 4 checkers in each" },
  healthyShare: { what: "share of checkers above which a check is healthy", value: 0.18, unit: "", source: "Route 53 Developer Guide, How Route 53 determines whether a health check is healthy" },
  leverChecks: { what: "checks in a row that turn a lever, 10 s apart", value: 2, unit: "", source: "design" },
  propagation: { what: "a check's new state reaches the name servers", value: [1, 3, 10], unit: "s", source: "assumed" },
  ttl: { what: "a resolver keeps an alias to a load balancer", value: 60, unit: "s", source: "Route 53 Developer Guide, Choosing between alias and non-alias records" },
  overCachingShare: { what: "clients that keep names longer", value: 0.05, unit: "", source: "assumed, until a drill has measured it" },
  overCaching: { what: "and how much longer: all of it counts", value: [60, 180, 900], unit: "s", source: "assumed, until a drill has measured it" },
  roleLoop: { what: "the application looks whether its database writes", value: 5, unit: "s", source: "design" },
  lag: { what: "Aurora's replication lag", value: { median: 0.3, sigma: 1.2 }, unit: "s", source: "Aurora User Guide, Using Amazon Aurora Global Database: typically under a second; its tail is assumed" },
  burst: { what: "the same in a burst", value: [10, 60, 300], unit: "s", source: "assumed" },
  failover: { what: "Aurora promotes the standby, unplanned", value: [60, 180, 600], unit: "s", source: "Aurora User Guide, Using switchover or failover in Amazon Aurora Global Database: within minutes; its shape is assumed" },
  switchover: { what: "Aurora promotes the standby, planned", value: [20, 45, 180], unit: "s", source: "Aurora User Guide, as above; its shape is assumed" },
  endpoint: { what: "the proxy finds the new writer", value: [2, 10, 45], unit: "s", source: "assumed; the DNS name of a writer lives for 5 s" },
  taskStart: { what: "a task starts", value: [30, 55, 120], unit: "s", source: "assumed" },
  taskBurst: { what: "tasks that Fargate launches at once", value: 100, unit: "", source: "Amazon ECS Developer Guide, Service quotas: Fargate on-demand launch rate" },
  taskRate: { what: "tasks that it launches after them", value: 20, unit: "per s", source: "Amazon ECS Developer Guide, as above" },
  start: { what: "from a declaration to the first step", value: [1, 2, 8], unit: "s", source: "assumed" },
  step: { what: "a step begins: state transition and function", value: [0.1, 0.3, 2], unit: "s", source: "assumed" },
  readiness: { what: "the standby reads whether it is ready", value: [3, 6, 20], unit: "s", source: "assumed" },
  journey: { what: "the journey of the smoke test", value: [3, 6, 20], unit: "s", source: "assumed" },
  remoteTimeout: { what: "a call to a place that does not answer, at most", value: 5, unit: "s", source: "design: cap of the remote port" },
  operator: { what: "a person is paged, reads and decides", value: [60, 300, 900], unit: "s", source: "assumed" },
  slowOperator: { what: "the same, on a bad night", value: [900, 1800, 5400], unit: "s", source: "assumed" },
  reading: { what: "least time between a question and its answer", value: 30, unit: "s", source: "assumed" },
} as const satisfies Readonly<Record<string, Parameter>>;
