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

const httpsPort = 443;

/** Private doors of a network to AWS services, so that what is inside reaches them without the internet. */
export class Endpoints extends pulumi.ComponentResource {
  /** Group of the interface endpoints, for rules of those who call them. Undefined when there is no such endpoint. */
  readonly securityGroupId: pulumi.Output<string> | undefined;
  /** Addresses of S3 in the region, for rules of those who call it through the gateway. */
  readonly s3PrefixListId: pulumi.Output<string>;
  /** Addresses of DynamoDB in the region, as above. */
  readonly dynamodbPrefixListId: pulumi.Output<string>;

  constructor(private readonly name: string, args: EndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:network:Endpoints", name, {}, opts);
    this.s3PrefixListId = this.gateway("s3", args).prefixListId;
    this.dynamodbPrefixListId = this.gateway("dynamodb", args).prefixListId;
    this.securityGroupId = args.interfaceServices.length > 0 ? this.interfaces(args) : undefined;
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

  private interfaces(args: EndpointsArgs): pulumi.Output<string> {
    const group = this.doorkeeper(args);
    for (const service of args.interfaceServices) {
      const name = `${this.name}-${service.replace(".", "-")}`;
      new aws.ec2.VpcEndpoint(name, {
        vpcId: args.vpcId,
        vpcEndpointType: "Interface",
        serviceName: serviceName(args.place.region, service),
        subnetIds: args.subnetIds,
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
        policy: JSON.stringify(interfacePerimeter(args.place, service)),
        tags: { Name: name },
      }, { parent: this });
    }
    return group.id;
  }

  /** The group has no rule for what goes out: endpoints answer and never call. */
  private doorkeeper(args: EndpointsArgs): aws.ec2.SecurityGroup {
    const group = new aws.ec2.SecurityGroup(this.name, {
      vpcId: args.vpcId, description: "Interface endpoints: HTTPS from the subnets without a public address",
      tags: { Name: this.name },
    }, { parent: this });
    for (const { key, cidr } of args.callers) {
      new aws.vpc.SecurityGroupIngressRule(`${this.name}-from-${key}`, {
        securityGroupId: group.id, description: `HTTPS from ${key}`,
        cidrIpv4: cidr, ipProtocol: "tcp", fromPort: httpsPort, toPort: httpsPort,
      }, { parent: this });
    }
    return group;
  }
}
