/**
 * Type tokens, with every name that the provider gives to one thing: a rule that knows `lb` but not `alb`, or `Bucket`
 * but not `BucketV2`, lets the other through. Strings, since importing the provider's SDK costs a pack seconds at each start.
 */
export const tokens = {
  buckets: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  bucketEncryptions: [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
  bucketLoggings: ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"],
  bucketPolicies: ["aws:s3/bucketPolicy:BucketPolicy"],
  bucketPublicAccessBlocks: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  classicBalancers: ["aws:elb/loadBalancer:LoadBalancer"],
  balancers: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
  listeners: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
  webAclAssociations: ["aws:wafv2/webAclAssociation:WebAclAssociation"],
  vpcs: ["aws:ec2/vpc:Vpc"],
  subnets: ["aws:ec2/subnet:Subnet"],
  securityGroups: ["aws:ec2/securityGroup:SecurityGroup"],
  defaultSecurityGroups: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  securityGroupRules: ["aws:ec2/securityGroupRule:SecurityGroupRule"],
  ingressRules: ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"],
  egressRules: ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"],
  keys: ["aws:kms/key:Key"],
  replicaKeys: ["aws:kms/replicaKey:ReplicaKey"],
  keyPolicies: ["aws:kms/keyPolicy:KeyPolicy"],
  logGroups: ["aws:cloudwatch/logGroup:LogGroup"],
  ecsServices: ["aws:ecs/service:Service"],
  ecsTaskSets: ["aws:ecs/taskSet:TaskSet"],
  taskDefinitions: ["aws:ecs/taskDefinition:TaskDefinition"],
  roles: ["aws:iam/role:Role"],
  identityPolicies: [
    "aws:iam/policy:Policy", "aws:iam/rolePolicy:RolePolicy", "aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
