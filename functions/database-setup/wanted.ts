import { isObject } from "../shared/json";

/** What there shall be in the database, by name. */
export interface Wanted {
  /** Schema of the application, and of the two tables by which places tell each other who is active. */
  readonly schema: string;
  readonly users: {
    /** The application. Makes tables of its own in the schema. */
    readonly application: string;
    /** The steps of a failover. They alone may say who is active. */
    readonly failover: string;
  };
}

/** Letters, digits and underscores, as PostgreSQL keeps a name that is not quoted. Source: PostgreSQL documentation, "Identifiers and Key Words". */
const plainName = /^[a-z_][a-z0-9_]{0,62}$/;

/** Source: PostgreSQL documentation, `CREATE SCHEMA` and `CREATE ROLE`; Amazon Aurora User Guide, "Understanding the rds_superuser role". */
const reservedName = /^(pg_|rds|public$|none$)/;

/**
 * Reads what the caller wants.
 *
 * @throws {Error} with every name that is none.
 */
export function parseWanted(event: unknown): Wanted {
  const { schema, users } = isObject(event) ? event : {};
  const { application, failover } = isObject(users) ? users : {};
  const problems = Object.entries({ schema, "users.application": application, "users.failover": failover }).flatMap(([key, name]) =>
    isName(name) ? [] : [`${key} is ${JSON.stringify(name) ?? "missing"}: want lower-case letters, digits and underscores, and no name of PostgreSQL or RDS`]);
  if (application === failover) problems.push("users.application and users.failover are the same: want two users, since only one may say who is active");
  if (!isName(schema) || !isName(application) || !isName(failover) || problems.length > 0) throw new Error(problems.join("\n"));
  return { schema, users: { application, failover } };
}

function isName(value: unknown): value is string {
  return typeof value === "string" && plainName.test(value) && !reservedName.test(value);
}
