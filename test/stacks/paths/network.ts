import { verdictOf, type Ask } from "./policy";
import { json, text, texts, type Found, type World } from "./world";

/** Where something stands in a network: its subnets, and the groups that speak for it. */
export interface Seat {
  readonly subnetIds: readonly string[];
  readonly groupIds: readonly string[];
}

const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** What keeps one seat from another's port: subnets of one network, a rule out, a rule in. */
export function seatProblems(world: World, from: Seat, { to, port }: { readonly to: Seat; readonly port: number }): string[] {
  const vpcs = new Set([...from.subnetIds, ...to.subnetIds].map((id) => subnet(world, id).inputs["vpcId"]));
  const blocks = (seat: Seat): string[] => seat.subnetIds.map((id) => text(subnet(world, id).inputs["cidrBlock"]));
  const meant = (seat: Seat) => (rule: Found): boolean => opens(rule, port) && (seat.groupIds.includes(text(rule.inputs["referencedSecurityGroupId"]))
    || blocks(seat).every((block) => within(block, text(rule.inputs["cidrIpv4"]))));
  // From subnets of several blocks, each may have a rule of its own.
  const letIn = (rules: readonly Found[]): boolean => rules.some(meant(from)) || blocks(from).every((block) => rules.some((rule) => opens(rule, port) && within(block, text(rule.inputs["cidrIpv4"]))));
  return [
    ...(from.subnetIds.length > 0 && to.subnetIds.length > 0 ? [] : ["an end stands in no subnet"]),
    ...(vpcs.size > 1 ? ["the ends stand in different networks"] : []),
    ...(rulesOf(world, egress, from).some(meant(to)) ? [] : [`no rule lets port ${port} out of ${names(world, from)}`]),
    ...(letIn(rulesOf(world, ingress, to)) ? [] : [`no rule lets port ${port} into ${names(world, to)}`]),
  ];
}

/** What keeps the internet from a port: a rule in, and the way from a gateway to every subnet. */
export function inboundProblems(world: World, to: Seat, port: number): string[] {
  return [
    ...(rulesOf(world, ingress, to).some((rule) => opens(rule, port) && rule.inputs["cidrIpv4"] === anywhere) ? [] : [`no rule lets port ${port} into ${names(world, to)} from everywhere`]),
    ...to.subnetIds.flatMap((id) => (gatewayOf(world, id) === undefined ? [`${subnet(world, id).name} has no route to an internet gateway`] : [])),
  ];
}

/** What keeps a seat from a service of AWS: through the endpoint that the network has for it, or else over the internet. */
export function serviceProblems(world: World, from: Seat, ask: Omit<Ask, "context">): string[] {
  const service = ask.action.split(":")[0] ?? "";
  const vpc = text(subnet(world, from.subnetIds[0] ?? "").inputs["vpcId"]);
  const inNetwork = world.all("aws:ec2/vpcEndpoint:VpcEndpoint").filter(({ inputs }) => inputs["vpcId"] === vpc && (endpointsOf[service] ?? [service]).includes(text(inputs["serviceName"]).split(".").slice(3).join(".")));
  const gateway = inNetwork.find(({ inputs }) => inputs["vpcEndpointType"] === "Gateway" && rulesOf(world, egress, from).some((rule) => opens(rule, 443) && rule.inputs["prefixListId"] === prefixList(world, inputs)));
  const doors = inNetwork.filter(({ inputs }) => inputs["vpcEndpointType"] === "Interface" && inputs["privateDnsEnabled"] === true);
  if (gateway !== undefined) return [...gatewayProblems(world, from, gateway), ...passProblems(world, gateway, ask)];
  // Names lead to the endpoint for everybody in the network, whatever other way there is.
  if (doors.length > 0) return doors.flatMap((door) => [...seatProblems(world, from, { to: doorSeat(door), port: 443 }), ...passProblems(world, door, ask)]);
  return [
    ...(rulesOf(world, egress, from).some((rule) => opens(rule, 443) && rule.inputs["cidrIpv4"] === anywhere) ? [] : [`no rule lets port 443 out of ${names(world, from)} to ${service}`]),
    ...from.subnetIds.flatMap((id) => outwardProblems(world, id)),
  ];
}

/** Rules that name a group of the place which says nothing back: one side opened a door to a wall. */
export function unmetRules(world: World, place: string): string[] {
  const [out, into] = [egress, ingress].map((type) => world.all(type).filter(({ name, inputs }) => name.startsWith(`${place}-`) && inputs["referencedSecurityGroupId"] !== undefined));
  const meets = (rule: Found, other: Found): boolean => opens(other, Number(rule.inputs["fromPort"])) && other.inputs["securityGroupId"] === rule.inputs["referencedSecurityGroupId"]
    && (other.inputs["referencedSecurityGroupId"] === rule.inputs["securityGroupId"] || other.inputs["cidrIpv4"] !== undefined);
  return [
    ...(out ?? []).filter((rule) => !world.all(ingress).some((other) => meets(rule, other))).map(({ name }) => `nothing lets in what ${name} lets out`),
    ...(into ?? []).filter((rule) => !world.all(egress).some((other) => meets(rule, other))).map(({ name }) => `nothing lets out what ${name} lets in`),
  ];
}

/** Services whose endpoints are named otherwise than their actions. Source: AWS PrivateLink guide, "AWS services that integrate with AWS PrivateLink". */
const endpointsOf: Readonly<Record<string, readonly string[]>> = { ecr: ["ecr.api", "ecr.dkr"] };

const anywhere = "0.0.0.0/0";
const subnet = (world: World, id: string): Found => world.first("aws:ec2/subnet:Subnet", (each) => each.id === id, id);
const rulesOf = (world: World, type: string, { groupIds }: Seat): readonly Found[] => world.all(type).filter(({ inputs }) => groupIds.includes(text(inputs["securityGroupId"])));
const names = (world: World, { groupIds }: Seat): string => groupIds.map((id) => world.all("aws:ec2/securityGroup:SecurityGroup").find((each) => each.id === id)?.name ?? id).join(" and ");
const doorSeat = ({ inputs }: Found): Seat => ({ subnetIds: texts(inputs["subnetIds"]), groupIds: texts(inputs["securityGroupIds"]) });

function opens({ inputs }: Found, port: number): boolean {
  return inputs["ipProtocol"] === "-1" || (inputs["ipProtocol"] === "tcp" && Number(inputs["fromPort"]) <= port && port <= Number(inputs["toPort"]));
}

/** Endpoints of the same service share a prefix list, which the recorder answers with for each. */
function prefixList(world: World, inputs: Found["inputs"]): unknown {
  return world.all("aws:ec2/vpcEndpoint:VpcEndpoint").find((each) => each.inputs === inputs)?.outputs["prefixListId"];
}

function tableOf(world: World, subnetId: string): string {
  return text(world.all("aws:ec2/routeTableAssociation:RouteTableAssociation").find(({ inputs }) => inputs["subnetId"] === subnetId)?.inputs["routeTableId"]);
}

function defaultRoute(world: World, subnetId: string): Found | undefined {
  const table = tableOf(world, subnetId);
  return world.all("aws:ec2/route:Route").find(({ inputs }) => inputs["routeTableId"] === table && inputs["destinationCidrBlock"] === anywhere);
}

function gatewayOf(world: World, subnetId: string): Found | undefined {
  const to = defaultRoute(world, subnetId)?.inputs["gatewayId"];
  return world.all("aws:ec2/internetGateway:InternetGateway").find((each) => each.id === to && each.inputs["vpcId"] === subnet(world, subnetId).inputs["vpcId"]);
}

/** From a subnet without public addresses, over a NAT gateway that has one, and stands where there is a way on. */
function outwardProblems(world: World, subnetId: string): string[] {
  const { name } = subnet(world, subnetId);
  const nat = world.all("aws:ec2/natGateway:NatGateway").find((each) => each.id === defaultRoute(world, subnetId)?.inputs["natGatewayId"]);
  if (nat === undefined) return [`${name} has no route to a NAT gateway`];
  return [
    ...(text(nat.inputs["allocationId"]) === "" ? [`${nat.name} has no public address`] : []),
    ...(gatewayOf(world, text(nat.inputs["subnetId"])) === undefined ? [`${nat.name} stands in a subnet without a route to an internet gateway`] : []),
  ];
}

function gatewayProblems(world: World, { subnetIds }: Seat, { name, inputs }: Found): string[] {
  const tables = texts(inputs["routeTableIds"]);
  return subnetIds.filter((id) => !tables.includes(tableOf(world, id))).map((id) => `${subnet(world, id).name} has no route to ${name}`);
}

/** What an endpoint lets pass. A bucket that is not the platform's is somebody else's, as is who has signed for it. */
function passProblems(world: World, { name, inputs }: Found, { by, action, resource }: Omit<Ask, "context">): string[] {
  const owner = "role" in by ? by.role.split(":")[4] ?? "" : "";
  const foreign = resource.startsWith("arn:aws:s3:::") && !world.all("aws:s3/bucket:Bucket").some(({ outputs }) => resource.split(/[:/]/)[5] === outputs["bucket"]);
  const context: Record<string, string> = foreign ? {} : { "aws:PrincipalAccount": owner, "aws:ResourceAccount": /^arn:[^:]+:[^:]+:[^:]*:(\d+):/.exec(resource)?.[1] ?? owner };
  return verdictOf([inputs["policy"]], { by, action, resource, context }) === "allowed" ? [] : [`${name} lets ${action} on ${resource} not pass`];
}

/** Whether all of one block lies in another. */
export function within(inner: string, outer: string): boolean {
  const [a, b] = [range(inner), range(outer)];
  return a !== undefined && b !== undefined && b[0] <= a[0] && a[1] <= b[1];
}

function range(block: string): readonly [number, number] | undefined {
  const [, address, bits] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(block) ?? [];
  if (address === undefined) return undefined;
  const start = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return [start, start + 2 ** (32 - Number(bits)) - 1];
}

/** Seat of a function; none when it stands in no network, and reaches the internet by itself. */
export function functionSeat({ inputs }: Found): Seat | undefined {
  const { subnetIds, securityGroupIds } = json(inputs["vpcConfig"]);
  return subnetIds === undefined ? undefined : { subnetIds: texts(subnetIds), groupIds: texts(securityGroupIds) };
}

/** Seat of a service's tasks. */
export function serviceSeat({ inputs }: Found): Seat {
  const { subnets, securityGroups } = json(inputs["networkConfiguration"]);
  return { subnetIds: texts(subnets), groupIds: texts(securityGroups) };
}

