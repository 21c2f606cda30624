/** How large the instances of a member are: all of one size, since each may become the writer. */
export type Capacity =
  /** Serverless v2: every instance grows and shrinks between these bounds, in Aurora capacity units. */
  | { readonly kind: "serverless"; readonly minAcu: number; readonly maxAcu: number }
  /** Instances of a fixed class, such as `db.r8g.large`. Changing it restarts one instance after the other. */
  | { readonly kind: "provisioned"; readonly instanceClass: string };

/**
 * Capacity in Aurora capacity units: the step, the smallest ceiling, and the largest.
 * Source: Amazon Aurora User Guide, "Aurora Serverless v2 capacity", and RDS API, `ServerlessV2ScalingConfiguration`.
 */
const acu = { step: 0.5, smallestMax: 1, max: 256 } as const;

/** Source: Amazon Aurora User Guide, "Configuration requirements of an Amazon Aurora global database", Aurora Serverless v2. */
const leastAcuOfPrimary = 8;

/** Source: Amazon Aurora User Guide, "Choosing the minimum Aurora Serverless v2 capacity setting for a cluster", Performance Insights. */
const leastAcuForInsights = 2;

/** Class of instances that scale by themselves. Source: `aws.rds.ClusterInstanceArgs`, instanceClass. */
const serverlessClass = "db.serverless";

/** What the instances of a member are asked for. */
export function instanceClassOf(capacity: Capacity): string {
  return capacity.kind === "serverless" ? serverlessClass : capacity.instanceClass;
}

/**
 * What AWS refuses in a capacity, or takes without a word and does not honour, one sentence each.
 *
 * @param subject What the sentence is about, such as `capacity`.
 */
export function capacityProblems(subject: string, capacity: Capacity): string[] {
  return capacity.kind === "serverless" ? serverlessProblems(subject, capacity) : classProblems(subject, capacity.instanceClass);
}

/** What AWS advises against in the capacity of the place that writes, one sentence each. A smaller one works, until it does not. */
export function capacityWarnings(subject: string, capacity: Capacity): string[] {
  if (capacity.kind === "provisioned") return [];
  const { minAcu } = capacity;
  return [
    ...(minAcu >= leastAcuOfPrimary ? [] : [
      `${subject}.minAcu is ${minAcu}: AWS advises ${leastAcuOfPrimary} or more where a global database writes, so that replication keeps pace`,
    ]),
    ...(minAcu >= leastAcuForInsights ? [] : [
      `${subject}.minAcu is ${minAcu}: AWS advises ${leastAcuForInsights} or more beside Performance Insights, which takes its share of memory`,
    ]),
  ];
}

function serverlessProblems(subject: string, { minAcu, maxAcu }: Extract<Capacity, { kind: "serverless" }>): string[] {
  const stepped = (value: number): boolean => Number.isInteger(value / acu.step);
  return [
    // Source: Amazon Aurora User Guide, "Scaling to zero ACUs with automatic pause and resume", situations where it does not pause.
    ...(minAcu === 0 ? [
      `${subject}.minAcu is 0: want ${acu.step} or more, since AWS takes 0 and then never pauses what feeds a standby, is a standby, ` +
      "or has a proxy before it",
    ] : []),
    ...(minAcu !== 0 && (!stepped(minAcu) || minAcu < 0) ? [`${subject}.minAcu is ${minAcu}: want ${acu.step} or more in steps of ${acu.step}`] : []),
    ...(stepped(maxAcu) && maxAcu >= acu.smallestMax && maxAcu <= acu.max ? [] : [
      `${subject}.maxAcu is ${maxAcu}: want ${acu.smallestMax} to ${acu.max} in steps of ${acu.step}`,
    ]),
    ...(minAcu <= maxAcu ? [] : [`${subject}.minAcu is ${minAcu} and maxAcu ${maxAcu}: want a minimum that is not above the maximum`]),
  ];
}

/**
 * Memory-optimised classes from the fifth generation on.
 * Source: Amazon Aurora User Guide, "Configuration requirements of an Amazon Aurora global database", DB instance class.
 */
const memoryOptimised = /^db\.(r(?:[5-9]|[1-9]\d)[a-z]*|x[2-9][a-z]*)\.(?:large|\d*xlarge)$/;

function classProblems(subject: string, instanceClass: string): string[] {
  if (memoryOptimised.test(instanceClass)) return [];
  const why = /^db\.t\d/.test(instanceClass)
    ? "a global database takes no burstable class"
    : "a global database needs a memory-optimised class of the fifth generation or later";
  return [`${subject}.instanceClass is "${instanceClass}": ${why}; want one such as db.r7g.large or db.r8g.large`];
}
