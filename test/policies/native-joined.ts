import { account, beside, change, document, elsewhere, key, name, unprotected, without, type Props, type Twin } from "./native-parts";
import { stores } from "./native-stores";

const cluster = stores["aws-native:rds:DbCluster"];
const clusterArn = `arn:aws:rds:us-east-2:${account}:cluster:app`;
const copies = (copyActions: readonly object[]): Props => ({ backupPlan: { backupPlanName: "all", backupPlanRule: [{ ruleName: "daily", copyActions }] } });
const rule = (group: string): object => ({ name: group, overrideAction: { none: {} }, statement: { managedRuleGroupStatement: { vendorName: "AWS", name: group } } });
const firewall: Props = {
  arn: "arn:acl", visibilityConfig: { cloudWatchMetricsEnabled: true },
  rules: [rule("AWSManagedRulesCommonRuleSet"), rule("AWSManagedRulesKnownBadInputsRuleSet"), { name: "rate", statement: { rateBasedStatement: { limit: 1000 } } }],
};
const secretArn = `arn:aws:secretsmanager:us-east-2:${account}:secret:app-AbCdEf`;

/** Twins that are parts of others, each held against the rule that joins them. */
export const joined: Readonly<Record<string, Twin>> = {
  ...(cluster !== undefined && { "aws-native:rds:DbCluster with a plan of the same provider": {
    sound: cluster.sound,
    beside: [
      ...(cluster.beside ?? []).filter(({ type }) => !type.startsWith("aws:backup/")),
      { type: "aws-native:backup:BackupSelection", name: "selection", props: { backupPlanId: "plan", backupSelection: { resources: [clusterArn] } } },
      { type: "aws-native:backup:BackupPlan", name: "plan", props: { backupPlanId: "plan", ...copies([{ destinationBackupVaultArn: `arn:aws:backup:us-west-2:${account}:backup-vault:v` }]) } },
    ],
    spoilt: {
      "recovery-databases-outlive-a-region": [["its storage is in us-east-2 alone, want a cluster in each of two regions, or backups that are copied to another one.", beside("aws-native:backup:BackupPlan", copies([]))]],
      "recovery-backups-are-kept": [["its backup plan is not there, want a plan that selects it by its ARN.", beside("aws-native:backup:BackupSelection", { backupSelection: { resources: [] } })]],
    },
  } satisfies Twin }),
  "aws-native:rds:DbSubnetGroup": {
    sound: { type: "aws-native:rds:DbSubnetGroup", name, props: { dbSubnetGroupName: "app", subnetIds: ["subnet-1"] } },
    beside: [
      { type: "aws-native:ec2:Subnet", name: "subnet", props: { subnetId: "subnet-1" } }, { type: "aws-native:ec2:RouteTable", name: "table", props: { routeTableId: "rtb-1" } },
      { type: "aws-native:ec2:SubnetRouteTableAssociation", name: "association", props: { subnetId: "subnet-1", routeTableId: "rtb-1" } },
      { type: "aws-native:ec2:InternetGateway", name: "gateway", props: { internetGatewayId: "igw-1" } },
      { type: "aws-native:ec2:Route", name: "route", props: { routeTableId: "rtb-1", natGatewayId: "nat-1", destinationCidrBlock: "0.0.0.0/0" } },
    ],
    spoilt: { "exposure-data-has-no-way-to-the-internet": [["its subnet is subnet, whose routes lead to an Internet gateway, want a subnet without.", beside("aws-native:ec2:Route", { natGatewayId: undefined, gatewayId: "igw-1" })]] },
  },
  "aws-native:ec2:VpcEndpoint": {
    sound: { type: "aws-native:ec2:VpcEndpoint", name, props: {
      serviceName: "com.amazonaws.us-east-2.sqs", policyDocument: document({ Sid: "Own", Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalAccount": account } } }),
    } },
    spoilt: { "least-privilege-endpoints-are-narrow": [["policy is not set, want one that names who may call what: without, AWS lets everything through.", change({ policyDocument: undefined })]] },
  },
  "aws-native:stepfunctions:StateMachine": {
    sound: { type: "aws-native:stepfunctions:StateMachine", name, props: { tracingConfiguration: { enabled: true }, loggingConfiguration: { level: "ALL", destinations: [{}] } } },
    spoilt: {
      "logging-functions-are-traced": [["tracingConfiguration.enabled is not set, want true.", change({ tracingConfiguration: undefined })]],
      "logging-workflows-record-steps": [['loggingConfiguration.level is "OFF", want "ALL" or "ERROR".', change({ loggingConfiguration: { level: "OFF" } })]],
    },
  },
  "aws-native:wafv2:WebAcl": {
    sound: { type: "aws-native:wafv2:WebAcl", name, props: firewall },
    beside: [{ type: "aws-native:wafv2:LoggingConfiguration", name: "log", props: { resourceArn: "arn:acl" } }],
    spoilt: {
      "exposure-firewalls-have-the-base-rules": [["visibilityConfig.cloudwatchMetricsEnabled is false, want true.", change({ visibilityConfig: { cloudWatchMetricsEnabled: false } })]],
      "logging-firewalls-record-decisions": [["its log is not set, want a WebAclLoggingConfiguration.", without("aws-native:wafv2:LoggingConfiguration")]],
    },
  },
  "aws-native:secretsmanager:Secret": {
    sound: { type: "aws-native:secretsmanager:Secret", name: "master", props: { id: secretArn, arn: secretArn, kmsKeyId: key, replicaRegions: [{ region: "us-west-2", kmsKeyId: elsewhere }] } },
    beside: [{ type: "aws-native:secretsmanager:RotationSchedule", name: "rotation", props: { secretId: secretArn, rotationRules: { automaticallyAfterDays: 30 } } }],
    spoilt: {
      "encryption-secrets-use-customer-keys": [["kmsKeyId is not set, want the ARN of a customer managed key.", change({ kmsKeyId: undefined })]],
      "encryption-keys-stand-in-their-region": [["replicas[0].kmsKey is a key in us-east-2, want a key in us-west-2.", change({ replicaRegions: [{ region: "us-west-2", kmsKeyId: key }] })]],
      "recovery-secrets-outlive-a-region": [["replicas is not set, want a replica in another region.", change({ replicaRegions: undefined })]],
      "recovery-stores-survive-the-program": [["protect is false, want true.", unprotected]],
      "recovery-credentials-are-changed": [["its rotation is not set, want one within 90 days.", without("aws-native:secretsmanager:RotationSchedule")]],
    },
  },
};
