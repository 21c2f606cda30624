/**
 * Most characters that AWS takes in a name. Every kind here gets its physical name from its logical one, so a long
 * logical name is refused at its source rather than by AWS, in the middle of a deployment.
 */
export const nameLimits = {
  /** Source: Elastic Load Balancing API, `CreateLoadBalancer`, Name. */
  loadBalancer: 32,
  /** Source: Elastic Load Balancing API, `CreateTargetGroup`, Name. */
  targetGroup: 32,
  /** Source: S3 User Guide, "General purpose bucket naming rules". */
  s3Bucket: 63,
  /** Source: IAM User Guide, "IAM and AWS STS quotas", IAM and STS character limits. */
  iamRole: 64,
  /** Source: IAM User Guide, "IAM and AWS STS quotas", IAM and STS character limits. */
  iamPolicy: 128,
  /** Source: Lambda API, `CreateFunction`, FunctionName. */
  lambdaFunction: 64,
  /** Source: Amazon SQS API, `CreateQueue`, QueueName. */
  sqsQueue: 80,
  /** Source: WAFV2 API, `CreateWebACL`, Name. */
  webAcl: 128,
  /** Source: EC2 API, `CreateSecurityGroup`, GroupName. */
  securityGroup: 255,
  /** Source: Amazon ECS API, `CreateCluster`, clusterName. */
  ecsCluster: 255,
  /** Source: Amazon ECS API, `CreateService`, serviceName. */
  ecsService: 255,
  /** Source: Amazon ECS API, `RegisterTaskDefinition`, family. */
  ecsTaskFamily: 255,
  /** With the `alias/` in front. Source: KMS API, `CreateAlias`, AliasName. */
  kmsAlias: 256,
  /** Source: Amazon SNS API, `CreateTopic`, Name. */
  snsTopic: 256,
  /** Source: CloudWatch Logs API, `CreateLogGroup`, logGroupName. */
  logGroup: 512,
} as const;

export type NamedKind = keyof typeof nameLimits;

/** A hyphen and seven hexadecimal digits. Source: Pulumi documentation, "Resource names", auto-naming. */
const autoNameSuffixLength = 8;

/** Most characters of a logical name that leave room for the suffix which Pulumi adds to it. */
export function longestName(kind: NamedKind): number {
  return nameLimits[kind] - autoNameSuffixLength;
}

/** Whether a logical name still fits AWS after Pulumi has added its suffix. */
export function fits(kind: NamedKind, logicalName: string): boolean {
  return logicalName.length <= longestName(kind);
}

/** What keeps a logical name from naming something of a kind, one sentence each. */
export function nameProblems(kind: NamedKind, logicalName: string): string[] {
  const problems: string[] = [];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(logicalName)) {
    problems.push(`${logicalName} is no name: want lower-case words and digits with single hyphens between, such as use2-service`);
  }
  if (!fits(kind, logicalName)) {
    problems.push(`${logicalName} has ${logicalName.length} characters: ` +
      `want ${longestName(kind)} at most, so that a ${kind} has room for its suffix; shorten the place's key or the part that an owner named`);
  }
  return problems;
}
