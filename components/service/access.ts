import * as pulumi from "@pulumi/pulumi";
import { allow, allowUnscoped, trust, type Document, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";
import { secretArn } from "./secrets";
import type { SecretSource, ServiceSpec } from "./spec";

/** Where sessions of ECS Exec are recorded, and the key that encrypts them. */
export interface ExecSessions {
  readonly logGroupArn: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
}

/**
 * Lets the tasks of a place's account take up a role. ECS cannot narrow it to a cluster.
 * Source: ECS Developer Guide, "Amazon ECS task IAM role", Creating the task IAM role.
 */
export function trustTasks(place: Place): Document {
  return trust("ecs-tasks.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": place.account },
    ArnLike: { "aws:SourceArn": arnOf(place, "ecs", "*") },
  });
}

/**
 * Lets ECS itself take up a role. AWS documents no source condition here, and a condition that ECS does not meet would
 * stop every release halfway; the role can change one rule and two target groups, whoever asks ECS for it.
 * Source: ECS Developer Guide, "Amazon ECS infrastructure IAM role for load balancers".
 */
export function trustEcs(): Document {
  return trust("ecs.amazonaws.com");
}

/** What starts a task: its image, its log streams and its secrets. */
export function startTasks(place: Place, spec: ServiceSpec, needs: {
  readonly logGroupArn: pulumi.Input<string>; readonly secretsKeyArn: pulumi.Input<string>;
}): Statement[] {
  return [
    allowUnscoped({
      sid: "SignInToRegistry", actions: ["ecr:GetAuthorizationToken"], why: "The token is for a registry, not for a repository.",
    }),
    allow({
      sid: "PullImage",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [arnOf(place, "ecr", `repository/${spec.image.repository}`)],
    }),
    allow({
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [pulumi.interpolate`${needs.logGroupArn}:*`],
    }),
    ...readSecrets(place, Object.values(spec.secrets), needs.secretsKeyArn),
  ];
}

function readSecrets(place: Place, sources: readonly SecretSource[], keyArn: pulumi.Input<string>): Statement[] {
  const arns = (from: SecretSource["from"]): string[] =>
    [...new Set(sources.filter((source) => source.from === from).map((source) => secretArn(place, source)))].sort();
  const [parameter, ...parameters] = arns("parameter");
  const [secret, ...secrets] = arns("secret");
  return [
    ...(parameter === undefined ? [] : [
      allow({ sid: "ReadParameters", actions: ["ssm:GetParameters"], resources: [parameter, ...parameters] }),
    ]),
    ...(secret === undefined ? [] : [
      allow({ sid: "ReadSecrets", actions: ["secretsmanager:GetSecretValue"], resources: [secret, ...secrets] }),
    ]),
    ...(sources.length === 0 ? [] : [allow({
      sid: "DecryptSecrets",
      actions: ["kms:Decrypt"],
      resources: [keyArn],
      when: { StringEquals: { "kms:ViaService": [`secretsmanager.${place.region}.amazonaws.com`, `ssm.${place.region}.amazonaws.com`] } },
    })]),
  ];
}

/**
 * Lets a task open sessions of ECS Exec and record them.
 * Source: ECS Developer Guide, "Monitor Amazon ECS containers with ECS Exec", permissions, encryption and logging.
 */
export function takeCommands({ logGroupArn, keyArn }: ExecSessions): Statement[] {
  return [
    allowUnscoped({
      sid: "OpenSessions",
      actions: [
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
      ],
      why: "Channels have no ARN.",
    }),
    allowUnscoped({ sid: "FindSessionLog", actions: ["logs:DescribeLogGroups"], why: "A list is not of one log group." }),
    allow({
      sid: "RecordSessions",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [pulumi.interpolate`${logGroupArn}:*`],
    }),
    allow({ sid: "DecryptSessions", actions: ["kms:Decrypt"], resources: [keyArn] }),
  ];
}

/**
 * Lets ECS move the requests of one service between its two target groups.
 * Source: AWS managed policy AmazonECSInfrastructureRolePolicyForLoadBalancers, version 6, less what it says about listeners
 * and Network Load Balancers: here ECS changes a rule, never a listener.
 */
export function shiftRequests(
  ruleArn: pulumi.Input<string>, targetGroupArns: readonly [pulumi.Input<string>, pulumi.Input<string>],
): Statement[] {
  return [
    allowUnscoped({
      sid: "SeeBalancers",
      actions: [
        "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth",
      ],
      why: "Elastic Load Balancing scopes no Describe action.",
    }),
    allow({
      sid: "MoveTargets",
      actions: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
      resources: [...targetGroupArns],
    }),
    allow({ sid: "MoveRequests", actions: ["elasticloadbalancing:ModifyRule"], resources: [ruleArn] }),
  ];
}
