import { verdictOf, type Ask, type Principal } from "./policy";
import { list, parsed, text, type Found, type World } from "./world";

const account = (arn: string): string => arn.split(":")[4] ?? "";
const regionOf = (arn: string): string => arn.split(":")[3] ?? "";

/** A call as a hop makes it: `context` holds what the caller's service adds, such as `aws:SourceArn`. */
export interface Call {
  readonly by: Principal;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** What keeps a caller from an action: nothing, when its role, the resource's policy and the key of the data let it. */
export function obstacles(world: World, call: Call): string[] {
  return [...refusals(world, call), ...keyUses(world, call).flatMap((use) => refusals(world, use))];
}

/** The same, of the action alone. */
export function refusals(world: World, { by, action, resource, context = {} }: Call): string[] {
  const ask: Ask = { by, action, resource, context: { ...common(by), ...context } };
  const said = `${action} on ${short(resource)}`;
  const policies = resourcePolicies(world, resource);
  const held = verdictOf(policies, ask);
  if (held === "denied") return [`${said} is denied by the resource's policy to ${who(by)}`];
  if ("service" in by) return held === "allowed" ? [] : [`${said} is not let through by the resource's policy to ${by.service}`];
  const own = verdictOf(rolePolicies(world, by.role), ask);
  if (own === "denied") return [`${said} is denied to ${who(by)}`];
  const problems = own === "allowed" ? [] : [`${said} is not granted to ${who(by)}`];
  // A key asks both: its own policy, and that of the caller.
  return action.startsWith("kms:") && held !== "allowed" ? [...problems, `${said} is not let through by the key's policy to ${who(by)}`] : problems;
}

/** A service that acts as a role, and what it says of itself. */
export interface Trust {
  readonly role: string;
  readonly service: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** What keeps a service from acting as a role. */
export function trustProblems(world: World, { role, service, context = {} }: Trust): string[] {
  const { inputs, name } = world.first("aws:iam/role:Role", ({ outputs }) => outputs["arn"] === role, role);
  const ask: Ask = { by: { service }, action: "sts:AssumeRole", resource: role, context: { "aws:SourceAccount": account(role), ...context } };
  const document = { Statement: list(parsed(inputs["assumeRolePolicy"])["Statement"]).map((each) => ({ ...each, Resource: "*" })) };
  return verdictOf([document], ask) === "allowed" ? [] : [`${service} may not act as ${name}`];
}

const policiesOf = new WeakMap<World, Map<string, readonly unknown[]>>();

/** Policies of a role, looked up once in a world. */
export function rolePolicies(world: World, roleArn: string): readonly unknown[] {
  const byRole = policiesOf.get(world) ?? new Map<string, readonly unknown[]>();
  policiesOf.set(world, byRole);
  const known = byRole.get(roleArn) ?? policiesIn(world, roleArn);
  byRole.set(roleArn, known);
  return known;
}

function policiesIn(world: World, roleArn: string): readonly unknown[] {
  const role = world.first("aws:iam/role:Role", ({ outputs }) => outputs["arn"] === roleArn, roleArn);
  return world.all("aws:iam/rolePolicy:RolePolicy").filter(({ inputs }) => inputs["role"] === role.outputs["name"]).map(({ inputs }) => inputs["policy"]);
}

function resourcePolicies(world: World, resource: string): readonly unknown[] {
  const [, , service] = resource.split(":");
  const of = (type: string, fits: (each: Found) => boolean): readonly unknown[] => world.all(type).filter(fits).map(({ inputs }) => inputs["policy"]);
  if (service === "s3") return of("aws:s3/bucketPolicy:BucketPolicy", ({ inputs }) => resource.split(":")[5]?.split("/")[0] === inputs["bucket"]);
  if (service === "sqs") return of("aws:sqs/queuePolicy:QueuePolicy", ({ inputs }) => text(inputs["queueUrl"]).endsWith(`/${resource.split(":")[5] ?? ""}`));
  if (service === "sns") return of("aws:sns/topicPolicy:TopicPolicy", ({ inputs }) => inputs["arn"] === resource);
  if (service === "kms") return of("aws:kms/key:Key", ({ outputs }) => outputs["arn"] === resource);
  if (service === "lambda") return invocations(world, resource);
  return [];
}

/** What permissions of a function come to, as the policy that Lambda makes of them. */
function invocations(world: World, arn: string): readonly unknown[] {
  const name = arn.split(":")[6];
  return world.all("aws:lambda/permission:Permission").filter(({ inputs }) => inputs["function"] === name).map(({ inputs }) => ({ Statement: [{
    Effect: "Allow", Action: inputs["action"], Resource: arn, Principal: { Service: inputs["principal"] },
    Condition: {
      ...(inputs["sourceArn"] !== undefined && { ArnLike: { "aws:SourceArn": inputs["sourceArn"] } }),
      ...(inputs["sourceAccount"] !== undefined && { StringEquals: { "aws:SourceAccount": inputs["sourceAccount"] } }),
    },
  }] }));
}

/** Which action needs which use of the key of the data. Source: as in test/support/grants-cover.ts. */
const needs: Readonly<Record<string, readonly string[]>> = {
  "s3:GetObject": ["kms:Decrypt"], "s3:GetObjectVersion": ["kms:Decrypt"], "s3:PutObject": ["kms:GenerateDataKey"],
  "sqs:SendMessage": ["kms:Decrypt", "kms:GenerateDataKey"], "sqs:ReceiveMessage": ["kms:Decrypt"], "sns:Publish": ["kms:Decrypt", "kms:GenerateDataKey"],
  "kinesis:PutRecords": ["kms:GenerateDataKey"], "secretsmanager:GetSecretValue": ["kms:Decrypt"], "secretsmanager:PutSecretValue": ["kms:Decrypt", "kms:GenerateDataKey"],
};

/** How the key of the data is used for a call: by the caller, in the name of the service that keeps it. */
export function keyUses(world: World, { by, action, resource, context = {} }: Call): readonly Call[] {
  const actions = needs[action] ?? (action.startsWith("dynamodb:") ? ["kms:Decrypt"] : []);
  const data = actions.length === 0 ? undefined : keyOf(world, resource);
  if (data === undefined) return [];
  const via = { "kms:ViaService": `${action.split(":")[0] ?? ""}.${data.region}.amazonaws.com`, "kms:CallerAccount": account(data.keyArn) };
  return actions.map((use) => ({ by, action: use, resource: data.keyArn, context: { ...context, ...data.context, ...("role" in by && via) } }));
}

interface DataKey { readonly keyArn: string; readonly region: string; readonly context: Readonly<Record<string, string>> }

/** The key under which a resource keeps its data, from what the resource itself is told. */
export function keyOf(world: World, resource: string): DataKey | undefined {
  const [, , service = "", region = "", owner = "", rest = ""] = resource.split(":");
  const made = (keyArn: unknown, context: Record<string, string>, where = region): DataKey | undefined => (text(keyArn) === "" ? undefined : { keyArn: text(keyArn), region: where, context });
  const encryption = (key: string, value: string) => ({ [`kms:EncryptionContext:${key}`]: value });
  switch (service) {
    case "dynamodb": {
      const name = rest.split("/")[1] ?? "";
      const { inputs, outputs } = world.first("aws:dynamodb/table:Table", (each) => each.inputs["name"] === name, name);
      const replica = list(inputs["replicas"]).find((each) => each["regionName"] === region);
      const key = regionOf(text(outputs["arn"])) === region ? (inputs["serverSideEncryption"] as { kmsKeyArn?: string } | undefined)?.kmsKeyArn : replica?.["kmsKeyArn"];
      return made(key, { ...encryption("aws:dynamodb:tableName", name), ...encryption("aws:dynamodb:subscriberId", owner) });
    }
    case "s3": {
      const bucket = rest.split("/")[0] ?? "";
      const { inputs } = world.first("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", (each) => each.inputs["bucket"] === bucket, bucket);
      const [rule] = list(inputs["rules"]);
      const { kmsMasterKeyId } = (rule?.["applyServerSideEncryptionByDefault"] ?? {}) as { kmsMasterKeyId?: string };
      return made(kmsMasterKeyId, encryption("aws:s3:arn", rule?.["bucketKeyEnabled"] === true ? `arn:aws:s3:::${bucket}` : resource), regionOf(text(kmsMasterKeyId)));
    }
    case "sqs": return made(world.byArn("aws:sqs/queue:Queue", resource)?.inputs["kmsMasterKeyId"], encryption("aws:sqs:arn", resource));
    case "sns": return made(world.byArn("aws:sns/topic:Topic", resource)?.inputs["kmsMasterKeyId"], encryption("aws:sns:topicArn", resource));
    case "kinesis": return made(world.byArn("aws:kinesis/stream:Stream", resource)?.inputs["kmsKeyId"], encryption("aws:kinesis:arn", resource));
    case "secretsmanager": return secretKey(world, resource);
    default: return undefined;
  }
}

/** A secret stands in its first region, under that region's key; a replica under its own. */
function secretKey(world: World, resource: string): DataKey | undefined {
  const region = regionOf(resource);
  const name = resource.split(":").slice(6).join(":").replace(/-(?:[A-Za-z0-9]{6}|\?{6})$/, "");
  const { inputs, outputs } = world.first("aws:secretsmanager/secret:Secret", (each) => each.inputs["name"] === name, name);
  const key = regionOf(text(outputs["arn"])) === region ? inputs["kmsKeyId"] : list(inputs["replicas"]).find((each) => each["region"] === region)?.["kmsKeyId"];
  return text(key) === "" ? undefined : { keyArn: text(key), region, context: {} };
}

function common(by: Principal): Record<string, string> {
  return "role" in by ? { "aws:PrincipalAccount": account(by.role), "aws:PrincipalArn": by.role, "aws:SecureTransport": "true" } : { "aws:SecureTransport": "true" };
}

const who = (by: Principal): string => ("service" in by ? by.service : by.role.split("/").at(-1)?.replace(/-[0-9a-f]{7}$/, "") ?? by.role);

/** An ARN for people: no account, and no suffix that the recorder has drawn. */
export function short(arn: string): string {
  const [, , service = "", , , ...rest] = arn.split(":");
  return `${service} ${rest.join(":").replace(/-[0-9a-f]{7}$/, "")}`;
}
