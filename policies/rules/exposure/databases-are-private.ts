import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { Unknown } from "../../lib/value";

/** A database with a public address is one password away from everybody. */
export const databasesArePrivate = resourceRule({
  name: "exposure-databases-are-private",
  description: "Database instances have no public address.",
  severity: "critical",
  types: tokens.databaseInstances,
  fix: "Set publiclyAccessible: false, and reach the database from inside the network.",
  controls: ["RDS.2", "CKV_AWS_17", "AWS-0180", "CIS-AWS 5.0 2.2.3"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
}, check);

function* check({ props }: Subject): Findings {
  const value = props["publiclyAccessible"];
  if (value instanceof Unknown) yield undecided(value);
  else if (value === true) yield flaw("publiclyAccessible", show(value), "false");
}
