import { account, beside, change, elsewhere, key, name, unprotected, without, type Parts, type Props, type Twin } from "./native-parts";
import { type Sketch } from "./support";

const clusterArn = `arn:aws:rds:us-east-2:${account}:cluster:app`;
const tableArn = `arn:aws:dynamodb:us-east-2:${account}:table/app`;
const selection = (arn: string): readonly Sketch[] => [
  { type: "aws:backup/selection:Selection", name: "selection", props: { planId: "plan", resources: [arn] } },
  { type: "aws:backup/plan:Plan", name: "plan", props: { id: "plan", rules: [{ copyActions: [{ destinationVaultArn: `arn:aws:backup:us-west-2:${account}:backup-vault:v` }] }] } },
];

const member = (id: string): Sketch => ({ type: "aws-native:rds:DbInstance", name: `member-${id}`, props: { dbInstanceIdentifier: id, dbClusterIdentifier: "app", monitoringInterval: 15 } });
const cluster: Props = {
  dbClusterArn: clusterArn, dbClusterIdentifier: "app", engine: "aurora-postgresql", engineVersion: "17.7", storageEncrypted: true, kmsKeyId: key, deletionProtection: true, copyTagsToSnapshot: true, masterUsername: "master",
  backupRetentionPeriod: 35, enableIamDatabaseAuthentication: true, enableCloudwatchLogsExports: ["postgresql"], dbClusterParameterGroupName: "tls", vpcSecurityGroupIds: ["sg-data"],
};
const group = (id: string, ingress: readonly object[]): Sketch => ({ type: "aws-native:ec2:SecurityGroup", name: id, props: { groupId: id, securityGroupIngress: ingress } });
const from = (sourceSecurityGroupId: string, port: number): object => ({ ipProtocol: "tcp", fromPort: port, toPort: port, sourceSecurityGroupId });
const world = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIp: "0.0.0.0/0" };

/** Twins that keep data. */
export const stores: Readonly<Record<string, Twin>> = {
  "aws-native:rds:DbCluster": {
    sound: { type: "aws-native:rds:DbCluster", name, props: cluster },
    beside: [
      { type: "aws-native:rds:DbClusterParameterGroup", name: "tls", props: { dbClusterParameterGroupName: "tls", parameters: { "rds.force_ssl": "1" } } },
      member("a"), member("b"), ...selection(clusterArn), group("sg-data", [from("sg-app", 5432)]), group("sg-app", [from("sg-door", 8080)]), group("sg-door", [world]),
    ],
    spoilt: {
      "encryption-databases-use-customer-keys": [["kmsKeyId is not set, want the ARN of a customer managed key.", change({ kmsKeyId: undefined })]],
      "encryption-databases-refuse-plain-connections": [
        ['rds.force_ssl of tls is "0", want 1.', beside("aws-native:rds:DbClusterParameterGroup", { parameters: { "rds.force_ssl": "0" } })],
        ['dbClusterParameterGroupName is "tls", want a parameter group of this stack that sets rds.force_ssl.', without("aws-native:rds:DbClusterParameterGroup")],
      ],
      "encryption-keys-stand-in-their-region": [["kmsKeyId is a key in us-west-2, want a key in us-east-2.", change({ kmsKeyId: elsewhere })]],
      "least-privilege-databases-know-identities": [["iamDatabaseAuthenticationEnabled is false, want true.", change({ enableIamDatabaseAuthentication: false })]],
      "exposure-data-is-out-of-reach": [["its distance is Internet → sg-door:443 → sg-data:5432, want 2 groups in between.", ({ beside: all, ...rest }) => ({
        ...rest, beside: all.map((each) => (each.name === "sg-data" ? group("sg-data", [from("sg-door", 5432)]) : each)),
      })]],
      "recovery-databases-survive-mistakes": [["deletionProtection is not set, want true.", change({ deletionProtection: undefined })], ["backupRetentionPeriod is 1, want 14 or more.", change({ backupRetentionPeriod: 1 })]],
      "recovery-databases-outlive-a-region": [["its storage is in us-east-2 alone, want a cluster in each of two regions, or backups that are copied to another one.", beside("aws:backup/plan:Plan", { rules: [] })]],
      "recovery-backups-are-kept": [["its backup plan is not there, want a plan that selects it by its ARN.", beside("aws:backup/selection:Selection", { resources: [] })]],
      "recovery-stores-survive-the-program": [["protect is false, want true.", unprotected]],
      "recovery-databases-stand-in-two-zones": [["its instances is 0, want 2 or more, in two zones.", without("aws-native:rds:DbInstance")]],
      "logging-databases-record-statements": [['enabledCloudwatchLogsExports is not set, want "postgresql".', change({ enableCloudwatchLogsExports: undefined })]],
    },
  },
  "aws-native:rds:DbInstance": {
    sound: { type: "aws-native:rds:DbInstance", name, props: {
      dbInstanceIdentifier: "app", dbInstanceArn: `arn:aws:rds:us-east-2:${account}:db:app`, storageEncrypted: true, kmsKeyId: key, enablePerformanceInsights: true, performanceInsightsKmsKeyId: key,
      publiclyAccessible: false, monitoringInterval: 15, vpcSecurityGroups: ["sg-data"],
    } },
    beside: [group("sg-data", [])],
    spoilt: {
      "encryption-databases-use-customer-keys": [
        ["storageEncrypted is not set, want true.", change({ storageEncrypted: undefined })],
        ["performanceInsightsKmsKeyId is not set, want the ARN of a customer managed key.", change({ performanceInsightsKmsKeyId: undefined })],
      ],
      "encryption-keys-stand-in-their-region": [["kmsKeyId is a key in us-west-2, want a key in us-east-2.", change({ kmsKeyId: elsewhere })]],
      "exposure-databases-are-private": [["publiclyAccessible is true, want false.", change({ publiclyAccessible: true })]],
      "exposure-data-is-out-of-reach": [["its distance is Internet → sg-data:443, want 2 groups in between.", ({ beside: _beside, ...rest }) => ({ ...rest, beside: [group("sg-data", [world])] })]],
      "recovery-stores-survive-the-program": [["protect is false, want true.", unprotected]],
      "logging-databases-record-statements": [["monitoringInterval is not set, want 1 or more.", change({ monitoringInterval: undefined })]],
    },
  },
  "aws-native:rds:DbInstance of a cluster, whose storage is the cluster's": {
    sound: { type: "aws-native:rds:DbInstance", name, props: { dbClusterIdentifier: "all", dbInstanceIdentifier: "app", monitoringInterval: 15 } },
    spoilt: { "encryption-databases-use-customer-keys": [["performanceInsightsKmsKeyId is not set, want the ARN of a customer managed key.", change({ enablePerformanceInsights: true })]] },
  },
  "aws-native:dynamodb:GlobalTable": {
    sound: { type: "aws-native:dynamodb:GlobalTable", name, props: {
      arn: tableArn, tableName: "app", billingMode: "PAY_PER_REQUEST", sseSpecification: { sseEnabled: true, sseType: "KMS" },
      replicas: [["us-east-2", key], ["us-west-2", elsewhere]].map(([region, kmsMasterKeyId]) => ({
        region, deletionProtectionEnabled: true, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }, sseSpecification: { kmsMasterKeyId },
      })),
    } },
    beside: selection(tableArn),
    spoilt: {
      "encryption-tables-use-customer-keys": [
        ["serverSideEncryption.enabled is false, want true.", change({ sseSpecification: { sseEnabled: false } })],
        ["replicas[0].kmsKeyArn is not set, want the ARN of a customer managed key.", replica({ sseSpecification: undefined })],
      ],
      "encryption-keys-stand-in-their-region": [["replicas[0].kmsKey is a key in us-east-2, want a key in us-west-2.", replica({ sseSpecification: { kmsMasterKeyId: key } })]],
      "recovery-tables-outlive-a-region": [
        ["replicas[0].pointInTimeRecovery is not set, want true.", replica({ pointInTimeRecoverySpecification: undefined })],
        ["replicas[0].deletionProtectionEnabled is not set, want true.", replica({ deletionProtectionEnabled: undefined })],
        ["replicas is not set, want a replica in another region.", ({ props, ...rest }) => ({ ...rest, props: { ...props, replicas: (props["replicas"] as readonly object[]).slice(0, 1) } })],
      ],
      "recovery-backups-are-kept": [["its backup plan is not there, want a plan that selects it by its ARN.", beside("aws:backup/selection:Selection", { resources: [] })]],
      "recovery-stores-survive-the-program": [["protect is false, want true.", unprotected]],
      "recovery-tables-grow-with-their-load": [['billingMode is "PROVISIONED", want "PAY_PER_REQUEST".', change({ billingMode: "PROVISIONED" })]],
    },
  },
  "aws-native:dynamodb:Table": {
    sound: { type: "aws-native:dynamodb:Table", name, props: {
      arn: tableArn, tableName: "app", billingMode: "PAY_PER_REQUEST", sseSpecification: { sseEnabled: true, sseType: "KMS", kmsMasterKeyId: key }, deletionProtectionEnabled: true,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    } },
    beside: [
      ...selection(tableArn),
      { type: "aws:dynamodb/tableReplica:TableReplica", name: "copy", props: { globalTableArn: tableArn, kmsKeyArn: elsewhere, pointInTimeRecovery: true, deletionProtectionEnabled: true, region: "us-west-2" } },
    ],
    spoilt: {
      "encryption-tables-use-customer-keys": [["serverSideEncryption.kmsKeyArn is not set, want the ARN of a customer managed key.", change({ sseSpecification: { sseEnabled: true } })]],
      "encryption-keys-stand-in-their-region": [["serverSideEncryption.kmsKeyArn is a key in us-west-2, want a key in us-east-2.", change({ sseSpecification: { sseEnabled: true, kmsMasterKeyId: elsewhere } })]],
      "recovery-tables-outlive-a-region": [
        ["pointInTimeRecovery.enabled is false, want true.", change({ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } })],
        ["replicas is not set, want a replica in another region.", without("aws:dynamodb/tableReplica:TableReplica")],
      ],
      "recovery-backups-are-kept": [["its backup plan is not there, want a plan that selects it by its ARN.", beside("aws:backup/selection:Selection", { resources: [] })]],
      "recovery-stores-survive-the-program": [["protect is false, want true.", unprotected]],
      "recovery-tables-grow-with-their-load": [["billingMode is not set, want \"PAY_PER_REQUEST\".", change({ billingMode: undefined })]],
    },
  },
  "aws-native:backup:BackupVault": {
    sound: { type: "aws-native:backup:BackupVault", name, props: { backupVaultName: "app", encryptionKeyArn: key, lockConfiguration: { minRetentionDays: 7 } } },
    spoilt: {
      "encryption-vaults-use-customer-keys": [["kmsKeyArn is not set, want the ARN of a customer managed key.", change({ encryptionKeyArn: undefined })]],
      "encryption-keys-stand-in-their-region": [["kmsKeyArn is a key in us-west-2, want a key in us-east-2.", change({ encryptionKeyArn: elsewhere, region: "us-east-2" })]],
      "recovery-backups-are-kept": [["its lock is not set, want days for which backups are kept.", change({ lockConfiguration: undefined })], ["lockConfiguration.minRetentionDays is 0, want 1 or more.", change({ lockConfiguration: { minRetentionDays: 0 } })]],
      "recovery-stores-survive-the-program": [["protect is false, want true.", unprotected]],
    },
  },
};

function replica(props: Props): (world: Parts) => Parts {
  return ({ props: old, ...rest }) => {
    const [own, other] = old["replicas"] as readonly Props[];
    return { ...rest, props: { ...old, replicas: [own, { ...other, ...props }] } };
  };
}
