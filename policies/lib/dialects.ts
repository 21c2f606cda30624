import { backupPlanOf, backupSelectionOf, bucketOf, clusterOf, globalTableOf, instanceOf, parametersOf, tableOf } from "./native-data";
import { balancerOf, failuresOf, inlinePoliciesOf, listenerOf, securityGroupOf, serviceOf, taskNetworkOf } from "./native-network";
import { kept } from "./native-words";
import { list, type Properties } from "./value";

/** How another provider, or an older type, says what a rule knows in the words of `@pulumi/aws`. */
export interface Dialect {
  /** Type whose words the rules speak. */
  readonly means: string;
  /** Where a property stands in this dialect, by the name that the rules know; the others are called the same. */
  readonly words?: Readonly<Record<string, string>>;
  /** What it says in another structure, and not by another name alone. Asked once for each resource. */
  readonly says?: (props: Properties) => Properties;
  /** What it means instead, where it has this property. */
  readonly where?: { readonly property: string; readonly means: string };
}

/**
 * Types of `@pulumi/aws-native`, by what they mean in `@pulumi/aws`, with the properties that are called otherwise.
 * Source: typings of @pulumi/aws-native 1.79 and @pulumi/aws 7.48; a test holds both against them.
 */
export const dialects: Readonly<Record<string, Dialect>> = {
  "aws-native:apigateway:DomainName": { means: "aws:apigateway/domainName:DomainName" },
  "aws-native:apigateway:Method": { means: "aws:apigateway/method:Method", words: { authorization: "authorizationType", restApi: "restApiId" } },
  "aws-native:apigateway:RestApi": { means: "aws:apigateway/restApi:RestApi" },
  "aws-native:apigateway:Stage": { means: "aws:apigateway/stage:Stage", words: {
    accessLogSettings: "accessLogSetting", restApi: "restApiId", xrayTracingEnabled: "tracingEnabled",
  } },
  "aws-native:apigatewayv2:DomainName": { means: "aws:apigatewayv2/domainName:DomainName", words: { domainNameConfiguration: "domainNameConfigurations" } },
  "aws-native:apigatewayv2:Route": { means: "aws:apigatewayv2/route:Route" },
  "aws-native:appsync:GraphQlApi": { means: "aws:appsync/graphQLApi:GraphQLApi" },
  "aws-native:applicationautoscaling:ScalableTarget": { means: "aws:appautoscaling/target:Target" },
  "aws-native:athena:WorkGroup": { means: "aws:athena/workgroup:Workgroup", words: { configuration: "workGroupConfiguration" } },
  "aws-native:backup:BackupPlan": { means: "aws:backup/plan:Plan", words: { rules: "backupPlan" }, says: backupPlanOf },
  "aws-native:backup:BackupSelection": { means: "aws:backup/selection:Selection", words: { planId: "backupPlanId", resources: "backupSelection", notResources: "backupSelection" }, says: backupSelectionOf },
  "aws-native:backup:BackupVault": { means: "aws:backup/vault:Vault", words: { kmsKeyArn: "encryptionKeyArn", name: "backupVaultName" } },
  "aws-native:cloudtrail:Trail": { means: "aws:cloudtrail/trail:Trail", words: { enableLogging: "isLogging", cloudWatchLogsGroupArn: "cloudWatchLogsLogGroupArn" } },
  "aws-native:cloudwatch:Alarm": { means: "aws:cloudwatch/metricAlarm:MetricAlarm" },
  "aws-native:cognito:IdentityPool": { means: "aws:cognito/identityPool:IdentityPool" },
  "aws-native:cognito:IdentityPoolRoleAttachment": { means: "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment" },
  "aws-native:cognito:UserPool": { means: "aws:cognito/userPool:UserPool", words: { passwordPolicy: "policies.passwordPolicy" } },
  "aws-native:cognito:UserPoolClient": { means: "aws:cognito/userPoolClient:UserPoolClient" },
  "aws-native:dynamodb:GlobalTable": { means: "aws:dynamodb/table:Table", words: { name: "tableName", serverSideEncryption: "sseSpecification" }, says: globalTableOf },
  "aws-native:dynamodb:Table": { means: "aws:dynamodb/table:Table", words: {
    name: "tableName", serverSideEncryption: "sseSpecification", pointInTimeRecovery: "pointInTimeRecoverySpecification",
  }, says: tableOf },
  "aws-native:ec2:InternetGateway": { means: "aws:ec2/internetGateway:InternetGateway", says: ({ internetGatewayId }) => kept([["id", internetGatewayId]]) },
  "aws-native:ec2:Route": { means: "aws:ec2/route:Route" },
  "aws-native:ec2:RouteTable": { means: "aws:ec2/routeTable:RouteTable", says: ({ routeTableId }) => kept([["id", routeTableId]]) },
  "aws-native:ec2:SecurityGroup": { means: "aws:ec2/securityGroup:SecurityGroup", words: {
    description: "groupDescription", name: "groupName", ingress: "securityGroupIngress", egress: "securityGroupEgress",
  }, says: securityGroupOf },
  "aws-native:ec2:SecurityGroupEgress": { means: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", words: {
    cidrIpv4: "cidrIp", securityGroupId: "groupId", referencedSecurityGroupId: "destinationSecurityGroupId", prefixListId: "destinationPrefixListId",
  } },
  "aws-native:ec2:SecurityGroupIngress": { means: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", words: {
    cidrIpv4: "cidrIp", securityGroupId: "groupId", referencedSecurityGroupId: "sourceSecurityGroupId", prefixListId: "sourcePrefixListId",
  } },
  "aws-native:ec2:Subnet": { means: "aws:ec2/subnet:Subnet", says: ({ subnetId }) => kept([["id", subnetId]]) },
  "aws-native:ec2:SubnetRouteTableAssociation": { means: "aws:ec2/routeTableAssociation:RouteTableAssociation" },
  "aws-native:ec2:VpcEndpoint": { means: "aws:ec2/vpcEndpoint:VpcEndpoint", words: { policy: "policyDocument" } },
  "aws-native:ecr:Repository": { means: "aws:ecr/repository:Repository", words: { encryptionConfigurations: "encryptionConfiguration", forceDelete: "emptyOnDelete" } },
  "aws-native:ecs:Cluster": { means: "aws:ecs/cluster:Cluster", words: { settings: "clusterSettings" } },
  "aws-native:ecs:Service": { means: "aws:ecs/service:Service", words: { name: "serviceName" }, says: serviceOf },
  "aws-native:ecs:TaskDefinition": { means: "aws:ecs/taskDefinition:TaskDefinition" },
  "aws-native:ecs:TaskSet": { means: "aws:ecs/taskSet:TaskSet", says: taskNetworkOf },
  "aws-native:elasticloadbalancingv2:Listener": { means: "aws:lb/listener:Listener", words: { certificateArn: "certificates" }, says: listenerOf },
  "aws-native:elasticloadbalancingv2:LoadBalancer": { means: "aws:lb/loadBalancer:LoadBalancer", words: {
    loadBalancerType: "type", accessLogs: "loadBalancerAttributes", connectionLogs: "loadBalancerAttributes", healthCheckLogs: "loadBalancerAttributes",
  }, says: balancerOf },
  "aws-native:elasticloadbalancingv2:TargetGroup": { means: "aws:lb/targetGroup:TargetGroup" },
  "aws-native:iam:GroupPolicy": { means: "aws:iam/groupPolicy:GroupPolicy", words: { policy: "policyDocument", group: "groupName" } },
  "aws-native:iam:ManagedPolicy": { means: "aws:iam/policy:Policy", words: { policy: "policyDocument" } },
  "aws-native:iam:Role": { means: "aws:iam/role:Role", words: { assumeRolePolicy: "assumeRolePolicyDocument", inlinePolicies: "policies", name: "roleName" }, says: inlinePoliciesOf },
  "aws-native:iam:RolePolicy": { means: "aws:iam/rolePolicy:RolePolicy", words: { policy: "policyDocument", role: "roleName" } },
  "aws-native:iam:User": { means: "aws:iam/user:User" },
  "aws-native:iam:UserPolicy": { means: "aws:iam/userPolicy:UserPolicy", words: { policy: "policyDocument", user: "userName" } },
  "aws-native:kinesis:Stream": { means: "aws:kinesis/stream:Stream", words: {
    encryptionType: "streamEncryption.encryptionType", kmsKeyId: "streamEncryption.keyId", retentionPeriod: "retentionPeriodHours",
  } },
  "aws-native:kinesisfirehose:DeliveryStream": { means: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", words: {
    serverSideEncryption: "deliveryStreamEncryptionConfigurationInput", kinesisSourceConfiguration: "kinesisStreamSourceConfiguration",
    extendedS3Configuration: "extendedS3DestinationConfiguration",
  } },
  "aws-native:kms:Key": { means: "aws:kms/key:Key", words: { policy: "keyPolicy", customerMasterKeySpec: "keySpec", isEnabled: "enabled", deletionWindowInDays: "pendingWindowInDays" } },
  "aws-native:kms:ReplicaKey": { means: "aws:kms/replicaKey:ReplicaKey", words: { policy: "keyPolicy", deletionWindowInDays: "pendingWindowInDays" } },
  "aws-native:lambda:EventSourceMapping": { means: "aws:lambda/eventSourceMapping:EventSourceMapping", says: failuresOf },
  "aws-native:lambda:Function": { means: "aws:lambda/function:Function" },
  "aws-native:lambda:Permission": { means: "aws:lambda/permission:Permission", words: { "function": "functionName" } },
  "aws-native:lambda:Url": { means: "aws:lambda/functionUrl:FunctionUrl", words: { authorizationType: "authType" } },
  "aws-native:logs:LogGroup": { means: "aws:cloudwatch/logGroup:LogGroup" },
  "aws-native:rds:DbCluster": { means: "aws:rds/cluster:Cluster", words: {
    clusterIdentifier: "dbClusterIdentifier", enabledCloudwatchLogsExports: "enableCloudwatchLogsExports", iamDatabaseAuthenticationEnabled: "enableIamDatabaseAuthentication",
    masterPassword: "masterUserPassword",
  }, says: clusterOf },
  "aws-native:rds:DbClusterParameterGroup": { means: "aws:rds/clusterParameterGroup:ClusterParameterGroup", words: { name: "dbClusterParameterGroupName" }, says: parametersOf },
  "aws-native:rds:DbInstance": { means: "aws:rds/instance:Instance", words: {
    clusterIdentifier: "dbClusterIdentifier", enabledCloudwatchLogsExports: "enableCloudwatchLogsExports", iamDatabaseAuthenticationEnabled: "enableIamDatabaseAuthentication",
    identifier: "dbInstanceIdentifier", performanceInsightsEnabled: "enablePerformanceInsights", vpcSecurityGroupIds: "vpcSecurityGroups",
  }, says: instanceOf, where: { property: "dbClusterIdentifier", means: "aws:rds/clusterInstance:ClusterInstance" } },
  "aws-native:rds:DbProxy": { means: "aws:rds/proxy:Proxy", words: { auths: "auth" } },
  "aws-native:rds:GlobalCluster": { means: "aws:rds/globalCluster:GlobalCluster", says: ({ globalClusterIdentifier }) => kept([["id", globalClusterIdentifier]]) },
  "aws-native:rds:DbSubnetGroup": { means: "aws:rds/subnetGroup:SubnetGroup", words: { name: "dbSubnetGroupName" } },
  "aws-native:s3:Bucket": { means: "aws:s3/bucket:Bucket", words: { bucket: "bucketName", logging: "loggingConfiguration", versioning: "versioningConfiguration" }, says: bucketOf },
  "aws-native:s3:BucketPolicy": { means: "aws:s3/bucketPolicy:BucketPolicy", words: { policy: "policyDocument" } },
  "aws-native:secretsmanager:RotationSchedule": { means: "aws:secretsmanager/secretRotation:SecretRotation" },
  "aws-native:secretsmanager:Secret": { means: "aws:secretsmanager/secret:Secret", words: { replicas: "replicaRegions" } },
  "aws-native:sns:Subscription": { means: "aws:sns/topicSubscription:TopicSubscription", words: { topic: "topicArn" } },
  "aws-native:sns:Topic": { means: "aws:sns/topic:Topic", words: { name: "topicName" }, says: ({ topicArn }) => kept([["arn", topicArn]]) },
  "aws-native:sns:TopicInlinePolicy": { means: "aws:sns/topicPolicy:TopicPolicy", words: { arn: "topicArn", policy: "policyDocument" } },
  "aws-native:sns:TopicPolicy": { means: "aws:sns/topicPolicy:TopicPolicy", words: { arn: "topics", policy: "policyDocument" }, says: ({ topics }) => kept([["arn", list(topics)[0]]]) },
  "aws-native:sqs:Queue": { means: "aws:sqs/queue:Queue", words: { name: "queueName" }, says: ({ queueUrl }) => kept([["id", queueUrl]]) },
  "aws-native:sqs:QueueInlinePolicy": { means: "aws:sqs/queuePolicy:QueuePolicy", words: { queueUrl: "queue", policy: "policyDocument" } },
  "aws-native:stepfunctions:StateMachine": { means: "aws:sfn/stateMachine:StateMachine", words: { name: "stateMachineName" } },
  "aws-native:wafv2:LoggingConfiguration": { means: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration" },
  "aws-native:wafv2:WebAclAssociation": { means: "aws:wafv2/webAclAssociation:WebAclAssociation" },
  "aws-native:wafv2:WebAcl": { means: "aws:wafv2/webAcl:WebAcl" },
};

const byMeaning = new Map<string, string[]>();
for (const [type, { means, where }] of Object.entries(dialects)) {
  for (const meaning of where === undefined ? [means] : [means, where.means]) byMeaning.set(meaning, [...byMeaning.get(meaning) ?? [], type]);
}

/** These types with every other that means one of them. */
export function withDialects(types: readonly string[]): readonly string[] {
  return [...new Set([...types, ...types.flatMap((type) => byMeaning.get(type) ?? [])])];
}
