import { functionSeat, serviceProblems, serviceSeat, type Seat } from "./network";
import { keyUses, obstacles, refusals, rolePolicies, type Call } from "./permit";
import { json, list, parsed, text, texts, type Found, type Json, type World } from "./world";

/** Somebody who calls: by a role, from where. */
export interface Actor {
  readonly roleArn: string;
  /** Absent where it stands in no network of the platform. */
  readonly seat: Seat | undefined;
}

type Seated = Actor & { readonly seat: Seat };

export const functionType = "aws:lambda/function:Function";

export function functionActor(found: Found): Actor {
  return { roleArn: text(found.inputs["role"]), seat: functionSeat(found) };
}

/** A service's tasks, and what starts them: both call from the same seat. */
export function serviceActors(world: World, service: Found): { readonly task: Seated; readonly start: Seated; readonly container: Json } {
  const task = world.first("aws:ecs/taskDefinition:TaskDefinition", ({ outputs }) => outputs["arn"] === service.inputs["taskDefinition"], `of ${service.name}`);
  const seat = serviceSeat(service);
  const [container = {}] = list(JSON.parse(text(task.inputs["containerDefinitions"])));
  return {
    task: { roleArn: text(task.inputs["taskRoleArn"]), seat }, start: { roleArn: text(task.inputs["executionRoleArn"]), seat }, container,
  };
}

/** What keeps an actor from a call: the way to the service, its role, the resource's policy, the key of the data. */
export function callProblems(world: World, { roleArn, seat }: Actor, call: Omit<Call, "by">): string[] {
  const by = { role: roleArn };
  return [...(seat === undefined ? [] : serviceProblems(world, seat, { by, ...call })), ...obstacles(world, { ...call, by })];
}

/** What is done in the name of a function from outside of its network: by Lambda, or by whoever got an address that it has signed. */
export function outsideOf(world: World, { inputs, outputs }: Found): (call: Pick<Call, "action" | "resource">) => boolean {
  const polled = world.all("aws:lambda/eventSourceMapping:EventSourceMapping").filter((each) => each.inputs["functionName"] === outputs["name"]).map((each) => each.inputs["eventSourceArn"]);
  const failed = json(inputs["deadLetterConfig"])["targetArn"];
  return ({ action, resource }) => /^(ec2|logs|xray):/.test(action) || (action === "sqs:SendMessage" && resource === failed)
    || (/^sqs:(DeleteMessage|GetQueueAttributes|ReceiveMessage)$/.test(action) && polled.includes(resource)) || (action === "s3:PutObject" && inputs["environment"] !== undefined && "UPLOADS_SECONDS" in json(json(inputs["environment"])["variables"]));
}

/** What is granted and could not be done: a grant without a way, or refused by whoever is asked, or by the key of the data. */
export function idleGrants(world: World, actor: Actor, outside: (call: Call) => boolean): string[] {
  const found = rolePolicies(world, actor.roleArn).flatMap((policy) => list(parsed(policy)["Statement"])).filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) => texts(statement["Action"]).flatMap((action) => texts(statement["Resource"]).map((resource) => ({
      by: { role: actor.roleArn }, action, resource: resource === "*" ? resource : resource.replaceAll(/\*/g, "x"), context: knownIn(statement),
    }))));
  return [...new Set(found.flatMap((call) => {
    // Uses of keys come with the calls that need them; a database is no service of AWS on the network.
    if (/^(kms|rds-db):/.test(call.action)) return [];
    const way = actor.seat === undefined || outside(call) ? [] : serviceProblems(world, actor.seat, call);
    return [...way, ...refusals(world, call), ...keyUses(world, call).flatMap((use) => refusals(world, use))];
  }))];
}

/** A call that the conditions of a statement let through. */
function knownIn(statement: Json): Record<string, string> {
  const { Null, ...tests } = json(statement["Condition"]);
  const there = Object.entries(json(Null)).filter(([, absent]) => texts(absent).includes("false")).map(([key]) => [key, "x"] as const);
  const context = Object.values(tests).flatMap((keys) => Object.entries(json(keys)).map(([key, values]) => [key, (texts(values)[0] ?? "").replaceAll("*", "x")] as const));
  const account = /^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(texts(statement["Resource"])[0] ?? "")?.[1];
  return { ...(account !== undefined && { "kms:CallerAccount": account }), ...Object.fromEntries([...there, ...context]) };
}
