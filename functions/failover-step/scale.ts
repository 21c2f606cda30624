import { type ApplicationAutoScalingClient, DescribeScalableTargetsCommand, RegisterScalableTargetCommand } from "@aws-sdk/client-application-auto-scaling";
import { type DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { DescribeServicesCommand, type ECSClient, type Service, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { DescribeTargetHealthCommand, type ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { type Capacity, type ScalePort } from "../../protocol";
import { keys } from "./control-items";
import { everyone } from "../shared/everyone";
import { reaching } from "./reaching";
import { type PlaceEnd, type ServiceEnd } from "./settings";

/** What sizes the services of a place: clients of its region. */
export interface Sizers {
  readonly ecs: ECSClient;
  readonly scaling: ApplicationAutoScalingClient;
}

export interface ScaleClients extends Sizers {
  readonly balancing: ElasticLoadBalancingV2Client;
  readonly control: { readonly client: DynamoDBDocumentClient; readonly table: string };
}

const dimension = { ServiceNamespace: "ecs", ScalableDimension: "ecs:service:DesiredCount" } as const;

/** The services of this place. */
export function scaleOn(clients: ScaleClients, place: PlaceEnd): ScalePort {
  return {
    observe: () => reaching("services", () => observe(clients, place)),
    size: (role) => reaching("services", () => size(clients, place, role)),
    // The application turns requests away, since it knows which: a rule of the firewall is the deployment's, which would take it back.
    shed: (on) => reaching("control table", async () => {
      await clients.control.client.send(new UpdateCommand({
        TableName: clients.control.table, Key: keys.shed(place.place), UpdateExpression: "SET #on = :on",
        ExpressionAttributeNames: { "#on": "on" }, ExpressionAttributeValues: { ":on": on },
      }));
    }),
  };
}

/**
 * Registers the sizes of a role, the same that the program registers, and asks for its tasks: of each service, whatever becomes of another, and of ECS
 * also where autoscaling does not answer. More than that may run already, and stays for a primary.
 */
export async function size(sizers: Sizers, place: PlaceEnd, role: "primary" | "standby"): Promise<void> {
  const running = await servicesOf(sizers.ecs, place);
  await everyone(place.services.map(async (service) => {
    const bounded = bound(sizers, place, { service, role });
    const desired = running.find(({ serviceName }) => serviceName === service.name)?.desiredCount ?? 0;
    await everyone([bounded, bounded.catch(() => undefined).then(() => ask(sizers, place, { service, role, desired }))]);
  }));
}

interface Sized {
  readonly service: ServiceEnd;
  readonly role: "primary" | "standby";
}

async function bound({ scaling }: Sizers, place: PlaceEnd, { service, role }: Sized): Promise<void> {
  const { min, max, schedulesSuspended } = service[role];
  await scaling.send(new RegisterScalableTargetCommand({
    ...dimension, ResourceId: resourceOf(place, service), MinCapacity: min, MaxCapacity: max,
    SuspendedState: { DynamicScalingInSuspended: false, DynamicScalingOutSuspended: false, ScheduledScalingSuspended: schedulesSuspended },
  }));
}

async function ask({ ecs }: Sizers, { ecsCluster }: PlaceEnd, { service, role, desired }: Sized & { readonly desired: number }): Promise<void> {
  const { min } = service[role];
  const wanted = role === "primary" ? Math.max(min, desired) : min;
  if (wanted !== desired) await ecs.send(new UpdateServiceCommand({ cluster: ecsCluster, service: service.name, desiredCount: wanted }));
}

async function observe({ ecs, scaling, balancing }: ScaleClients, place: PlaceEnd): Promise<Capacity> {
  const { ScalableTargets = [] } = await scaling.send(new DescribeScalableTargetsCommand({
    ServiceNamespace: dimension.ServiceNamespace, ResourceIds: place.services.map((service) => resourceOf(place, service)),
  }));
  const services = await servicesOf(ecs, place);
  const fit = await Promise.all(services.flatMap(targetGroupsOf).map((group) => healthyIn(balancing, group)));
  return {
    wanted: sum(place.services.map(({ primary }) => primary.min)),
    minimum: sum(ScalableTargets.map(({ MinCapacity = 0 }) => MinCapacity)),
    fit: sum(fit),
  };
}

/** Source: ECS API, `DescribeServices`: ten services at most. */
const mostServices = 10;

/** The services of a place, as ECS has them. */
export async function servicesOf(ecs: ECSClient, { ecsCluster, services }: PlaceEnd): Promise<readonly Service[]> {
  const names = services.map(({ name }) => name);
  const pages = Array.from({ length: Math.ceil(names.length / mostServices) }, (_, page) => names.slice(page * mostServices, (page + 1) * mostServices));
  const found = await Promise.all(pages.map((page) => ecs.send(new DescribeServicesCommand({ cluster: ecsCluster, services: page }))));
  return found.flatMap(({ services: described = [] }) => described);
}

/** Of a service that is released in two colours, both groups: only one has targets. */
function targetGroupsOf({ loadBalancers = [] }: Service): readonly string[] {
  return loadBalancers.flatMap(({ targetGroupArn, advancedConfiguration }) => [targetGroupArn, advancedConfiguration?.alternateTargetGroupArn])
    .filter((arn) => arn !== undefined);
}

async function healthyIn(balancing: ElasticLoadBalancingV2Client, group: string): Promise<number> {
  const { TargetHealthDescriptions = [] } = await balancing.send(new DescribeTargetHealthCommand({ TargetGroupArn: group }));
  return TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === "healthy").length;
}

const resourceOf = ({ ecsCluster }: PlaceEnd, { name }: ServiceEnd): string => `service/${ecsCluster}/${name}`;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
