import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document, type Statement } from "../core/iam";
import type { Place } from "../core/place";
import { startTasks, takeCommands, trustTasks, type ExecSessions } from "./access";
import { containerDefinition } from "./container";
import type { ServiceSpec } from "./spec";
import { writableVolumes } from "./volumes";

/** What a task is made of. */
export interface Task {
  readonly definition: aws.ecs.TaskDefinition;
  readonly role: aws.iam.Role;
  readonly logGroup: aws.cloudwatch.LogGroup;
  /** What has to be granted before the first task starts. */
  readonly grants: readonly pulumi.Resource[];
}

export interface TaskArgs {
  readonly place: Place;
  readonly spec: ServiceSpec;
  readonly exec: ExecSessions;
  readonly keys: { readonly logsArn: pulumi.Input<string>; readonly secretsArn: pulumi.Input<string> };
  readonly grants: readonly Statement[];
  readonly bindings: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Builds a task: who starts it, who it is while it runs, where it logs, and its definition. */
export function buildTask(name: string, args: TaskArgs, parent: pulumi.Resource): Task {
  const logGroup = new aws.cloudwatch.LogGroup(name, {
    kmsKeyId: args.keys.logsArn, retentionInDays: args.spec.logRetentionDays,
  }, { parent });
  const starter = buildRole(`${name}-start`, {
    place: args.place,
    statements: startTasks(args.place, args.spec, { logGroupArn: logGroup.arn, secretsKeyArn: args.keys.secretsArn }),
  }, parent);
  const runner = buildRole(`${name}-task`, {
    place: args.place, statements: [...args.grants, ...(args.spec.exec ? takeCommands(args.exec) : [])],
  }, parent);
  const definition = new aws.ecs.TaskDefinition(name, {
    ...definitionArgs(args, logGroup.name),
    // A family gets no name by itself, and two stacks may share an account: the role's name is unique in it.
    family: runner.role.name,
    executionRoleArn: starter.role.arn,
    taskRoleArn: runner.role.arn,
    // A release that rolls back, and an operator who goes back, need the revisions before. They cost nothing.
    skipDestroy: true,
  }, { parent });
  return { definition, role: runner.role, logGroup, grants: [...starter.policies, ...runner.policies] };
}

function definitionArgs({ place, spec, bindings }: TaskArgs, logGroupName: pulumi.Input<string>) {
  return {
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: `${spec.cpu}`,
    memory: `${spec.memoryMiB}`,
    runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: spec.architecture },
    ephemeralStorage: { sizeInGib: spec.ephemeralStorageGiB },
    volumes: writableVolumes(spec.writablePaths, spec.exec).map((volume) => ({ name: volume.name })),
    containerDefinitions: pulumi.jsonStringify([containerDefinition(place, spec, { logGroupName, bindings })]),
  };
}

interface RoleSpec {
  readonly place: Place;
  readonly statements: readonly Statement[];
}

/** A role that may do nothing has no policy: IAM refuses an empty one. */
function buildRole(
  name: string, { place, statements }: RoleSpec, parent: pulumi.Resource,
): { readonly role: aws.iam.Role; readonly policies: readonly aws.iam.RolePolicy[] } {
  const role = new aws.iam.Role(name, { assumeRolePolicy: trustTasks(place) }, { parent });
  const policies = statements.length === 0
    ? []
    : [new aws.iam.RolePolicy(name, { role: role.name, policy: document(...statements) }, { parent })];
  return { role, policies };
}
