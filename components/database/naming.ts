/** Physical names of the database in one place. They are known before anything exists, so that the other place can write them down. */
export interface DatabaseNames {
  /** Identifier of the global database. It belongs to no region. */
  readonly global: string;
  /** Identifier of the place's cluster. Names of clusters in one global database must differ. */
  readonly cluster: string;
  readonly proxy: string;
  /** Name of the proxy's endpoint for reads. */
  readonly reads: string;
  /** Name of the secret with the master password, and of its replica: in every place the same. */
  readonly masterSecret: string;
}

/**
 * Longest identifier of a cluster, an instance, a proxy or a proxy endpoint.
 * Source: RDS API, `CreateDBCluster`, `CreateDBInstance`, `CreateDBProxy` and `CreateDBProxyEndpoint`; Amazon Aurora User
 * Guide, "Quotas and constraints", naming constraints.
 */
const longestIdentifier = 63;

/**
 * Names of the database in a place.
 *
 * @param prefix Unique among the stacks of an account, such as `understudy-prod`.
 */
export function databaseNames(prefix: string, placeKey: string): DatabaseNames {
  const inPlace = `${prefix}-${placeKey}`;
  return {
    global: prefix, cluster: inPlace, proxy: inPlace, reads: `${inPlace}-reads`,
    // No hyphen before the last six characters: Secrets Manager would take them for the suffix of an ARN.
    // Source: Secrets Manager API, `CreateSecret`, Name.
    masterSecret: `${prefix}/database/master`,
  };
}

/** Keys of instances in the order of their birth. The number is a setting, so a role never decides which there are. */
const keys = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o"] as const;

/** Most instances of a member: what an Aurora cluster can hold beside one writer. Source: Amazon Aurora User Guide, "Quotas and constraints". */
export const mostInstances = keys.length;

/** Keys of so many instances: `a`, `b`, … */
export function instanceKeys(count: number): readonly string[] {
  return keys.slice(0, count);
}

export function instanceIdentifier(names: DatabaseNames, key: string): string {
  return `${names.cluster}-${key}`;
}

/** Log groups that a cluster writes to, by kind of log. Source: Amazon Aurora User Guide, "Publishing Aurora PostgreSQL logs to Amazon CloudWatch Logs". */
export function clusterLogGroup(names: DatabaseNames, kind: string): string {
  return `/aws/rds/cluster/${names.cluster}/${kind}`;
}

/** Log group that a proxy writes to. Source: Amazon Aurora User Guide, "Managing an RDS Proxy", logs. */
export function proxyLogGroup(names: DatabaseNames): string {
  return `/aws/rds/proxy/${names.proxy}`;
}

/** What keeps these from being names for AWS, one sentence each. */
export function databaseNameProblems(names: DatabaseNames): string[] {
  const identifiers = [...new Set([names.global, instanceIdentifier(names, "a"), names.reads])];
  return identifiers.flatMap((identifier) => [
    ...(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(identifier) ? [] : [
      `database identifier "${identifier}" is no name for RDS: want lower-case letters and digits with single hyphens between, and a ` +
      "letter first; rename the project or the stack",
    ]),
    ...(identifier.length <= longestIdentifier ? [] : [
      `database identifier "${identifier}" has ${identifier.length} characters: want ${longestIdentifier} at most; shorten the ` +
      "name of the project or of the stack",
    ]),
  ]);
}
