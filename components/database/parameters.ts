import type * as aws from "@pulumi/aws";

/** Values of cluster parameters, by name. */
const values: Readonly<Record<string, string>> = {
  // Who came and went, and who waited for whom, without a word of what they said.
  log_connections: "1",
  log_disconnections: "1",
  log_lock_waits: "1",
  // Nothing that a statement contains reaches the log: no statement, whatever its class, its duration or its failure (a failed
  // ALTER ROLE holds a password), no parameter, and no detail of an error, which quotes the values of rows.
  log_statement: "none",
  log_min_duration_statement: "-1",
  log_min_error_statement: "panic",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_error_verbosity: "terse",
  // Passwords are neither kept nor taken as MD5. A proxy that is made after this serves without a break.
  // Source: Amazon Aurora User Guide, "Quotas and limitations for RDS Proxy", Aurora PostgreSQL.
  password_encryption: "scram-sha-256",
  "rds.accepted_password_auth_method": "scram",
  "rds.force_ssl": "1",
  ssl_min_protocol_version: "TLSv1.2",
  shared_preload_libraries: "pg_stat_statements",
  // Statements are kept with their constants taken out, except utility statements: these are left out whole.
  "pg_stat_statements.track_utility": "0",
};

/**
 * Parameters that take effect with the next start of an instance, and those whose value may be AWS's own in one version or another: AWS says of
 * its own values that they wait for a start, takes no other word for them, and the provider would ask for the difference with every deployment. An
 * instance starts with all of them.
 * Source: Amazon Aurora User Guide, "Aurora PostgreSQL cluster-level parameters"; `aws.rds.ParameterGroup`, "Problematic Plan Changes".
 */
const atStart: readonly string[] = [
  "log_min_duration_statement", "log_parameter_max_length_on_error", "log_statement", "password_encryption", "rds.force_ssl", "shared_preload_libraries", "ssl_min_protocol_version",
];

/**
 * What every member of the database sets, in every place the same: after a failover the database behaves as before. All of it
 * stands in the cluster's group, so that an instance that somebody adds in an emergency logs no more than the others.
 * Source: Amazon Aurora User Guide, "Aurora PostgreSQL cluster-level parameters".
 */
export function clusterParameters(): aws.types.input.rds.ClusterParameterGroupParameter[] {
  return Object.entries(values)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => ({ name, value, applyMethod: atStart.includes(name) ? "pending-reboot" : "immediate" }));
}
