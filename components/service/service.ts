import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document, type Statement } from "../core/iam";
import type { Place } from "../core/place";
import { insist } from "../core/problems";
import { shiftRequests, trustEcs, type ExecSessions } from "./access";
import { releaseAlarms } from "./alarms";
import { buildAutoscaling } from "./autoscaling";
import { containerName } from "./container";
import { buildDoors, doorProblems, type Doors, type ServiceNetwork } from "./doors";
import { serviceProblems } from "./problems";
import { breaks, deploymentConfiguration, minutesOfARelease, shifts } from "./release";
import type { TaskBounds } from "./scaling";
import { bindingProblems } from "./secrets";
import type { ServiceSpec } from "./spec";
import { buildTask, type Task } from "./task";
import { buildTraffic, sides, type Side, type Traffic } from "./traffic";

/** The cluster that a service runs in. */
export interface ServiceCluster {
  readonly arn: pulumi.Input<string>;
  readonly name: pulumi.Input<string>;
  readonly exec: ExecSessions;
  /** What has to be there before the first task starts, such as the log group that would otherwise be made for it. */
  readonly ready: readonly pulumi.Resource[];
}

/** The load balancer that a service gets its requests from. */
export interface ServiceBalancer {
  /** `app/<name>/<id>`. */
  readonly arnSuffix: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly httpsListenerArn: pulumi.Input<string>;
}

export interface ServiceArgs {
  readonly place: Place;
  readonly cluster: ServiceCluster;
  readonly network: ServiceNetwork;
  readonly balancer: ServiceBalancer;
  readonly spec: ServiceSpec;
  /** The only part that follows the role of the place. */
  readonly tasks: TaskBounds;
  /** Keys of the place: for log groups, and for the secrets and parameters that the service names. */
  readonly keys: { readonly logsArn: pulumi.Input<string>; readonly secretsArn: pulumi.Input<string> };
  /** Full names that the service answers to, such as `api.example.com` and its origin name in this place. */
  readonly hosts: readonly string[];
  /** What a task may do in AWS. */
  readonly grants: readonly Statement[];
  /** Where the data is that those are about, by variable; beside what the settings say. The same in every role of the place. */
  readonly bindings: Readonly<Record<string, pulumi.Input<string>>>;
  /** Who hears an alarm beside the release that it rolls back: ARNs of topics. */
  readonly alarmActionArns: readonly pulumi.Input<string>[];
}

/**
 * One Fargate service of one place, behind the place's load balancer, released by ECS and scaled by demand.
 *
 * A deployment waits until the new version has all requests and the old one is gone, and fails if ECS rolls back: an
 * `up` that is green means that the version runs. Everything but `tasks` is the same in every place and role, so a
 * change of roles changes the bounds of the scaling and nothing else.
 *
 * @throws {pulumi.ResourceError} when AWS, or a promise of this platform, refuses the settings.
 */
export class Service extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly serviceName: pulumi.Output<string>;
  /** Group of the tasks: what they are let into by others. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly taskRoleName: pulumi.Output<string>;
  readonly taskRoleArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  /** `targetgroup/<name>/<id>` of both target groups, as CloudWatch names them. */
  readonly targetGroupArnSuffixes: Readonly<Record<Side, pulumi.Output<string>>>;

  constructor(private readonly name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:service:Service", name, {}, opts);
    insist([...serviceProblems({ name, ...args }), ...bindingProblems(args.spec, Object.keys(args.bindings)), ...doorProblems(args.network, args.spec.internet)], this);
    const doors = buildDoors(name, {
      network: args.network, balancerSecurityGroupId: args.balancer.securityGroupId, port: args.spec.port, internet: args.spec.internet,
    }, this);
    const traffic = buildTraffic(name, {
      vpcId: args.network.vpcId, httpsListenerArn: args.balancer.httpsListenerArn, hosts: args.hosts, spec: args.spec,
    }, this);
    const task = buildTask(name, { ...args, exec: args.cluster.exec }, this);
    const service = this.run(args, { doors, traffic, task });
    this.scale(args, traffic, service);
    this.arn = service.arn;
    this.serviceName = service.name;
    this.securityGroupId = doors.group.id;
    this.taskRoleName = task.role.name;
    this.taskRoleArn = task.role.arn;
    this.logGroupName = task.logGroup.name;
    this.targetGroupArnSuffixes = { a: traffic.groups.a.arnSuffix, b: traffic.groups.b.arnSuffix };
    this.registerOutputs({
      arn: this.arn, serviceName: this.serviceName, securityGroupId: this.securityGroupId, taskRoleName: this.taskRoleName,
      taskRoleArn: this.taskRoleArn, logGroupName: this.logGroupName, targetGroupArnSuffixes: this.targetGroupArnSuffixes,
    });
  }

  /** ECS refuses a target group without a listener, and a task needs its network, doors and grants from its first second. */
  private run(args: ServiceArgs, parts: { doors: Doors; traffic: Traffic; task: Task }): aws.ecs.Service {
    const { doors, traffic, task } = parts;
    const shifting = this.letEcsShift(args, traffic);
    const waiting = `${minutesOfARelease(args.spec)}m`;
    return new aws.ecs.Service(this.name, {
      ...placement(args),
      taskDefinition: task.definition.arn,
      desiredCount: args.tasks.min,
      networkConfiguration: { subnets: args.network.privateSubnetIds, securityGroups: [doors.group.id], assignPublicIp: false },
      loadBalancers: [{
        targetGroupArn: traffic.groups.a.arn, containerName, containerPort: args.spec.port,
        ...(shifting !== undefined && {
          advancedConfiguration: {
            alternateTargetGroupArn: traffic.groups.b.arn, productionListenerRule: traffic.rule.arn, roleArn: shifting.role.arn,
          },
        }),
      }],
      alarms: { enable: true, rollback: true, alarmNames: this.watchReleases(args, traffic) },
    }, {
      parent: this,
      dependsOn: [
        ...args.network.ready, ...args.cluster.ready, traffic.rule, ...doors.rules, ...task.grants,
        ...(shifting === undefined ? [] : [shifting.policy]),
      ],
      ignoreChanges: ["desiredCount"],
      customTimeouts: { create: waiting, update: waiting },
    });
  }

  private letEcsShift(args: ServiceArgs, { groups, rule }: Traffic): { role: aws.iam.Role; policy: aws.iam.RolePolicy } | undefined {
    if (!shifts(args.spec.release)) return undefined;
    const name = `${this.name}-release`;
    const role = new aws.iam.Role(name, { assumeRolePolicy: trustEcs() }, { parent: this });
    const policy = new aws.iam.RolePolicy(name, {
      role: role.name, policy: document(...shiftRequests(rule.arn, [groups.a.arn, groups.b.arn])),
    }, { parent: this });
    return { role, policy };
  }

  /** Alarms for each target group that a release can send requests to. */
  private watchReleases(args: ServiceArgs, { groups }: Traffic): pulumi.Output<string>[] {
    return (shifts(args.spec.release) ? sides : sides.slice(0, 1)).flatMap((side) => {
      const group = { balancerArnSuffix: args.balancer.arnSuffix, targetGroupArnSuffix: groups[side].arnSuffix };
      return Object.entries(releaseAlarms(group, args.spec)).map(([key, alarm]) =>
        new aws.cloudwatch.MetricAlarm(`${this.name}-${side}-${key}`, { ...alarm, alarmActions: [...args.alarmActionArns] }, { parent: this }).name);
    });
  }

  private scale(args: ServiceArgs, { groups }: Traffic, service: aws.ecs.Service): void {
    buildAutoscaling(this.name, {
      resourceId: pulumi.interpolate`service/${args.cluster.name}/${service.name}`,
      tasks: args.tasks,
      scaling: args.spec.scaling,
      requestsLabel: pulumi.interpolate`${args.balancer.arnSuffix}/${groups.a.arnSuffix}`,
    }, this);
  }
}

/** What is the same for every service: an additional batch in each release, a breaker where ECS has one, and tasks spread over the zones. */
function placement({ cluster, spec }: ServiceArgs): aws.ecs.ServiceArgs {
  return {
    cluster: cluster.arn,
    launchType: "FARGATE",
    platformVersion: "LATEST",
    schedulingStrategy: "REPLICA",
    availabilityZoneRebalancing: "ENABLED",
    deploymentConfiguration: deploymentConfiguration(spec.release),
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    ...(breaks(spec.release) && { deploymentCircuitBreaker: { enable: true, rollback: true } }),
    healthCheckGracePeriodSeconds: spec.health.graceSeconds,
    enableExecuteCommand: spec.exec,
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
    waitForSteadyState: true,
  };
}
