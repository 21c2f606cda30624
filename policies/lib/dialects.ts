/** How another provider, or an older type, says what a rule knows in the words of `@pulumi/aws`. */
export interface Dialect {
  /** Type whose words the rules speak. */
  readonly means: string;
  /** Where a property stands in this dialect, by the name that the rules know; the others are called the same. */
  readonly words?: Readonly<Record<string, string>>;
}

const bucketEncryption = "bucketEncryption.serverSideEncryptionConfiguration";

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
  "aws-native:athena:WorkGroup": { means: "aws:athena/workgroup:Workgroup", words: { configuration: "workGroupConfiguration" } },
  "aws-native:backup:BackupVault": { means: "aws:backup/vault:Vault", words: { kmsKeyArn: "encryptionKeyArn" } },
  "aws-native:cloudtrail:Trail": { means: "aws:cloudtrail/trail:Trail", words: { enableLogging: "isLogging", cloudWatchLogsGroupArn: "cloudWatchLogsLogGroupArn" } },
  "aws-native:cloudwatch:Alarm": { means: "aws:cloudwatch/metricAlarm:MetricAlarm" },
  "aws-native:cognito:IdentityPool": { means: "aws:cognito/identityPool:IdentityPool" },
  "aws-native:cognito:IdentityPoolRoleAttachment": { means: "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment" },
  "aws-native:cognito:UserPool": { means: "aws:cognito/userPool:UserPool", words: { passwordPolicy: "policies.passwordPolicy" } },
  "aws-native:cognito:UserPoolClient": { means: "aws:cognito/userPoolClient:UserPoolClient" },
  "aws-native:ecr:Repository": { means: "aws:ecr/repository:Repository", words: { encryptionConfigurations: "encryptionConfiguration" } },
  "aws-native:ecs:Cluster": { means: "aws:ecs/cluster:Cluster", words: { settings: "clusterSettings" } },
  "aws-native:ecs:Service": { means: "aws:ecs/service:Service" },
  "aws-native:ecs:TaskDefinition": { means: "aws:ecs/taskDefinition:TaskDefinition" },
  "aws-native:iam:ManagedPolicy": { means: "aws:iam/policy:Policy", words: { policy: "policyDocument" } },
  "aws-native:iam:Role": { means: "aws:iam/role:Role", words: { assumeRolePolicy: "assumeRolePolicyDocument", inlinePolicies: "policies" } },
  "aws-native:iam:RolePolicy": { means: "aws:iam/rolePolicy:RolePolicy", words: { policy: "policyDocument", role: "roleName" } },
  "aws-native:iam:User": { means: "aws:iam/user:User" },
  "aws-native:kinesis:Stream": { means: "aws:kinesis/stream:Stream", words: {
    encryptionType: "streamEncryption.encryptionType", kmsKeyId: "streamEncryption.keyId", retentionPeriod: "retentionPeriodHours",
  } },
  "aws-native:kinesisfirehose:DeliveryStream": { means: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", words: {
    serverSideEncryption: "deliveryStreamEncryptionConfigurationInput", kinesisSourceConfiguration: "kinesisStreamSourceConfiguration",
    extendedS3Configuration: "extendedS3DestinationConfiguration",
  } },
  "aws-native:kms:Key": { means: "aws:kms/key:Key", words: { policy: "keyPolicy", customerMasterKeySpec: "keySpec", isEnabled: "enabled", deletionWindowInDays: "pendingWindowInDays" } },
  "aws-native:kms:ReplicaKey": { means: "aws:kms/replicaKey:ReplicaKey", words: { policy: "keyPolicy", deletionWindowInDays: "pendingWindowInDays" } },
  "aws-native:lambda:Function": { means: "aws:lambda/function:Function" },
  "aws-native:lambda:Permission": { means: "aws:lambda/permission:Permission", words: { "function": "functionName" } },
  "aws-native:lambda:Url": { means: "aws:lambda/functionUrl:FunctionUrl", words: { authorizationType: "authType" } },
  "aws-native:logs:LogGroup": { means: "aws:cloudwatch/logGroup:LogGroup" },
  "aws-native:rds:DbProxy": { means: "aws:rds/proxy:Proxy", words: { auths: "auth" } },
  "aws-native:rds:GlobalCluster": { means: "aws:rds/globalCluster:GlobalCluster" },
  "aws-native:s3:Bucket": { means: "aws:s3/bucket:Bucket", words: {
    bucket: "bucketName", serverSideEncryptionConfiguration: bucketEncryption, versioning: "versioningConfiguration",
  } },
  "aws-native:s3:BucketPolicy": { means: "aws:s3/bucketPolicy:BucketPolicy", words: { policy: "policyDocument" } },
  "aws-native:secretsmanager:Secret": { means: "aws:secretsmanager/secret:Secret", words: { replicas: "replicaRegions" } },
  "aws-native:sns:Topic": { means: "aws:sns/topic:Topic" },
  "aws-native:sqs:Queue": { means: "aws:sqs/queue:Queue" },
  "aws-native:wafv2:WebAclAssociation": { means: "aws:wafv2/webAclAssociation:WebAclAssociation" },
  "aws-native:wafv2:WebAcl": { means: "aws:wafv2/webAcl:WebAcl" },
};

const byMeaning = new Map<string, string[]>();
for (const [type, { means }] of Object.entries(dialects)) byMeaning.set(means, [...byMeaning.get(means) ?? [], type]);

/** These types with every other that means one of them. */
export function withDialects(types: readonly string[]): readonly string[] {
  return [...types, ...types.flatMap((type) => byMeaning.get(type) ?? [])];
}
