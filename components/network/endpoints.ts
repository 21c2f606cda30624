import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../core/place";
import { serviceName, type EndpointService, type GatewayService } from "./endpoint-services";
import { dynamodbPerimeter, interfacePerimeter, s3Perimeter } from "./perimeter";

/** A block that endpoints take calls from, by the key that names its rule. */
export interface Caller {
  /** What the block is, and in which zone: `private-a`. */
  readonly key: string;
  readonly cidr: string;
}

export interface EndpointsArgs {
  readonly place: Place;
  readonly vpcId: pulumi.Input<string>;
  /** Tables of every subnet that has to reach S3 and DynamoDB without the internet. */
  readonly routeTableIds: pulumi.Input<string[]>;
  /** One subnet per zone for the interfaces. */
  readonly subnetIds: pulumi.Input<string[]>;
  readonly interfaceServices: readonly EndpointService[];
  readonly callers: readonly Caller[];
}

/** Interface endpoints, or the rules in front of them: their group, and what a caller has to wait for. */
interface Doors {
  readonly group: aws.ec2.SecurityGroup;
  readonly ready: readonly pulumi.Resource[];
}

const httpsPort = 443;

/** Private doors of a network to AWS services, so that what is inside reaches them without the internet. */
export class Endpoints extends pulumi.ComponentResource {
  /** Group of the interface endpoints, for rules of those who call them. Undefined when there is no such endpoint. */
  readonly securityGroupId: pulumi.Output<string> | undefined;
  /** Addresses of S3 in the region, for rules of those who call it through the gateway. */
  readonly s3PrefixListId: pulumi.Output<string>;
  /** Addresses of DynamoDB in the region, as above. */
  readonly dynamodbPrefixListId: pulumi.Output<string>;
  /** Every endpoint, and the rules that let calls in. */
  readonly ready: readonly pulumi.Resource[];

  constructor(private readonly name: string, args: EndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:network:Endpoints", name, {}, opts);
    const gateways = { s3: this.gateway("s3", args), dynamodb: this.gateway("dynamodb", args) };
    const interfaces = args.interfaceServices.length > 0 ? this.interfaces(args) : undefined;
    this.s3PrefixListId = gateways.s3.prefixListId;
    this.dynamodbPrefixListId = gateways.dynamodb.prefixListId;
    this.securityGroupId = interfaces?.group.id;
    this.ready = [gateways.s3, gateways.dynamodb, ...interfaces?.ready ?? []];
    this.registerOutputs({
      securityGroupId: this.securityGroupId, s3PrefixListId: this.s3PrefixListId, dynamodbPrefixListId: this.dynamodbPrefixListId,
    });
  }

  private gateway(service: GatewayService, args: EndpointsArgs): aws.ec2.VpcEndpoint {
    const name = `${this.name}-${service}`;
    return new aws.ec2.VpcEndpoint(name, {
      vpcId: args.vpcId,
      vpcEndpointType: "Gateway",
      serviceName: serviceName(args.place.region, service),
      routeTableIds: args.routeTableIds,
      policy: JSON.stringify(service === "s3" ? s3Perimeter(args.place) : dynamodbPerimeter(args.place)),
      tags: { Name: name },
    }, { parent: this });
  }

  private interfaces(args: EndpointsArgs): Doors {
    const { group, ready } = this.doorkeeper(args);
    const endpoints = args.interfaceServices.map((service) => {
      const name = `${this.name}-${service.replace(".", "-")}`;
      return new aws.ec2.VpcEndpoint(name, {
        vpcId: args.vpcId,
        vpcEndpointType: "Interface",
        serviceName: serviceName(args.place.region, service),
        subnetIds: args.subnetIds,
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
        policy: JSON.stringify(interfacePerimeter(args.place, service)),
        tags: { Name: name },
      }, { parent: this });
    });
    return { group, ready: [...ready, ...endpoints] };
  }

  /** The group has no rule for what goes out: endpoints answer and never call. */
  private doorkeeper(args: EndpointsArgs): Doors {
    const group = new aws.ec2.SecurityGroup(this.name, {
      vpcId: args.vpcId, description: "Interface endpoints: HTTPS from the subnets without a public address",
      tags: { Name: this.name },
    }, { parent: this });
    const ready = args.callers.map(({ key, cidr }) => new aws.vpc.SecurityGroupIngressRule(`${this.name}-from-${key}`, {
      securityGroupId: group.id, description: `HTTPS from ${key}`,
      cidrIpv4: cidr, ipProtocol: "tcp", fromPort: httpsPort, toPort: httpsPort,
    }, { parent: this }));
    return { group, ready };
  }
}
