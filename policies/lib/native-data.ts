import { each, is, kept, renamed } from "./native-words";
import { along, at, isProperties, list, text, Unknown, type Properties, type Value } from "./value";

/** Parameters by name, as a list of names and values. */
export function parametersOf(props: Properties): Properties {
  const { parameters } = props;
  return kept([
    ["id", props["dbClusterParameterGroupName"]],
    ["parameters", isProperties(parameters) ? Object.entries(parameters).map(([name, value]) => ({ name, value })) : parameters],
  ]);
}

export function clusterOf(props: Properties): Properties {
  return kept([["id", props["dbClusterIdentifier"]], ["arn", props["dbClusterArn"]]]);
}

export function instanceOf(props: Properties): Properties {
  return kept([["id", props["dbInstanceIdentifier"]], ["arn", props["dbInstanceArn"]]]);
}

/** A plan holds its rules one level deeper. */
export function backupPlanOf(props: Properties): Properties {
  const copyOf = (copy: Properties): Value => ({ ...copy, ...kept([["destinationVaultArn", copy["destinationBackupVaultArn"]]]) });
  const ruleOf = (rule: Properties): Value => ({ ...rule, ...kept([["copyActions", each(rule["copyActions"], copyOf)]]) });
  return kept([["id", props["backupPlanId"]], ["rules", each(along(props, "backupPlan.backupPlanRule"), ruleOf)]]);
}

export function backupSelectionOf(props: Properties): Properties {
  const selection = props["backupSelection"];
  return kept([
    ["resources", at(selection, "resources")], ["notResources", at(selection, "notResources")],
    ["selectionTags", each(at(selection, "listOfTags"), (tag) => renamed(tag, { key: "conditionKey", value: "conditionValue" }))],
  ]);
}

export function tableOf(props: Properties): Properties {
  return kept([
    ["id", props["tableName"]], ["serverSideEncryption", renamed(props["sseSpecification"], { enabled: "sseEnabled", kmsKeyArn: "kmsMasterKeyId" })],
    ["pointInTimeRecovery", renamed(props["pointInTimeRecoverySpecification"], { enabled: "pointInTimeRecoveryEnabled" })],
  ]);
}

/**
 * A global table is a table in the region of its first replica, with the others. Which of them is called the table makes no difference to anybody who asks the same of all.
 * Source: AWS CloudFormation, `AWS::DynamoDB::GlobalTable`, Replicas: the region of the stack is among them.
 */
export function globalTableOf(props: Properties): Properties {
  const { replicas } = props;
  if (replicas instanceof Unknown) {
    return kept([["id", props["tableName"]], ["serverSideEncryption", { enabled: along(props, "sseSpecification.sseEnabled"), kmsKeyArn: replicas }],
      ["pointInTimeRecovery", { enabled: replicas }], ["deletionProtectionEnabled", replicas]]);
  }
  const [own, ...others] = list(replicas);
  return kept([
    ["id", props["tableName"]], ["region", at(own, "region")], ["deletionProtectionEnabled", at(own, "deletionProtectionEnabled")],
    ["serverSideEncryption", kept([["enabled", along(props, "sseSpecification.sseEnabled")], ["kmsKeyArn", along(own, "sseSpecification.kmsMasterKeyId")]])],
    ["pointInTimeRecovery", renamed(at(own, "pointInTimeRecoverySpecification"), { enabled: "pointInTimeRecoveryEnabled" })],
    ["replicas", each(others, (replica) => renamed(replica, {
      regionName: "region", kmsKeyArn: "sseSpecification.kmsMasterKeyId", pointInTimeRecovery: "pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled",
      deletionProtectionEnabled: "deletionProtectionEnabled",
    }))],
  ]);
}

/** What `@pulumi/aws` says of a bucket in resources of their own stands inside of it here. */
export function bucketOf(props: Properties): Properties {
  const encryption = along(props, "bucketEncryption.serverSideEncryptionConfiguration");
  const log = props["loggingConfiguration"];
  return kept([
    ["serverSideEncryptionConfiguration", undefined], ["serverSideEncryptionConfigurations", encryption === undefined ? undefined : [{
      rules: each(encryption, (rule) => renamed(rule, { applyServerSideEncryptionByDefault: "serverSideEncryptionByDefault", bucketKeyEnabled: "bucketKeyEnabled" })),
    }]],
    ["versioning", props["versioningConfiguration"] === undefined ? undefined : { enabled: is(along(props, "versioningConfiguration.status"), "Enabled") }],
    ["logging", renamed(log, { targetBucket: "destinationBucketName", targetPrefix: "logFilePrefix" })],
    ["lifecycleRules", each(along(props, "lifecycleConfiguration.rules"), (rule) => ({ ...rule, enabled: is(at(rule, "status"), "Enabled") }))],
    ["acl", spelt(props["accessControl"])],
  ]);
}

/** `PublicRead` is what the other provider calls `public-read`. */
function spelt(list: Value): Value {
  return typeof list === "string" ? text(list).replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase() : list;
}
