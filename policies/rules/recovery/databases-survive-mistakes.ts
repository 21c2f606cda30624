import { flaw, mustBe, show, undecided, type Findings } from "../../lib/finding";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { Unknown, type Properties } from "../../lib/value";

/** Replication carries a mistake to every copy at once: what helps is the past, and a deletion that is refused. */
export const databasesSurviveMistakes = resourceRule({
  name: "recovery-databases-survive-mistakes",
  description: "Databases refuse deletion, leave a last snapshot behind, and can be restored to any moment of two weeks.",
  severity: "high",
  types: [...tokens.databaseClusters, ...tokens.globalDatabases],
  fix: "Set deletionProtection: true, skipFinalSnapshot: false, copyTagsToSnapshot: true and backupRetentionPeriod.",
  controls: ["RDS.7", "RDS.16", "CKV_AWS_133", "CKV_AWS_139", "CKV_AWS_313", "AWS-0077", "AWS-0343", "AwsSolutions-RDS10"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html",
  settings: {
    backupDays: { type: "integer", default: 14, description: "Days back to which a database can be restored, at least." },
    deletionProtection: { type: "boolean", default: true, description: "Whether databases have to refuse deletion and leave a last snapshot. Not where a stack is thrown away." },
  },
}, check);

function* check({ type, props, settings }: Subject): Findings {
  const isProtected = settings["deletionProtection"] !== false;
  if (isProtected) yield* mustBe("deletionProtection", props["deletionProtection"], true);
  if (tokens.globalDatabases.some((token) => token === type)) return;
  yield* mustBe("copyTagsToSnapshot", props["copyTagsToSnapshot"], true);
  if (isProtected && props["skipFinalSnapshot"] === true) yield flaw("skipFinalSnapshot", "true", "false");
  yield* reachesBack(props, settings["backupDays"]);
}

/** Source: RDS API, `CreateDBCluster`, BackupRetentionPeriod: 1 day by default. */
function* reachesBack({ backupRetentionPeriod: days }: Properties, wanted: Properties[string]): Findings {
  if (days instanceof Unknown) return yield undecided(days);
  if (typeof wanted === "number" && (typeof days !== "number" || days < wanted)) yield flaw("backupRetentionPeriod", show(days), `${wanted} or more`);
}
