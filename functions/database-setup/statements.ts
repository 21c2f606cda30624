import type { Wanted } from "./wanted";

/**
 * Everything that brings a database from any earlier state to the wanted one: run twice, the second time changes nothing.
 *
 * The users sign in with tokens of IAM and have no password. Tables belong to the master user, so that the application,
 * which makes tables beside them, cannot change what these two are.
 */
export function statements({ schema, users }: Wanted): readonly string[] {
  const inSchema = (table: string): string => `${quote(schema)}.${quote(table)}`;
  const { application, failover } = { application: quote(users.application), failover: quote(users.failover) };
  return [
    ...user(users.application, schema),
    ...user(users.failover, schema),
    `CREATE SCHEMA IF NOT EXISTS ${quote(schema)}`,
    `GRANT CREATE, USAGE ON SCHEMA ${quote(schema)} TO ${application}`,
    `GRANT USAGE ON SCHEMA ${quote(schema)} TO ${failover}`,
    // One row for each region, written every few seconds: a page half empty lets the row stay where it is.
    `CREATE TABLE IF NOT EXISTS ${inSchema("dr_heartbeat")} (` +
      "region text PRIMARY KEY, epoch bigint NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL) WITH (fillfactor = 50)",
    `GRANT INSERT, SELECT, UPDATE ON ${inSchema("dr_heartbeat")} TO ${application}`,
    `GRANT SELECT ON ${inSchema("dr_heartbeat")} TO ${failover}`,
    `CREATE TABLE IF NOT EXISTS ${inSchema("region_epoch")} (` +
      "region text PRIMARY KEY, epoch bigint NOT NULL CHECK (epoch > 0), at timestamptz NOT NULL)",
    // The fence: an application that could write it could put itself above it.
    `GRANT SELECT ON ${inSchema("region_epoch")} TO ${application}`,
    `GRANT INSERT, SELECT, UPDATE ON ${inSchema("region_epoch")} TO ${failover}`,
  ];
}

/**
 * A user without a password whom IAM lets in. PostgreSQL has no `CREATE ROLE IF NOT EXISTS`.
 * Source: Amazon Aurora User Guide, "Creating a database account using IAM authentication".
 */
function user(name: string, schema: string): string[] {
  return [
    `DO $$ BEGIN CREATE ROLE ${quote(name)}; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    `ALTER ROLE ${quote(name)} LOGIN PASSWORD NULL`,
    `GRANT rds_iam TO ${quote(name)}`,
    `ALTER ROLE ${quote(name)} SET search_path TO ${quote(schema)}`,
  ];
}

/** A name as SQL takes it, whatever is in it. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
