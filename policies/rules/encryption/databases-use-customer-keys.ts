import { mustBe, undecided, type Findings } from "../../lib/finding";
import { mustNameKey } from "../../lib/keys";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { isSet, Unknown, type Properties } from "../../lib/value";

/** Storage, snapshots and backups of a database share its key, and the record of its load quotes statements. */
export const databasesUseCustomerKeys = resourceRule({
  name: "encryption-databases-use-customer-keys",
  description: "Databases, and the record of their load, are encrypted with a customer managed key of their region.",
  severity: "critical",
  types: [...tokens.databaseClusters, ...tokens.globalDatabases, ...tokens.databaseInstances],
  fix: "Set storageEncrypted: true and kmsKeyId, in each region of a global database, and performanceInsightsKmsKeyId where Performance Insights is on.",
  controls: ["RDS.27", "CKV_AWS_96", "CKV_AWS_327", "CKV_AWS_140", "CKV_AWS_354", "AWS-0078", "AWS-0079", "AwsSolutions-RDS2", "CIS-AWS 5.0 2.2.1"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html",
}, check);

function* check({ type, props }: Subject): Findings {
  if (tokens.globalDatabases.some((token) => token === type)) yield* globalStorage(props);
  else if (type !== "aws:rds/clusterInstance:ClusterInstance") yield* storage(props);
  yield* loadRecord(props);
}

/** A global database that is made of a cluster takes that cluster's encryption, and AWS refuses the property. */
function* globalStorage(props: Properties): Findings {
  if (!isSet(props["sourceDbClusterIdentifier"])) yield* mustBe("storageEncrypted", props["storageEncrypted"], true);
}

function* storage(props: Properties): Findings {
  yield* mustBe("storageEncrypted", props["storageEncrypted"], true);
  yield* mustNameKey("kmsKeyId", props["kmsKeyId"]);
}

function* loadRecord(props: Properties): Findings {
  const enabled = props["performanceInsightsEnabled"];
  if (enabled instanceof Unknown) return yield undecided(enabled);
  if (enabled === true) yield* mustNameKey("performanceInsightsKmsKeyId", props["performanceInsightsKmsKeyId"]);
}
