import type { Sent } from "./sdk-stub";

/** Account of the example stacks, in whose name calls are checked. */
export const exampleAccount = "123456789012";

/** What a call asks IAM for: an action, and the resource that it is asked on; `*` where AWS scopes nothing. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
}

interface Service {
  /** What the IAM actions of the client start with. */
  readonly prefix: string;
  /** What a call asks on which resource, for operations whose action is not named like them or whose resource says itself otherwise. */
  readonly asks?: Readonly<Record<string, (sent: Sent) => readonly Ask[]>>;
  /** Resource of a call. */
  readonly resource: (sent: Sent) => string;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value as Record<string, unknown>[] : []);
const own = (sent: Sent, rest: string, service = sent.service): string => `arn:aws:${service}:${sent.region}:${exampleAccount}:${rest}`;
const orArn = (value: unknown, make: (name: string) => string): string => (text(value).startsWith("arn:") ? text(value) : make(text(value)));
const named = (sent: Sent, action: string): string => `${sent.service}:${action}`;
/** One action in place of another, on the same resource. */
const as = (action: string, resource: (sent: Sent) => string) => (sent: Sent): readonly Ask[] => [{ action: named(sent, action), resource: resource(sent) }];

const tableOf = (sent: Sent, name: unknown): string => orArn(name, (table) => own(sent, `table/${table}`));
const table = (sent: Sent): string => `${tableOf(sent, sent.input["TableName"])}${sent.input["IndexName"] === undefined ? "" : `/index/${text(sent.input["IndexName"])}`}`;
const transaction = (actions: Readonly<Record<string, string>>) => (sent: Sent): readonly Ask[] => list(sent.input["TransactItems"]).flatMap((item) =>
  Object.entries(item).map(([kind, request]) => ({ action: named(sent, actions[kind] ?? kind), resource: tableOf(sent, (request as Record<string, unknown>)["TableName"]) })));
const batch = (sent: Sent): readonly Ask[] =>
  Object.keys(sent.input["RequestItems"] as object).map((name) => ({ action: named(sent, sent.operation), resource: tableOf(sent, name) }));

const bucket = (sent: Sent): string => `arn:aws:s3:::${text(sent.input["Bucket"])}`;
const object = (sent: Sent): string => `${bucket(sent)}/${text(sent.input["Key"])}`;
const s3Object = (sent: Sent): string => (sent.input["Key"] === undefined ? bucket(sent) : object(sent));
const getObject = (sent: Sent): readonly Ask[] => [{ action: sent.input["VersionId"] === undefined ? "s3:GetObject" : "s3:GetObjectVersion", resource: object(sent) }];
const copyObject = (sent: Sent): readonly Ask[] => [
  { action: "s3:GetObject", resource: `arn:aws:s3:::${decodeURIComponent(text(sent.input["CopySource"])).replace(/^\//, "")}` }, { action: "s3:PutObject", resource: object(sent) },
];
/** Versions have actions of their own. */
const versioned = (action: string, ofVersion: string) => (sent: Sent): readonly Ask[] => [{ action: `s3:${sent.input["VersionId"] === undefined ? action : ofVersion}`, resource: object(sent) }];
const deleteObjects = (sent: Sent): readonly Ask[] => list((sent.input["Delete"] as Record<string, unknown>)["Objects"])
  .map(({ Key }) => ({ action: "s3:DeleteObject", resource: `${bucket(sent)}/${text(Key)}` }));

const queue = (sent: Sent): string => own(sent, text(sent.input["QueueUrl"]).split("/").at(-1) ?? "");
const topic = (sent: Sent): string => text(sent.input["TopicArn"] ?? sent.input["TargetArn"] ?? "*");
const secret = (sent: Sent): string => (sent.input["SecretId"] === undefined ? "*" : orArn(sent.input["SecretId"], (name) => own(sent, `secret:${name}-AbCdEf`)));
const pool = (sent: Sent): string => own(sent, `userpool/${text(sent.input["UserPoolId"])}`);
const fn = (sent: Sent): string => orArn(sent.input["FunctionName"], (name) => own(sent, `function:${name}`));
const key = (sent: Sent): string => orArn(sent.input["KeyId"], (id) => own(sent, id.startsWith("alias/") ? id : `key/${id}`));
const stream = (sent: Sent): string => (sent.input["StreamARN"] === undefined ? own(sent, `stream/${text(sent.input["StreamName"])}`) : text(sent.input["StreamARN"]));
const parameter = (sent: Sent): string => orArn(sent.input["Name"] ?? sent.input["Path"], (name) => own(sent, `parameter/${name.replace(/^\//, "")}`));
const anything = (): string => "*";

/** SES asks on the identity that sends, and on the configuration set where one is named. Source: SES Developer Guide, "Identity and access management", resources. */
const email = (sent: Sent): readonly Ask[] => {
  const action = (sent.input["Content"] as Record<string, unknown> | undefined)?.["Raw"] === undefined ? "ses:SendEmail" : "ses:SendRawEmail";
  const address = /<([^>]+)>/.exec(text(sent.input["FromEmailAddress"]))?.[1] ?? text(sent.input["FromEmailAddress"]);
  const identity = text(sent.input["FromEmailAddressIdentityArn"]) || own(sent, `identity/${address.split("@").at(-1) ?? ""}`, "ses");
  const set = text(sent.input["ConfigurationSetName"]);
  return [{ action, resource: identity }, ...(set === "" ? [] : [{ action, resource: own(sent, `configuration-set/${set}`, "ses") }])];
};

const globalCluster = (sent: Sent): string => `arn:aws:rds::${exampleAccount}:global-cluster:${text(sent.input["GlobalClusterIdentifier"])}`;
/** Moving asks on the global cluster and on the member that is to write. */
const moving = (sent: Sent): readonly Ask[] => [globalCluster(sent), text(sent.input["TargetDbClusterIdentifier"])].map((resource) => ({ action: named(sent, sent.operation), resource }));

/** Calls of a user pool that anybody may make: the tokens in them are what counts. Source: Cognito API reference, unauthenticated operations. */
const open = (): readonly Ask[] => [];

/**
 * How the calls of each SDK client look to IAM.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys" of each service. Exceptions: DynamoDB Developer Guide,
 * "DynamoDB transactions" (a transaction asks for the action of each of its items); S3 User Guide, "Required permissions for Amazon S3 API
 * operations" (HeadObject, ListObjectsV2, multipart uploads, copies); SQS Developer Guide, "Amazon SQS API permissions" (batches); Lambda
 * Developer Guide, "Actions" (Invoke); SNS Developer Guide, "Amazon SNS API permissions" (PublishBatch).
 */
export const services: Readonly<Record<string, Service>> = {
  SecretsManagerClient: { prefix: "secretsmanager", resource: secret },
  DynamoDBClient: {
    prefix: "dynamodb", resource: table,
    asks: {
      TransactWriteItems: transaction({ Put: "PutItem", Update: "UpdateItem", Delete: "DeleteItem", ConditionCheck: "ConditionCheckItem" }),
      TransactGetItems: transaction({ Get: "GetItem" }), BatchGetItem: batch, BatchWriteItem: batch,
    },
  },
  S3Client: {
    prefix: "s3", resource: s3Object,
    asks: {
      GetObject: getObject, HeadObject: getObject, HeadBucket: as("ListBucket", bucket), ListObjectsV2: as("ListBucket", bucket), CopyObject: copyObject,
      DeleteObject: versioned("DeleteObject", "DeleteObjectVersion"), PutObjectTagging: versioned("PutObjectTagging", "PutObjectVersionTagging"),
      ListObjectVersions: as("ListBucketVersions", bucket), DeleteObjects: deleteObjects, CreateMultipartUpload: as("PutObject", object), UploadPart: as("PutObject", object), CompleteMultipartUpload: as("PutObject", object),
    },
  },
  SQSClient: {
    prefix: "sqs", resource: queue,
    asks: { SendMessageBatch: as("SendMessage", queue), DeleteMessageBatch: as("DeleteMessage", queue), ChangeMessageVisibilityBatch: as("ChangeMessageVisibility", queue) },
  },
  SNSClient: { prefix: "sns", resource: topic, asks: { PublishBatch: as("Publish", topic) } },
  CognitoIdentityProviderClient: { prefix: "cognito-idp", resource: pool, asks: { InitiateAuth: open, RespondToAuthChallenge: open, GetUser: open, RevokeToken: open } },
  SESv2Client: { prefix: "ses", resource: anything, asks: { SendEmail: email } },
  LambdaClient: { prefix: "lambda", resource: fn, asks: { Invoke: as("InvokeFunction", fn) } },
  KMSClient: { prefix: "kms", resource: key },
  SSMClient: { prefix: "ssm", resource: parameter },
  KinesisClient: { prefix: "kinesis", resource: stream },
  CloudWatchClient: { prefix: "cloudwatch", resource: anything },
  PinpointClient: { prefix: "mobiletargeting", resource: (sent) => own(sent, `apps/${text(sent.input["ApplicationId"])}`), asks: {
    SendMessages: (sent) => [{ action: "mobiletargeting:SendMessages", resource: own(sent, `apps/${text(sent.input["ApplicationId"])}/messages`) }],
  } },
  PinpointSMSVoiceV2Client: { prefix: "sms-voice", resource: (sent) => orArn(sent.input["OriginationIdentity"], (id) => (id === "" ? "*" : own(sent, `pool/${id}`))) },
  SFNClient: { prefix: "states", asks: { SendTaskSuccess: as("SendTaskSuccess", anything) }, resource: (sent) => text(sent.input["stateMachineArn"] ?? sent.input["executionArn"] ?? sent.input["activityArn"] ?? "*") },
  RDSClient: {
    prefix: "rds", resource: anything,
    asks: {
      DescribeGlobalClusters: as("DescribeGlobalClusters", globalCluster), DescribeDBClusters: as("DescribeDBClusters", (sent) => text(sent.input["DBClusterIdentifier"])),
      FailoverGlobalCluster: moving, SwitchoverGlobalCluster: moving, RemoveFromGlobalCluster: (sent) => [
        { action: named(sent, "RemoveFromGlobalCluster"), resource: globalCluster(sent) }, { action: named(sent, "RemoveFromGlobalCluster"), resource: text(sent.input["DbClusterIdentifier"]) },
      ],
      DescribeDBClusterSnapshots: as("DescribeDBClusterSnapshots", (sent) => own(sent, `cluster:${text(sent.input["DBClusterIdentifier"])}`)),
      // Copying takes the tags along. Source: Service Authorization Reference, Amazon RDS, dependent actions of CopyDBClusterSnapshot.
      CopyDBClusterSnapshot: (sent) => ["SourceDBClusterSnapshotIdentifier", "TargetDBClusterSnapshotIdentifier"].flatMap((which) =>
        ["CopyDBClusterSnapshot", ...(which.startsWith("Target") ? ["AddTagsToResource"] : [])].map((action) =>
          ({ action: named(sent, action), resource: own(sent, `cluster-snapshot:${text(sent.input[which])}`) }))),
    },
  },
  EC2Client: {
    prefix: "ec2", resource: anything,
    asks: { ModifySecurityGroupRules: (sent) => [
      { action: named(sent, "ModifySecurityGroupRules"), resource: own(sent, `security-group/${text(sent.input["GroupId"])}`) },
      ...list(sent.input["SecurityGroupRules"]).map((rule) => ({ action: named(sent, "ModifySecurityGroupRules"), resource: own(sent, `security-group-rule/${text(rule["SecurityGroupRuleId"])}`) })),
    ] },
  },
  ACMClient: { prefix: "acm", resource: (sent) => text(sent.input["CertificateArn"]) },
  ECRClient: { prefix: "ecr", resource: (sent) => own(sent, `repository/${text(sent.input["repositoryName"])}`) },
  ServiceQuotasClient: { prefix: "servicequotas", resource: (sent) => own(sent, `${text(sent.input["ServiceCode"])}/${text(sent.input["QuotaCode"])}`) },
  ECSClient: { prefix: "ecs", asks: { DescribeServices: (sent) => (sent.input["services"] as string[])
    .map((name) => ({ action: named(sent, "DescribeServices"), resource: own(sent, `service/${text(sent.input["cluster"])}/${name}`) })) }, resource: (sent) => (sent.input["service"] === undefined ? "*" : own(sent, `service/${text(sent.input["cluster"])}/${text(sent.input["service"])}`)) },
  ApplicationAutoScalingClient: {
    prefix: "application-autoscaling", resource: anything,
    asks: { RegisterScalableTarget: as("RegisterScalableTarget", (sent) => own(sent, "scalable-target/0ec5123456789")) },
  },
  ElasticLoadBalancingV2Client: {
    prefix: "elasticloadbalancing", resource: (sent) => text(sent.input["TargetGroupArn"] ?? sent.input["LoadBalancerArn"] ?? "*"),
    asks: { DescribeTargetHealth: as("DescribeTargetHealth", anything) },
  },
};

/** What a call asks IAM for. */
export function asksOf(sent: Sent): readonly Ask[] {
  const service = Object.values(services).find(({ prefix }) => prefix === sent.service);
  const special = service?.asks?.[sent.operation];
  return special?.(sent) ?? [{ action: named(sent, sent.operation), resource: service?.resource(sent) ?? "*" }];
}
