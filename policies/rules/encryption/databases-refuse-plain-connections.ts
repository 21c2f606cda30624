import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { at, list, text, Unknown } from "../../lib/value";

/** The default of an engine version is no decision: it changes with the version, and any group can undo it. */
export const databasesRefusePlainConnections = stackRule({
  name: "encryption-databases-refuse-plain-connections",
  description: "Database clusters refuse connections without TLS by their own parameters.",
  severity: "high",
  types: tokens.databaseClusters,
  fix: "Give the cluster a parameter group that sets rds.force_ssl to 1 (PostgreSQL) or require_secure_transport to ON (MySQL).",
  controls: ["RDS.38", "RDS.39", "CKV2_AWS_69"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html",
}, check);

/** The parameter of an engine, and what switches it on. */
const postgres = { parameter: "rds.force_ssl", on: ["1"] } as const;
const mysql = { parameter: "require_secure_transport", on: ["1", "ON"] } as const;

function* check(stack: Stack): Sightings {
  for (const cluster of stack.of(tokens.databaseClusters)) {
    for (const finding of verdict(stack, cluster)) yield { on: cluster, finding };
  }
}

function* verdict(stack: Stack, cluster: Node): Findings {
  const { engine } = cluster.props;
  if (engine instanceof Unknown) return yield undecided(engine);
  const { parameter, on } = text(engine).includes("mysql") ? mysql : postgres;
  const property = "dbClusterParameterGroupName";
  const groups = stack.of(tokens.databaseParameterGroups).filter((group) => stack.refers(cluster, [property, cluster.props[property]], group));
  if (groups.length === 0) return yield flaw(property, show(cluster.props[property]), `a parameter group of this stack that sets ${parameter}`);
  for (const group of groups) yield* switched(group, parameter, on);
}

function* switched({ name, props }: Node, parameter: string, on: readonly string[]): Findings {
  const entry = list(props["parameters"]).find((each) => at(each, "name") === parameter);
  const value = entry === undefined ? props["parameters"] instanceof Unknown ? props["parameters"] : undefined : at(entry, "value");
  if (value instanceof Unknown) yield undecided(value);
  else if (!on.includes(text(value))) yield flaw(`${parameter} of ${name}`, show(value), on.join(" or "));
}
