import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { ruleConditions } from "./routing";
import type { ServiceSpec } from "./spec";

/**
 * The two target groups of a service. Blue and green change places with each release, so neither name would stay true.
 * Both exist under every strategy: a service changes its strategy without touching the rule that users depend on.
 */
export const sides = ["a", "b"] as const;
export type Side = (typeof sides)[number];

/** How requests reach a service. */
export interface Traffic {
  readonly groups: Readonly<Record<Side, aws.lb.TargetGroup>>;
  readonly rule: aws.lb.ListenerRule;
}

export interface TrafficArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly httpsListenerArn: pulumi.Input<string>;
  readonly hosts: readonly string[];
  readonly spec: ServiceSpec;
}

/** Longest wait for the answer to a health check. Source: ELB API, `CreateTargetGroup`: it has to be below the interval. */
const checkTimeoutSeconds = 5;

/**
 * Weights that a rule is born with. Afterwards they are ECS's: a rule that is made anew over the same two groups, as with a
 * new listener, sends every request to `a` again, wherever the tasks are.
 */
const firstWeights = { a: 100, b: 0 } as const;

/** Builds what brings requests to a service. */
export function buildTraffic(name: string, args: TrafficArgs, parent: pulumi.Resource): Traffic {
  const group = (side: Side): aws.lb.TargetGroup =>
    new aws.lb.TargetGroup(`${name}-${side}`, targetGroupArgs(args), { parent });
  const groups = { a: group("a"), b: group("b") };
  const rule = new aws.lb.ListenerRule(name, {
    listenerArn: args.httpsListenerArn,
    priority: args.spec.route.priority,
    conditions: ruleConditions({ hosts: args.hosts, paths: args.spec.route.paths, priority: args.spec.route.priority }),
    actions: [{
      type: "forward",
      forward: { targetGroups: sides.map((side) => ({ arn: groups[side].arn, weight: firstWeights[side] })) },
    }],
  }, {
    parent,
    // ECS moves the weights in each release; a deployment that put them back would send users to a group without tasks.
    ignoreChanges: ["actions"],
    // What replaces the target groups has to replace the rule too, which would not follow them; two rules of one rank
    // cannot exist side by side.
    replacementTrigger: `${args.spec.protocol}:${args.spec.port}`,
    deleteBeforeReplace: true,
  });
  return { groups, rule };
}

function targetGroupArgs({ vpcId, spec }: TrafficArgs): aws.lb.TargetGroupArgs {
  return {
    vpcId,
    targetType: "ip",
    ipAddressType: "ipv4",
    port: spec.port,
    protocol: spec.protocol,
    protocolVersion: "HTTP1",
    deregistrationDelay: spec.drainSeconds,
    ...balancing(spec.slowStartSeconds),
    loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
    healthCheck: {
      protocol: spec.protocol,
      port: "traffic-port",
      path: spec.health.path,
      matcher: "200",
      interval: spec.health.intervalSeconds,
      timeout: Math.min(checkTimeoutSeconds, spec.health.intervalSeconds - 1),
      healthyThreshold: spec.health.healthyCount,
      unhealthyThreshold: spec.health.unhealthyCount,
    },
  };
}

/**
 * Without a slow start, a task that fails more than the others gets less; with one, every task gets its turn, since only
 * round robin can be slow. Source: User Guide for Application Load Balancers, "Edit target group attributes", slow start
 * mode and automatic target weights.
 */
function balancing(slowStartSeconds: number): Pick<aws.lb.TargetGroupArgs, "loadBalancingAlgorithmType" | "loadBalancingAnomalyMitigation" | "slowStart"> {
  return slowStartSeconds > 0
    ? { loadBalancingAlgorithmType: "round_robin", loadBalancingAnomalyMitigation: "off", slowStart: slowStartSeconds }
    : { loadBalancingAlgorithmType: "weighted_random", loadBalancingAnomalyMitigation: "on", slowStart: 0 };
}
