import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { trackingConfiguration, trackings, type TaskBounds } from "./scaling";
import type { ScalingSpec } from "./spec";

export interface AutoscalingArgs {
  /** `service/<cluster>/<service>`. */
  readonly resourceId: pulumi.Input<string>;
  readonly tasks: TaskBounds;
  readonly scaling: ScalingSpec;
  /** Load balancer and target group whose requests are counted: `app/…/targetgroup/…`. */
  readonly requestsLabel: pulumi.Input<string>;
}

/**
 * Builds what makes a service grow and shrink. The bounds follow the role of the place and are never ignored: a failover
 * writes the same ones. AWS makes the role that this runs under, `AWSServiceRoleForApplicationAutoScaling_ECSService`, the
 * first time that an account needs it.
 * A deployment that changes the bounds also undoes what a schedule has made of them, until the next one.
 */
export function buildAutoscaling(name: string, args: AutoscalingArgs, parent: pulumi.Resource): aws.appautoscaling.Target {
  const target = new aws.appautoscaling.Target(name, {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: args.resourceId,
    minCapacity: args.tasks.min,
    maxCapacity: args.tasks.max,
    suspendedState: {
      dynamicScalingInSuspended: false,
      dynamicScalingOutSuspended: false,
      scheduledScalingSuspended: args.tasks.schedules === "suspended",
    },
  }, { parent });
  const { serviceNamespace, scalableDimension, resourceId } = target;
  const scaled = { serviceNamespace, scalableDimension, resourceId };
  for (const tracking of trackings(args.scaling)) {
    new aws.appautoscaling.Policy(`${name}-${tracking.key}`, {
      ...scaled, policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: trackingConfiguration(tracking, args.requestsLabel),
    }, { parent });
  }
  for (const schedule of args.scaling.schedules) {
    new aws.appautoscaling.ScheduledAction(`${name}-${schedule.name}`, {
      ...scaled, schedule: `cron(${schedule.cron})`, timezone: schedule.timezone,
      scalableTargetAction: { minCapacity: schedule.min, maxCapacity: schedule.max },
    }, { parent });
  }
  return target;
}
