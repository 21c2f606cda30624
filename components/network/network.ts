import * as aws from "@pulumi/aws";
// The package's own index loads a second generation of components, for 0.2 s of every preview.
import * as ec2 from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { logRetentionProblems } from "../core/log-retention";
import { nameProblems } from "../core/names";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { zoneBelongsTo } from "../core/regions";
import { blockProblems, planSubnets, type SubnetPlan } from "./addressing";
import { type EndpointService } from "./endpoint-services";
import { Endpoints, type Caller } from "./endpoints";
import { FlowLogs } from "./flow-logs";

export interface NetworkArgs {
  readonly place: Place;
  /** Private block from /16 to /20 with its first address, such as `10.20.0.0/16`. Changing it replaces the network. */
  readonly cidr: string;
  /** Full names of 2 or 3 zones. The order is identity: a zone keeps the blocks of its rank. Append to add one. */
  readonly zones: readonly string[];
  /** Way out of the private subnets. `single` loses it for all zones with its own; `none` leaves the endpoints alone. */
  readonly nat: "one-per-zone" | "single" | "none";
  /** Services with an interface in every zone. Each costs by the hour and zone. S3 and DynamoDB need none. */
  readonly interfaceEndpoints: readonly EndpointService[];
  /** Where the record of connections is kept: key of the same place, and days out of those that CloudWatch Logs knows. */
  readonly flowLogs: { readonly keyArn: pulumi.Input<string>; readonly retentionDays: number };
}

const natStrategies = { "one-per-zone": "OnePerAz", single: "Single", none: "None" } as const;

/**
 * The private network of a place: public subnets for load balancers and gateways, private ones for what calls out,
 * isolated ones for data. Nothing gets a public address by being started here, and the default group lets nothing pass.
 *
 * @throws {pulumi.ResourceError} with every problem, when the block or the zones cannot be planned with.
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** One per zone, in the order of the zones; so are the other two. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** Group of the interface endpoints. Undefined when the network has none. */
  readonly endpointsSecurityGroupId: pulumi.Output<string> | undefined;
  readonly s3PrefixListId: pulumi.Output<string>;
  readonly dynamodbPrefixListId: pulumi.Output<string>;
  readonly flowLogGroupName: pulumi.Output<string>;
  /**
   * The endpoints and the rules in front of them: what runs in a subnet without a public address waits for these, or its first
   * call to AWS finds no way.
   */
  readonly ready: readonly pulumi.Resource[];

  constructor(private readonly name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:network:Network", name, {}, opts);
    insist(networkProblems(name, args), this);
    const plan = planSubnets(args.cidr, args.zones);
    const vpc = this.layOut(args, plan);
    ({ vpcId: this.vpcId, publicSubnetIds: this.publicSubnetIds } = vpc);
    ({ privateSubnetIds: this.privateSubnetIds, isolatedSubnetIds: this.isolatedSubnetIds } = vpc);
    this.closeDefaultGroup(vpc);
    const endpoints = this.openDoors(args, plan, vpc);
    this.endpointsSecurityGroupId = endpoints.securityGroupId;
    this.s3PrefixListId = endpoints.s3PrefixListId;
    this.dynamodbPrefixListId = endpoints.dynamodbPrefixListId;
    this.ready = endpoints.ready;
    this.flowLogGroupName = new FlowLogs(`${name}-flows`, {
      place: args.place, vpcId: vpc.vpcId, ...args.flowLogs,
    }, { parent: this }).logGroupName;
    this.registerOutputs(this.outputs());
  }

  private layOut(args: NetworkArgs, plan: SubnetPlan): ec2.Vpc {
    return new ec2.Vpc(this.name, {
      cidrBlock: args.cidr,
      availabilityZoneNames: [...args.zones],
      enableDnsSupport: true,
      enableDnsHostnames: true,
      natGateways: { strategy: natStrategies[args.nat] },
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Public", name: "public", cidrBlocks: [...plan.public] },
        { type: "Private", name: "private", cidrBlocks: [...plan.private] },
        { type: "Isolated", name: "isolated", cidrBlocks: [...plan.isolated] },
      ],
    }, { parent: this, transforms: [withoutPublicAddresses] });
  }

  /** The group that AWS gives every network, and everything in it that names no group: emptied, so that it opens nothing. */
  private closeDefaultGroup(vpc: ec2.Vpc): void {
    new aws.ec2.DefaultSecurityGroup(`${this.name}-default`, {
      vpcId: vpc.vpcId, ingress: [], egress: [], tags: { Name: `${this.name}-default-closed` },
    }, { parent: this });
  }

  private openDoors(args: NetworkArgs, plan: SubnetPlan, vpc: ec2.Vpc): Endpoints {
    return new Endpoints(`${this.name}-endpoint`, {
      place: args.place,
      vpcId: vpc.vpcId,
      routeTableIds: routeTablesOf(vpc, [vpc.privateSubnetIds, vpc.isolatedSubnetIds]),
      subnetIds: vpc.privateSubnetIds,
      interfaceServices: args.interfaceEndpoints,
      callers: callersIn(args, plan),
    }, { parent: this });
  }

  private outputs(): pulumi.Inputs {
    return {
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds, privateSubnetIds: this.privateSubnetIds, isolatedSubnetIds: this.isolatedSubnetIds,
      endpointsSecurityGroupId: this.endpointsSecurityGroupId,
      s3PrefixListId: this.s3PrefixListId, dynamodbPrefixListId: this.dynamodbPrefixListId,
      flowLogGroupName: this.flowLogGroupName,
    };
  }
}

/**
 * awsx turns public addresses on in every public subnet and has no argument against it. What belongs there, load
 * balancers and gateways, brings addresses of its own. The engine applies a component's transforms to what the
 * component's own process registers, too.
 */
const withoutPublicAddresses: pulumi.ResourceTransform = ({ type, props, opts }) =>
  type === "aws:ec2/subnet:Subnet" ? { props: { ...props, mapPublicIpOnLaunch: false }, opts } : undefined;

/** Every subnet has one table of its own; the associations say which. */
function routeTablesOf(vpc: ec2.Vpc, subnetIds: readonly pulumi.Output<string[]>[]): pulumi.Output<string[]> {
  const pairs = vpc.routeTableAssociations.apply((associations) =>
    pulumi.all(associations.map(({ subnetId, routeTableId }) => pulumi.all([subnetId, routeTableId]))));
  return pulumi.all([pairs, pulumi.all([...subnetIds])]).apply(([known, lists]) => {
    const wanted = new Set(lists.flat());
    return known.flatMap(([subnetId, routeTableId]) => (subnetId !== undefined && wanted.has(subnetId) ? [routeTableId] : []));
  });
}

/** A zone's letter names its rules: it stays when zones are added. */
function callersIn(args: NetworkArgs, plan: SubnetPlan): Caller[] {
  return (["private", "isolated"] as const).flatMap((kind) => plan[kind].map((cidr, rank) =>
    ({ key: `${kind}-${(args.zones[rank] ?? "").slice(args.place.region.length)}`, cidr })));
}

function networkProblems(name: string, args: NetworkArgs): string[] {
  const strays = args.zones.filter((zone) => !zoneBelongsTo(zone, args.place.region));
  return [
    ...nameProblems("iamRole", `${name}-flows`),
    ...blockProblems(args.cidr, args.zones.length).map((want) => `cidr is ${args.cidr} for ${args.zones.length} zones: want ${want}`),
    ...strays.map((zone) => `zone ${zone} is not in ${args.place.region}: want one such as ${args.place.region}a`),
    ...repeated(args.zones).map((zone) => `zone ${zone} is there twice: want every zone once`),
    ...repeated(args.interfaceEndpoints).map((service) => `interface endpoint ${service} is there twice: want every service once`),
    ...logRetentionProblems("flowLogs.retentionDays", args.flowLogs.retentionDays),
  ];
}

function repeated(items: readonly string[]): string[] {
  return [...new Set(items.filter((item, index) => items.indexOf(item) !== index))];
}
