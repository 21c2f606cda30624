import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Something that a function may open a TCP connection to. */
export type WayOut = { readonly port: number } & (
  | { readonly securityGroupId: pulumi.Input<string> }
  | { readonly prefixListId: pulumi.Input<string> }
  | { readonly cidr: string }
);

/** The network that a function has a leg in. */
export interface FunctionNetwork {
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Everything that it may reach, by a short name such as `database`. Whoever is behind a group lets the function in. */
  readonly waysOut: Readonly<Record<string, WayOut>>;
}

/** The door of a function: nothing leads in. */
export interface FunctionDoor {
  readonly group: aws.ec2.SecurityGroup;
  /** What has to be there before the function's first connection. */
  readonly rules: readonly pulumi.Resource[];
}

export interface FunctionDoorArgs {
  readonly network: FunctionNetwork;
  /**
   * The right to delete network interfaces. It has to outlive the group: Lambda deletes a function's interfaces after the
   * function, by the rights of its role, and until then AWS does not let go of the group.
   * Source: Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC", deleting interfaces.
   */
  readonly rights: pulumi.Resource;
}

/** Builds the door of a function. Names need no rule: security groups do not filter the resolver of a VPC. */
export function buildFunctionDoor(name: string, { network, rights }: FunctionDoorArgs, parent: pulumi.Resource): FunctionDoor {
  const group = new aws.ec2.SecurityGroup(name, {
    description: "A function: nothing in, out to what it names", vpcId: network.vpcId,
  }, { parent, dependsOn: rights });
  const rules = Object.entries(network.waysOut).map(([key, way]) => new aws.vpc.SecurityGroupEgressRule(`${name}-${key}-out`, {
    securityGroupId: group.id, ipProtocol: "tcp", fromPort: way.port, toPort: way.port, description: `To ${key}`, ...target(way),
  }, { parent }));
  return { group, rules };
}

function target(way: WayOut): Pick<aws.vpc.SecurityGroupEgressRuleArgs, "cidrIpv4" | "prefixListId" | "referencedSecurityGroupId"> {
  if ("securityGroupId" in way) return { referencedSecurityGroupId: way.securityGroupId };
  return "prefixListId" in way ? { prefixListId: way.prefixListId } : { cidrIpv4: way.cidr };
}
