import { type Graph, nameOf, type ResourceState } from "../../../tools/recorder/graph";
import type { PlaceView } from "../../../tools/preview/graph/places";

export const places: readonly [PlaceView, PlaceView] = [
  { key: "use2", region: "us-east-2", role: "primary", cidr: "10.20.0.0/16" },
  { key: "usw2", region: "us-west-2", role: "standby", cidr: "10.30.0.0/16" },
];

const types = {
  region: "understudy:stacks:Region", network: "understudy:network:Network", provider: "pulumi:providers:aws",
  vpc: "aws:ec2/vpc:Vpc", subnet: "aws:ec2/subnet:Subnet", group: "aws:ec2/securityGroup:SecurityGroup", log: "aws:cloudwatch/logGroup:LogGroup",
  target: "aws:appautoscaling/target:Target", zone: "aws:route53/zone:Zone", secret: "aws:secretsmanager/secretVersion:SecretVersion",
} as const;
export type Kind = keyof typeof types;

/** What a row of a test graph says; the rest follows from the name and the kind. */
export type Row = Partial<Omit<ResourceState, "type" | "urn">>;

const stackUrn = "urn:pulumi:prod::understudy::pulumi:pulumi:Stack::understudy-prod";

export function urnOf(kind: Kind, name: string): string {
  return `urn:pulumi:prod::understudy::${types[kind]}::${name}`;
}

/** One resource; a component unless its type is a provider's. */
export function resource(kind: Kind, name: string, row: Row = {}): ResourceState {
  const custom = kind !== "region" && kind !== "network";
  return { urn: urnOf(kind, name), type: types[kind], custom, parent: stackUrn, inputs: {}, outputs: {}, ...(custom && { id: `${name}-id` }), ...row };
}

export function graphOf(...resources: readonly ResourceState[]): Graph {
  const stack: ResourceState = { urn: stackUrn, type: "pulumi:pulumi:Stack", custom: false, inputs: {}, outputs: {} };
  return { project: "understudy", stack: "prod", resources: [stack, ...resources], outputs: {} };
}

/** One place of a small platform: a network with a subnet, a log group, a scaling target, all answered with `salt`. */
export function placeResources(place: PlaceView, { salt = "1", capacity = 2 } = {}): readonly ResourceState[] {
  const { key, region, cidr } = place;
  const [region_, network] = [urnOf("region", key), urnOf("network", `${key}-network`)];
  const provider = urnOf("provider", key);
  const vpc = urnOf("vpc", `${key}-network`);
  const vpcId = `vpc-${salt}-${key}`;
  const inRegion = { parent: region_, provider: `${provider}::p-${salt}` };
  return [
    resource("region", key),
    resource("provider", key, { parent: region_, id: `p-${salt}`, inputs: { region } }),
    resource("network", `${key}-network`, { parent: region_ }),
    resource("vpc", `${key}-network`, { ...inRegion, parent: network, id: vpcId, inputs: { cidrBlock: cidr }, outputs: { id: vpcId, cidrBlock: cidr } }),
    resource("subnet", `${key}-network-private-a`, {
      ...inRegion, parent: vpc, inputs: { vpcId, cidrBlock: cidr.replace("0.0/16", "16.0/20"), availabilityZone: `${region}a` },
      dependencies: [vpc], propertyDependencies: { vpcId: [vpc] },
    }),
    resource("log", `${key}-service-logs`, { ...inRegion, protect: true, inputs: { retentionInDays: 365 } }),
    resource("target", `${key}-service-scaling`, { ...inRegion, inputs: { minCapacity: capacity, resourceId: `service/${key}/api` } }),
  ];
}

/** The small platform in both places, and a zone that they share. */
export function platform(options: { salt?: string; primary?: string } = {}): Graph {
  const { salt = "1", primary = "use2" } = options;
  return graphOf(...places.flatMap((place) => placeResources(place, { salt, capacity: place.key === primary ? 4 : 2 })), resource("zone", "zone"));
}

/** The same graph with one resource changed; naming none is a mistake of the test. */
export function withChange(graph: Graph, name: string, change: (resource: ResourceState) => ResourceState): Graph {
  if (!graph.resources.some((found) => nameOf(found) === name && found.custom)) throw new Error(`no resource ${name}`);
  return { ...graph, resources: graph.resources.map((found) => nameOf(found) === name && found.custom ? change(found) : found) };
}
