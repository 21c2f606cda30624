import { callProblems, idleGrants, serviceActors } from "./actors";
import { inboundProblems, seatProblems, serviceProblems, type Seat } from "./network";
import { refusals, trustProblems } from "./permit";
import type { Here, Hop } from "./walk";
import { json, list, text, texts, type Found, type Json, type World } from "./world";

const databasePort = 5432;
const own = (place: string) => ({ name }: Found): boolean => name.startsWith(`${place}-`);

/** From the internet over the load balancer to the tasks, and from there to the database and the data. */
export function serviceHops(world: World, { place, region }: Here): readonly Hop[] {
  const services = world.all("aws:ecs/service:Service").filter(own(place));
  return [
    { name: "internet → balancer", problems: () => balancerProblems(world, place) },
    { name: "internet without TLS → balancer", problems: () => redirectProblems(world, place) },
    ...services.flatMap((service): Hop[] => [
      { name: `balancer → ${service.name}`, problems: () => forwardProblems(world, place, service) },
      { name: `${service.name} starts`, problems: () => startProblems(world, service, region) },
      { name: `${service.name} → its data`, problems: () => dataProblems(world, service, region) },
      { name: `${service.name} → database`, problems: () => databaseProblems(world, service, place) },
      { name: `${service.name} has no idle grant`, problems: () => idleGrants(world, serviceActors(world, service).task, () => false) },
    ]),
  ];
}

const seatOf = ({ inputs }: Found): Seat => ({ subnetIds: texts(inputs["subnets"]), groupIds: texts(inputs["securityGroups"]) });
const balancerOf = (world: World, place: string): Found => world.first("aws:lb/loadBalancer:LoadBalancer", own(place), `of ${place}`);
const listenerOf = (world: World, place: string, port = 443): Found => world.first("aws:lb/listener:Listener", (each) => own(place)(each) && each.inputs["port"] === port, `of ${place} on port ${port}`);

function balancerProblems(world: World, place: string): string[] {
  const balancer = balancerOf(world, place);
  const listener = listenerOf(world, place);
  const names = world.all("aws:route53/record:Record").filter(({ inputs }) => list(inputs["aliases"]).some(({ name }) => name === balancer.outputs["dnsName"]));
  return [
    ...(balancer.inputs["internal"] === false ? [] : [`${balancer.name} is internal`]),
    ...(listener.inputs["loadBalancerArn"] === balancer.outputs["arn"] ? [] : [`${listener.name} listens for another balancer`]),
    ...(names.length > 0 ? [] : [`no name leads to ${balancer.name}`]),
    // Nobody is led by the names of drills: what moves there is an answer of DNS.
    ...names.filter(({ name }) => !name.includes("-drill-")).flatMap(({ inputs }) => certificateProblems(world, text(listener.inputs["certificateArn"]), text(inputs["name"]))),
    ...inboundProblems(world, seatOf(balancer), 443),
  ];
}

function redirectProblems(world: World, place: string): string[] {
  const [action] = list(listenerOf(world, place, 80).inputs["defaultActions"]);
  return [...(json(action?.["redirect"])["protocol"] === "HTTPS" ? [] : ["it leads nobody to TLS"]), ...inboundProblems(world, seatOf(balancerOf(world, place)), 80)];
}

/** A name in DNS that a certificate does not hold is a warning on every screen. */
export function certificateProblems(world: World, arn: string, name: string): string[] {
  const { inputs } = world.first("aws:acm/certificate:Certificate", ({ outputs }) => outputs["arn"] === arn, arn);
  const holds = [text(inputs["domainName"]), ...texts(inputs["subjectAlternativeNames"])];
  return holds.includes(name) || holds.includes(name.replace(/^[^.]+/, "*")) ? [] : [`the certificate does not hold ${name}`];
}

function forwardProblems(world: World, place: string, service: Found): string[] {
  const groups = list(service.inputs["loadBalancers"]);
  const listener = listenerOf(world, place);
  const rules = world.all("aws:lb/listenerRule:ListenerRule").filter(({ inputs }) => inputs["listenerArn"] === listener.outputs["arn"]);
  const reached = rules.flatMap(({ inputs }) => list(inputs["actions"]).flatMap((action) => list(json(action["forward"])["targetGroups"]))).filter(({ weight }) => Number(weight) > 0).map(({ arn }) => arn);
  const { container, task } = serviceActors(world, service);
  return groups.length === 0 ? ["it stands behind no balancer"] : groups.flatMap(({ targetGroupArn, containerPort }) => {
    const target = world.first("aws:lb/targetGroup:TargetGroup", ({ outputs }) => outputs["arn"] === targetGroupArn, text(targetGroupArn));
    const listens = list(container["portMappings"]).some((mapping) => mapping["containerPort"] === containerPort);
    return [
      ...(reached.includes(targetGroupArn) ? [] : ["no rule of the listener leads to its targets"]),
      ...(target.inputs["port"] === containerPort && listens ? [] : [`its targets take port ${String(target.inputs["port"])}, its container ${String(containerPort)}`]),
      ...seatProblems(world, seatOf(balancerOf(world, place)), { to: task.seat, port: Number(containerPort) }),
    ];
  });
}

function startProblems(world: World, service: Found, region: string): string[] {
  const { start, task, container } = serviceActors(world, service);
  const [account = "", repository = ""] = [start.roleArn.split(":")[4], text(container["image"]).split("/").slice(1).join("/").split("@")[0]];
  const group = json(json(container["logConfiguration"])["options"])["awslogs-group"];
  const source = { "aws:SourceArn": `arn:aws:ecs:${region}:${account}:task` };
  const layers = { by: { role: start.roleArn }, action: "s3:GetObject", resource: `arn:aws:s3:::prod-${region}-starport-layer-bucket/layer` };
  return [
    ...trustProblems(world, { role: start.roleArn, service: "ecs-tasks.amazonaws.com", context: source }), ...trustProblems(world, { role: task.roleArn, service: "ecs-tasks.amazonaws.com", context: source }),
    ...["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"].flatMap((action) =>
      callProblems(world, start, { action, resource: `arn:aws:ecr:${region}:${account}:repository/${repository}` })),
    ...callProblems(world, start, { action: "ecr:GetAuthorizationToken", resource: "*" }),
    ...["logs:CreateLogStream", "logs:PutLogEvents"].flatMap((action) => callProblems(world, start, { action, resource: `arn:aws:logs:${region}:${account}:log-group:${text(group)}:log-stream:x` })),
    // Layers come from a bucket of the registry, by an address that it has signed: the way has to be there, no grant.
    ...serviceProblems(world, start.seat, layers),
  ];
}

/** What a container is told of, it has to reach. */
function dataProblems(world: World, service: Found, region: string): string[] {
  const { task, container } = serviceActors(world, service);
  const account = task.roleArn.split(":")[4] ?? "";
  const table = (name: string): readonly Call[] => ["dynamodb:GetItem", "dynamodb:Query"].map((action) => ({ action, resource: `arn:aws:dynamodb:${region}:${account}:table/${name}` }));
  const calls = list(container["environment"]).flatMap(({ name, value }: Json): readonly Call[] => {
    if (text(name).startsWith("TABLE_")) return table(text(value));
    if (/^(ARCHIVE|CONTENT)_BUCKET$/.test(text(name))) return [{ action: "s3:GetObject", resource: `arn:aws:s3:::${text(value)}/x` }, { action: "s3:ListBucket", resource: `arn:aws:s3:::${text(value)}` }];
    if (/^SECRET_.*_NAME$/.test(text(name))) return [{ action: "secretsmanager:GetSecretValue", resource: `arn:aws:secretsmanager:${region}:${account}:secret:${text(value)}-AbCdEf` }];
    return [];
  });
  return calls.flatMap((call) => callProblems(world, task, call));
}

interface Call { readonly action: string; readonly resource: string }

function databaseProblems(world: World, service: Found, place: string): string[] {
  const { task, container } = serviceActors(world, service);
  const told = (name: string): string => text(list(container["environment"]).find((each) => each["name"] === name)?.["value"]);
  if (told("DATABASE_HOST") === "") return [];
  const proxy = world.first("aws:rds/proxy:Proxy", (each) => own(place)(each) && each.outputs["endpoint"] === told("DATABASE_HOST"), told("DATABASE_HOST"));
  const cluster = world.first("aws:rds/cluster:Cluster", own(place), `of ${place}`);
  const subnets = world.first("aws:rds/subnetGroup:SubnetGroup", ({ outputs }) => outputs["name"] === cluster.inputs["dbSubnetGroupName"], `of ${place}`);
  const proxySeat: Seat = { subnetIds: texts(proxy.inputs["vpcSubnetIds"]), groupIds: texts(proxy.inputs["vpcSecurityGroupIds"]) };
  const clusterSeat: Seat = { subnetIds: texts(subnets.inputs["subnetIds"]), groupIds: texts(cluster.inputs["vpcSecurityGroupIds"]) };
  const [, , , region = "", account = "", , resourceId = ""] = text(proxy.outputs["arn"]).split(":");
  const user = (id: string): string => `arn:aws:rds-db:${region}:${account}:dbuser:${id}/${told("DATABASE_USER")}`;
  const target = world.all("aws:rds/proxyTarget:ProxyTarget").some(({ inputs }) => inputs["dbProxyName"] === proxy.outputs["name"] && inputs["dbClusterIdentifier"] === cluster.inputs["clusterIdentifier"]);
  return [
    ...(told("DATABASE_PORT") === String(databasePort) && cluster.inputs["port"] === databasePort ? [] : ["it is told another port than the database has"]),
    ...seatProblems(world, task.seat, { to: proxySeat, port: databasePort }),
    ...refusals(world, { by: { role: task.roleArn }, action: "rds-db:connect", resource: user(resourceId) }),
    ...(target ? [] : ["the proxy leads to no cluster of the place"]),
    ...trustProblems(world, { role: text(proxy.inputs["roleArn"]), service: "rds.amazonaws.com" }),
    ...refusals(world, { by: { role: text(proxy.inputs["roleArn"]) }, action: "rds-db:connect", resource: user(text(cluster.outputs["clusterResourceId"])) }),
    ...seatProblems(world, proxySeat, { to: clusterSeat, port: databasePort }),
  ];
}
