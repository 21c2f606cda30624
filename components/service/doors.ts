import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** The network that tasks live in. */
export interface ServiceNetwork {
  readonly vpcId: pulumi.Input<string>;
  readonly privateSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Security group of the interface endpoints to AWS services. Absent: there are none, and tasks need the internet. */
  readonly endpointsSecurityGroupId?: pulumi.Input<string> | undefined;
  /** Prefix list of each gateway endpoint by a short key, such as `s3` and `dynamodb`. */
  readonly prefixListIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** What has to be there before the first task starts, such as the endpoints through which it fetches its image. */
  readonly ready: readonly pulumi.Resource[];
}

/** The network doors of a service, and the rules that have to be there before its first task starts. */
export interface Doors {
  readonly group: aws.ec2.SecurityGroup;
  readonly rules: readonly pulumi.Resource[];
}

export interface DoorsArgs {
  readonly network: ServiceNetwork;
  readonly balancerSecurityGroupId: pulumi.Input<string>;
  readonly port: number;
  readonly internet: boolean;
}

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 } as const;

/**
 * Builds the doors of a service: in from its load balancer on one port, out to AWS, and to the internet if asked for.
 * Names and time need no rule: security groups do not filter the resolver and the clock of a VPC.
 */
export function buildDoors(name: string, args: DoorsArgs, parent: pulumi.Resource): Doors {
  const group = new aws.ec2.SecurityGroup(name, {
    description: "Tasks: in from the load balancer, out to AWS services", vpcId: args.network.vpcId,
  }, { parent });
  return { group, rules: [...joinBalancer(name, { args, group }, parent), ...openWaysOut(name, { args, group }, parent)] };
}

interface Opening {
  readonly args: DoorsArgs;
  readonly group: aws.ec2.SecurityGroup;
}

/** Both ends of the one way in. */
function joinBalancer(name: string, { args, group }: Opening, parent: pulumi.Resource): pulumi.Resource[] {
  const port = { ipProtocol: "tcp", fromPort: args.port, toPort: args.port };
  return [
    new aws.vpc.SecurityGroupEgressRule(`${name}-balancer-out`, {
      securityGroupId: args.balancerSecurityGroupId, referencedSecurityGroupId: group.id, ...port,
      description: "Requests and health checks to the tasks",
    }, { parent }),
    new aws.vpc.SecurityGroupIngressRule(`${name}-balancer-in`, {
      securityGroupId: group.id, referencedSecurityGroupId: args.balancerSecurityGroupId, ...port,
      description: "Requests and health checks from the load balancer",
    }, { parent }),
  ];
}

function openWaysOut(name: string, { args, group }: Opening, parent: pulumi.Resource): pulumi.Resource[] {
  const { endpointsSecurityGroupId, prefixListIds } = args.network;
  const ways: Record<string, Pick<aws.vpc.SecurityGroupEgressRuleArgs, "cidrIpv4" | "description" | "prefixListId" | "referencedSecurityGroupId">> = {
    ...(endpointsSecurityGroupId !== undefined && {
      endpoints: { referencedSecurityGroupId: endpointsSecurityGroupId, description: "AWS services through interface endpoints" },
    }),
    ...Object.fromEntries(Object.entries(prefixListIds).map(([service, prefixListId]) =>
      [service, { prefixListId, description: `${service} through its gateway endpoint` }])),
    ...(args.internet && { internet: { cidrIpv4: "0.0.0.0/0", description: "HTTPS to the internet" } }),
  };
  return Object.entries(ways).map(([key, way]) =>
    new aws.vpc.SecurityGroupEgressRule(`${name}-${key}-out`, { securityGroupId: group.id, ...https, ...way }, { parent }));
}

/** What is wrong with the ways out, at most one sentence. */
export function doorProblems(network: ServiceNetwork, internet: boolean): string[] {
  return network.endpointsSecurityGroupId !== undefined || internet
    ? []
    : ["the network has no interface endpoints and internet is false, so that no task can fetch its image: " +
      "add endpoints to the network, or set internet to true"];
}
