/**
 * What nobody but Aurora decides about a member, after it is born. Each of these, sent by an update after a failover, would break the
 * database: it would remove a cluster from the global database, promote the old primary to a database of its own, or replace a cluster.
 * RDS takes changed properties only, so what is ignored here is never sent.
 * Source: hashicorp/terraform-provider-aws, `internal/service/rds/cluster.go`, and issues 42919, 40386 and 39368 of it.
 */
export const ignoredOfMembers = [
  "availabilityZones",
  "databaseName",
  // Upgrades go through the global database; the members follow it.
  "engineVersion",
  "globalClusterIdentifier",
  "masterPassword",
  // Rotation has the password.
  "masterPasswordWo",
  "masterPasswordWoVersion",
  "masterUsername",
  // AWS reports here who replicates from whom, and it changes sides with the role.
  "replicationSourceIdentifier",
  "sourceRegion",
] as const;
