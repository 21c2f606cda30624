import assert from "node:assert/strict";
import { shiftRequests, startTasks, takeCommands, trustEcs, trustTasks } from "../../../components/service/access";
import { value } from "../../support/record";
import * as pulumi from "@pulumi/pulumi";
import { place, spec } from "./fixture";

const settled = (document: unknown): Promise<unknown> => value(pulumi.output(document));
const needs = { logGroupArn: "arn:logs:group", secretsKeyArn: "arn:key" };

describe("access of a service", () => {
  it("lets tasks of the account take up a role, and ECS another", () => {
    assert.deepEqual([trustTasks(place), trustEcs()], [
      {
        Version: "2012-10-17",
        Statement: [{
          Sid: "Assume", Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-2:111122223333:*" },
          },
        }],
      },
      {
        Version: "2012-10-17",
        Statement: [{ Sid: "Assume", Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" }],
      },
    ]);
  });

  it("starts a task from its own image, log group and secrets only", async () => {
    assert.deepEqual(await settled(startTasks(place, spec, needs)), [
      { Sid: "SignInToRegistry", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
      {
        Sid: "PullImage", Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: ["arn:aws:ecr:us-east-2:111122223333:repository/shop/api"],
      },
      { Sid: "WriteLogs", Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: ["arn:logs:group:*"] },
      {
        Sid: "ReadParameters", Effect: "Allow", Action: ["ssm:GetParameters"],
        Resource: ["arn:aws:ssm:us-east-2:111122223333:parameter/shop/features"],
      },
      {
        Sid: "ReadSecrets", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"],
        Resource: ["arn:aws:secretsmanager:us-east-2:111122223333:secret:shop/smtp-a1B2c3"],
      },
      {
        Sid: "DecryptSecrets", Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["arn:key"],
        Condition: {
          StringEquals: { "kms:ViaService": ["secretsmanager.us-east-2.amazonaws.com", "ssm.us-east-2.amazonaws.com"] },
        },
      },
    ]);
  });

  it("decrypts nothing where there is no secret, and names a secret once that two variables share", async () => {
    const both = { A: { from: "secret", name: "db-a1B2c3", key: "user" }, B: { from: "secret", name: "db-a1B2c3", key: "host" } } as const;
    const statements = await Promise.all([{}, both].map((secrets) => settled(startTasks(place, { ...spec, secrets }, needs))));
    assert.deepEqual((statements as { Sid: string; Resource: string[] }[][]).map((list) => list.map(({ Sid, Resource }) => `${Sid} ${Resource.join()}`)), [
      [
        "SignInToRegistry *", "PullImage arn:aws:ecr:us-east-2:111122223333:repository/shop/api", "WriteLogs arn:logs:group:*",
      ],
      [
        "SignInToRegistry *", "PullImage arn:aws:ecr:us-east-2:111122223333:repository/shop/api", "WriteLogs arn:logs:group:*",
        "ReadSecrets arn:aws:secretsmanager:us-east-2:111122223333:secret:db-a1B2c3", "DecryptSecrets arn:key",
      ],
    ]);
  });

  it("opens and records sessions of ECS Exec", async () => {
    assert.deepEqual(await settled(takeCommands({ logGroupArn: "arn:sessions", keyArn: "arn:key" })), [
      {
        Sid: "OpenSessions", Effect: "Allow", Resource: ["*"], Action: [
          "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
        ],
      },
      { Sid: "FindSessionLog", Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: ["*"] },
      {
        Sid: "RecordSessions", Effect: "Allow", Resource: ["arn:sessions:*"],
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      },
      { Sid: "DecryptSessions", Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["arn:key"] },
    ]);
  });

  it("lets ECS move the requests of one rule between two groups", async () => {
    assert.deepEqual(await settled(shiftRequests("arn:rule", ["arn:a", "arn:b"])), [
      {
        Sid: "SeeBalancers", Effect: "Allow", Resource: ["*"], Action: [
          "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth",
        ],
      },
      {
        Sid: "MoveTargets", Effect: "Allow", Resource: ["arn:a", "arn:b"],
        Action: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
      },
      { Sid: "MoveRequests", Effect: "Allow", Action: ["elasticloadbalancing:ModifyRule"], Resource: ["arn:rule"] },
    ]);
  });
});
