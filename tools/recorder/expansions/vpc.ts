import { mapValues } from "../property";
import { type Child, childRequest, From, type Made, referenceTo } from "./child";
import { type Built, type Site } from "./index";
import { layoutOf, type SubnetPlan, type VpcLayout } from "./vpc-layout";

/** Everything below a VPC component, by what it is. */
interface Parts {
  readonly vpc: Made;
  readonly gateway: Made;
  readonly subnets: Map<SubnetPlan, Made>;
  readonly tables: Made[];
  readonly associations: Made[];
  readonly routes: Made[];
  readonly addresses: Made[];
  readonly nats: Made[];
}

const anywhere = "0.0.0.0/0";

/**
 * Registers what awsx 3.9 registers for an `awsx.ec2.Vpc`, in the same shape: subnets and the internet gateway under the VPC; table,
 * address and NAT gateway under their subnet; association and route under their table.
 */
export async function expandVpc(site: Site): Promise<Built> {
  const layout = layoutOf(site.name, site.inputs);
  const make = (child: Child): Promise<Made> =>
    site.register(childRequest(site.urn, { ...child, inputs: { region: layout.region, ...child.inputs } }));
  const tags = { Name: site.name, ...layout.tags };
  const vpc = await make({ type: "aws:ec2/vpc:Vpc", name: site.name, inputs: { ...layout.passed, tags } });
  const gateway = await make({ type: "aws:ec2/internetGateway:InternetGateway", name: site.name, under: vpc, inputs: { vpcId: From.id(vpc), tags } });
  const parts: Parts = { vpc, gateway, subnets: new Map(), tables: [], associations: [], routes: [], addresses: [], nats: [] };
  for (const plan of layout.subnets) await addSubnet({ name: site.name, layout, make, parts }, plan);
  return built(layout, parts);
}

interface Work {
  readonly name: string;
  readonly layout: VpcLayout;
  readonly make: (child: Child) => Promise<Made>;
  readonly parts: Parts;
}

async function addSubnet({ name, layout, make, parts }: Work, plan: SubnetPlan): Promise<void> {
  const { vpc } = parts;
  const shared = { Name: name, ...layout.tags };
  const subnet = await make({ type: "aws:ec2/subnet:Subnet", name: plan.name, under: vpc, inputs: {
    vpcId: From.id(vpc), availabilityZone: plan.zone, cidrBlock: plan.cidrBlock, mapPublicIpOnLaunch: plan.kind === "Public",
    assignIpv6AddressOnCreation: false, tags: { ...shared, ...plan.tags },
  } });
  parts.subnets.set(plan, subnet);
  const { Name, SubnetType } = plan.tags;
  const table = await make({ type: "aws:ec2/routeTable:RouteTable", name: plan.name, under: subnet,
    inputs: { vpcId: From.id(vpc), tags: { ...shared, Name, SubnetType } } });
  parts.tables.push(table);
  parts.associations.push(await make({ type: "aws:ec2/routeTableAssociation:RouteTableAssociation", name: plan.name, under: table,
    inputs: { routeTableId: From.id(table), subnetId: From.id(subnet) } }));
  if (plan.kind === "Public" && wantsNat(layout.nat, parts.nats.length, plan.zoneIndex)) {
    await addNat({ name, layout, make, parts }, plan, subnet);
  }
  const way = wayOut(layout.nat, plan, parts);
  if (way !== undefined) {
    parts.routes.push(await make({ type: "aws:ec2/route:Route", name: plan.name, under: table,
      inputs: { routeTableId: From.id(table), destinationCidrBlock: anywhere, ...way } }));
  }
}

async function addNat({ name: stem, layout, make, parts }: Work, plan: SubnetPlan, subnet: Made): Promise<void> {
  const name = `${stem}-${plan.zoneIndex + 1}`;
  const tags = { ...layout.tags, Name: name };
  const address = await make({ type: "aws:ec2/eip:Eip", name, under: subnet, inputs: { tags } });
  parts.addresses.push(address);
  parts.nats.push(await make({ type: "aws:ec2/natGateway:NatGateway", name, under: subnet,
    inputs: { subnetId: From.id(subnet), allocationId: new From(address, address.object["allocationId"]), tags } }));
}

function wantsNat(strategy: VpcLayout["nat"], made: number, zoneIndex: number): boolean {
  if (strategy === "None") return false;
  return strategy === "Single" ? made < 1 : made < zoneIndex + 1;
}

/** Public subnets leave by the internet gateway, private ones by a NAT gateway, isolated ones not at all. */
function wayOut(nat: VpcLayout["nat"], plan: SubnetPlan, { gateway, nats }: Parts): Readonly<Record<string, From>> | undefined {
  if (plan.kind === "Public") return { gatewayId: From.id(gateway) };
  const used = nat === "Single" ? nats[0] : nats[plan.zoneIndex];
  return plan.kind === "Private" && nat !== "None" && used !== undefined ? { natGatewayId: From.id(used) } : undefined;
}

/** awsx lifts all outputs from one object, so each depends on everything in it whose ID it names: the VPC and the subnets. */
function built(layout: VpcLayout, parts: Parts): Built {
  const ofKind = (kind: SubnetPlan["kind"]): Made[] => [...parts.subnets].filter(([plan]) => plan.kind === kind).map(([, made]) => made);
  const ids = (list: readonly Made[]): string[] => list.map(({ id }) => id);
  const references = (list: readonly Made[]): unknown[] => list.map(referenceTo);
  const subnets = [...parts.subnets.values()];
  const [isPublic, isPrivate, isIsolated] = [ofKind("Public"), ofKind("Private"), ofKind("Isolated")];
  const object = {
    vpc: referenceTo(parts.vpc), vpcId: parts.vpc.id, internetGateway: referenceTo(parts.gateway),
    subnets: references(subnets), publicSubnets: references(isPublic), privateSubnets: references(isPrivate), isolatedSubnets: references(isIsolated),
    publicSubnetIds: ids(isPublic), privateSubnetIds: ids(isPrivate), isolatedSubnetIds: ids(isIsolated),
    routeTables: references(parts.tables), routes: references(parts.routes), routeTableAssociations: references(parts.associations),
    natGateways: references(parts.nats), eips: references(parts.addresses), vpcEndpoints: [], subnetLayout: layout.specs,
  };
  const everything = [parts.vpc, ...subnets].map(({ urn }) => urn);
  return { object, propertyDependencies: mapValues(object, () => everything) };
}
