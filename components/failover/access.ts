import * as pulumi from "@pulumi/pulumi";
import { allow, allowUnscoped, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";

/** A place as far as the roles of an activation have to know it. */
export interface ActedOn {
  readonly place: Place;
  /** The place's member of the global database. */
  readonly clusterArn: pulumi.Input<string>;
  /** Cluster of tasks, and every service in it. */
  readonly ecsClusterArn: pulumi.Input<string>;
  readonly serviceArns: readonly [pulumi.Input<string>, ...pulumi.Input<string>[]];
  /** Group whose doors a fence closes. */
  readonly proxyGroupId: pulumi.Input<string>;
  readonly leverArn: pulumi.Input<string>;
  readonly leverKey: string;
}

/** ARN of a global database: it belongs to no region. */
export function globalClusterArn({ partition, account }: Place, identifier: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:rds::${account}:global-cluster:${identifier}`;
}

/**
 * Keeps an activation from what only one region of AWS decides: whatever its other statements say, now or later, it never asks Route 53, IAM,
 * CloudFront or S3 to change what they are.
 * Source: AWS Fault Isolation Boundaries, "Global services".
 */
export function neverSteerGlobally(): Statement {
  return { Sid: "NeverSteerGlobally", Effect: "Deny", Action: ["cloudfront:Update*", "iam:*", "route53:Change*", "s3:PutBucket*"], Resource: ["*"] };
}

/** See who writes. */
export function seeDatabase(globalArn: pulumi.Input<string>, { clusterArn }: ActedOn): Statement[] {
  return [
    allow({ sid: "SeeGlobalDatabase", actions: ["rds:DescribeGlobalClusters"], resources: [globalArn] }),
    allow({ sid: "SeeCluster", actions: ["rds:DescribeDBClusters"], resources: [clusterArn] }),
  ];
}

/**
 * Move the writer, with or without loss. Detaching a member is not in it.
 * Source: Service Authorization Reference, Amazon RDS: both actions ask on the global cluster and on its members.
 */
export function moveDatabase(globalArn: pulumi.Input<string>, members: readonly [pulumi.Input<string>, pulumi.Input<string>]): Statement {
  return allow({ sid: "MoveWriter", actions: ["rds:FailoverGlobalCluster", "rds:SwitchoverGlobalCluster"], resources: [globalArn, ...members] });
}

/** Split the global database for good: for people with broken glass. */
export function detachMember(globalArn: pulumi.Input<string>, clusterArn: pulumi.Input<string>): Statement {
  return allow({ sid: "DetachMember", actions: ["rds:RemoveFromGlobalCluster"], resources: [globalArn, clusterArn] });
}

/** Register the sizes of services, and ask for their tasks. `word` tells the place in the statements of one role. */
export function sizeServices({ place, ecsClusterArn, serviceArns }: ActedOn, word: "Here" | "There"): Statement[] {
  return [
    allow({ sid: `SeeServices${word}`, actions: ["ecs:DescribeServices"], resources: serviceArns }),
    allow({ sid: `AskForTasks${word}`, actions: ["ecs:UpdateService"], resources: serviceArns, when: { ArnEquals: { "ecs:cluster": ecsClusterArn } } }),
    // The ID in a target's ARN is AWS's own. Source: Service Authorization Reference, AWS Application Auto Scaling, condition keys.
    allow({
      sid: `BoundServices${word}`, actions: ["application-autoscaling:RegisterScalableTarget"], resources: [arnOf(place, "application-autoscaling", "scalable-target/*")],
      when: { StringEquals: { "application-autoscaling:service-namespace": "ecs", "application-autoscaling:scalable-dimension": "ecs:service:DesiredCount" } },
    }),
  ];
}

/** See how many tasks are fit. */
export function seeCapacity(): Statement {
  return allowUnscoped({
    sid: "SeeCapacity", actions: ["application-autoscaling:DescribeScalableTargets", "elasticloadbalancing:DescribeTargetHealth"], why: "Neither action takes a resource.",
  });
}

/** Claim users here, and withdraw the other place's claim. Nothing but the one object of each. */
export function pullLever(here: ActedOn, there: ActedOn): Statement[] {
  return [
    allow({ sid: "ClaimUsers", actions: ["s3:PutObject"], resources: [pulumi.interpolate`${here.leverArn}/${here.leverKey}`] }),
    allow({ sid: "WithdrawClaim", actions: ["s3:DeleteObject"], resources: [pulumi.interpolate`${there.leverArn}/${there.leverKey}`] }),
  ];
}

/** Say that an activation is due, in the stack's own figures. Source: Service Authorization Reference, Amazon CloudWatch, condition keys. */
export function ring(namespace: string): Statement {
  return allowUnscoped({ sid: "Ring", actions: ["cloudwatch:PutMetricData"], why: "A metric has no ARN: its namespace stands in the condition.", when: { StringEquals: { "cloudwatch:namespace": namespace } } });
}

/** See whether levers are pulled: without the list, S3 answers 403 for one that is not. */
export function seeLevers(leverArn: pulumi.Input<string>, keys: readonly [string, string]): Statement[] {
  const [first, second] = keys;
  return [
    allow({ sid: "ListLevers", actions: ["s3:ListBucket"], resources: [leverArn] }),
    allow({ sid: "SeeLevers", actions: ["s3:GetObject"], resources: [pulumi.interpolate`${leverArn}/${first}`, pulumi.interpolate`${leverArn}/${second}`] }),
  ];
}

/** Pull one lever of a place, and let it go. */
export function pullLeverByHand(sid: string, leverArn: pulumi.Input<string>, key: string): Statement {
  return allow({ sid, actions: ["s3:DeleteObject", "s3:PutObject"], resources: [pulumi.interpolate`${leverArn}/${key}`] });
}

/** Let go of every claim, once each place follows its own word: nothing but the one object of each. */
export function letGoOfLevers(here: ActedOn, there: ActedOn): Statement {
  const claimOf = ({ leverArn, leverKey }: ActedOn): pulumi.Output<string> => pulumi.interpolate`${leverArn}/${leverKey}`;
  return allow({ sid: "LetGoOfClaims", actions: ["s3:DeleteObject"], resources: [claimOf(here), claimOf(there)] });
}

/** See whether a fence has closed the doors of a place's database. */
export function seeDoors(): Statement {
  return allowUnscoped({ sid: "SeeDoors", actions: ["ec2:DescribeSecurityGroupRules"], why: "EC2 scopes no Describe action." });
}

/** Turn the doors of a place's database, shut or open: the same rules at another port. */
export function turnDoors({ place, proxyGroupId }: ActedOn): Statement[] {
  return [
    seeDoors(),
    allow({
      sid: "TurnDoors", actions: ["ec2:ModifySecurityGroupRules"],
      resources: [pulumi.interpolate`${arnOf(place, "ec2", "security-group/")}${proxyGroupId}`, arnOf(place, "ec2", "security-group-rule/*")],
    }),
  ];
}

/** Stop the other place's tasks. */
export function stopTasks({ ecsClusterArn, serviceArns }: ActedOn): Statement {
  return allow({ sid: "StopTasks", actions: ["ecs:UpdateService"], resources: serviceArns, when: { ArnEquals: { "ecs:cluster": ecsClusterArn } } });
}

/**
 * Keep AWS's snapshot of what a failover cut off, under the key that it has: RDS looks at the key and asks for a grant on it in the name of whoever copies.
 * Source: Amazon Aurora User Guide, "Copying a DB cluster snapshot", encryption, and "AWS KMS key management", Authorizing use of a customer managed key;
 * Service Authorization Reference, Amazon RDS.
 */
export function keepCutOffWrites({ place, clusterArn }: ActedOn, databaseKeyArn: pulumi.Input<string>): Statement[] {
  const snapshots = arnOf(place, "rds", "cluster-snapshot:*");
  return [
    allow({
      sid: "KeepSnapshots", actions: ["rds:AddTagsToResource", "rds:CopyDBClusterSnapshot", "rds:DescribeDBClusterSnapshots"], resources: [snapshots, clusterArn],
    }),
    allow({ sid: "SeeSnapshotsEncrypted", actions: ["kms:DescribeKey"], resources: [databaseKeyArn] }),
    allow({
      sid: "KeepSnapshotsEncrypted", actions: ["kms:CreateGrant"], resources: [databaseKeyArn],
      when: { StringEquals: { "kms:ViaService": `rds.${place.region}.amazonaws.com` }, Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
  ];
}

/** What a place's readiness is read from. */
export interface ReadinessEnds {
  readonly place: Place;
  readonly repositories: readonly [string, ...string[]];
  readonly keyArns: readonly [pulumi.Input<string>, ...pulumi.Input<string>[]];
  readonly secretNames: readonly [string, ...string[]];
  readonly certificateArn: pulumi.Input<string>;
}

/** Read how the place's services and its copy of the database are today. */
export function seeToday({ serviceArns }: Pick<ActedOn, "serviceArns">): Statement[] {
  return [
    allow({ sid: "SeeServices", actions: ["ecs:DescribeServices"], resources: serviceArns }),
    allowUnscoped({ sid: "SeeLag", actions: ["cloudwatch:GetMetricData"], why: "A metric has no ARN." }),
  ];
}

/** Read whether the place could serve. */
export function seeReadiness({ place, repositories, keyArns, secretNames, certificateArn }: ReadinessEnds): Statement[] {
  const repository = (name: string): string => arnOf(place, "ecr", `repository/${name}`);
  const secret = (name: string): string => arnOf(place, "secretsmanager", `secret:${name}-??????`);
  const [firstRepository, ...repositoriesLeft] = repositories;
  const [firstSecret, ...secretsLeft] = secretNames;
  return [
    allowUnscoped({ sid: "SeeTasks", actions: ["ecs:DescribeTaskDefinition"], why: "ECS scopes no such look." }),
    allow({ sid: "SeeImages", actions: ["ecr:BatchGetImage"], resources: [repository(firstRepository), ...repositoriesLeft.map(repository)] }),
    allow({ sid: "SeeKeys", actions: ["kms:DescribeKey"], resources: keyArns }),
    allow({ sid: "SeeSecrets", actions: ["secretsmanager:DescribeSecret"], resources: [secret(firstSecret), ...secretsLeft.map(secret)] }),
    allow({ sid: "SeeCertificate", actions: ["acm:DescribeCertificate"], resources: [certificateArn] }),
    allow({ sid: "SeeQuota", actions: ["servicequotas:GetServiceQuota"], resources: [arnOf(place, "servicequotas", "fargate/L-3032A538")] }),
  ];
}
