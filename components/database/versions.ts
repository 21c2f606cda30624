/**
 * Engine versions that a database here can have: global databases know them, RDS Proxy stands before them, and AWS keeps them
 * past 2026. A version that AWS brings out later is added here once a stack has seen it.
 * Source: Amazon Aurora User Guide, "Supported Regions and DB engines for Aurora global databases" (16.1, 17.4 and higher) and
 * "Supported Regions and Aurora DB engines for Amazon RDS Proxy"; Release Notes for Aurora PostgreSQL, "Release calendar".
 */
export const engineVersions = ["16.8", "16.13", "17.6", "17.7", "17.9"] as const;

export type EngineVersion = (typeof engineVersions)[number];

/**
 * The version to take where nothing speaks for another: supported for the longest time, so that the places of a global
 * database, which AWS never upgrades by itself, do not have to be upgraded every year.
 * Source: Release Notes for Aurora PostgreSQL, "Release calendar", long-term support releases.
 */
const longTermVersion: EngineVersion = "17.7";

/** What is wrong with a version, at most one sentence. */
export function versionProblems(version: string): string[] {
  const known: readonly string[] = engineVersions;
  return known.includes(version) ? [] : [
    `engineVersion is "${version}": want one of ${engineVersions.join(", ")}, which global databases and RDS Proxy support; ` +
    `take ${longTermVersion} where nothing speaks for another`,
  ];
}

/** Family of the parameter groups of a version. Source: RDS API, `CreateDBClusterParameterGroup`, DBParameterGroupFamily. */
export function parameterFamily(version: string): string {
  return `aurora-postgresql${version.replace(/\..*$/, "")}`;
}
