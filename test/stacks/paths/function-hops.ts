import { callProblems, functionActor, functionType, idleGrants, outsideOf } from "./actors";
import { birthCalls, functionCalls, type CallLine, type Calls } from "./calls";
import { failoverCalls } from "./failover-calls";
import { seatProblems, unmetRules, type Seat } from "./network";
import { obstacles, refusals, trustProblems } from "./permit";
import { birthSignInCalls, challengeCalls, signInCalls } from "./sign-in-calls";
import { siteOf } from "./site";
import type { Here, Hop } from "./walk";
import { json, text, texts, type Found, type World } from "./world";

/** From each function of a place to what it is for, and to what every function needs. */
export function functionHops(world: World, here: Here): readonly Hop[] {
  const { place } = here;
  const functions = world.all(functionType).filter(({ name }) => name.startsWith(`${place}-`));
  const site = siteOf(world, here);
  const calls = callsOf(here);
  const stands = (key: string): boolean => functions.some(({ name }) => name === `${place}-${key}`);
  const named = Object.entries(calls).filter(([key]) => !(key in challengeCalls) || stands(key)).map(([key, lines]): Hop => ({ name: `${key} → what it is for`, problems: () => {
    const found = world.one(functionType, `${place}-${key}`);
    const { seat, roleArn } = functionActor(found);
    const outside = outsideOf(world, found);
    return lines.flatMap((of) => of(site)).map(lineOf).flatMap(({ resource, actions, context }) => actions.flatMap((action) =>
      callProblems(world, { roleArn, seat: outside({ action, resource }) ? undefined : seat }, { action, resource, context: { "s3:prefix": "users/u/", ...context } })));
  } }));
  return [
    ...named,
    { name: "groups that name each other", problems: () => unmetRules(world, place) },
    ...functions.flatMap((found): Hop[] => [
      { name: `${found.name} runs`, problems: () => runProblems(world, found, here) },
      { name: `${found.name} has no idle grant`, problems: () => idleGrants(world, functionActor(found), outsideOf(world, found)) },
    ]),
    ...["database-setup", "database-rotate"].flatMap((key) => functions.filter(({ name }) => name === `${place}-${key}`)).map((found): Hop =>
      ({ name: `${found.name} → database`, problems: () => databaseProblems(world, found, place) })),
  ];
}

/** Everything that functions of a place have to reach, by name. */
function callsOf({ birth }: Here): Readonly<Record<string, readonly Calls[]>> {
  const all = [functionCalls, signInCalls, challengeCalls, failoverCalls, ...(birth ? [birthCalls, birthSignInCalls] : [])];
  const names = [...new Set(all.flatMap((each) => Object.keys(each)))];
  return Object.fromEntries(names.map((name) => [name, all.flatMap((each) => each[name] ?? [])]));
}

function lineOf(line: CallLine): { readonly resource: string; readonly actions: readonly string[]; readonly context: Readonly<Record<string, string>> } {
  if ("resource" in line) return line;
  const [resource, ...actions] = line;
  return { resource, actions, context: {} };
}

/** Under its role, with its environment opened and its words written down; what it failed to handle is kept. */
function runProblems(world: World, { inputs, outputs }: Found, { region }: Here): string[] {
  const role = text(inputs["role"]);
  const [arn, account = ""] = [text(outputs["arn"]), role.split(":")[4]];
  const by = { role };
  const group = text(json(inputs["loggingConfig"])["logGroup"]);
  const failed = text(json(inputs["deadLetterConfig"])["targetArn"]);
  return [
    ...trustProblems(world, { role, service: "lambda.amazonaws.com" }),
    ...(json(inputs["environment"])["variables"] === undefined ? [] : refusals(world, {
      by, action: "kms:Decrypt", resource: text(inputs["kmsKeyArn"]), context: { "kms:ViaService": `lambda.${region}.amazonaws.com`, "kms:EncryptionContext:aws:lambda:FunctionArn": arn },
    })),
    ...["logs:CreateLogStream", "logs:PutLogEvents"].flatMap((action) => refusals(world, { by, action, resource: `arn:aws:logs:${region}:${account}:log-group:${group}:log-stream:x` })),
    ...["xray:PutTelemetryRecords", "xray:PutTraceSegments"].flatMap((action) => refusals(world, { by, action, resource: "*" })),
    ...(failed === "" ? [] : [
      ...(world.byArn("aws:sqs/queue:Queue", failed) === undefined ? ["what it failed to handle has no queue"] : []), ...obstacles(world, { by, action: "sqs:SendMessage", resource: failed }),
    ]),
    ...(json(inputs["vpcConfig"])["subnetIds"] === undefined ? [] : ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"].flatMap((action) => refusals(world, { by, action, resource: "*" }))),
    ...(json(inputs["vpcConfig"])["subnetIds"] === undefined ? [] : ["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses"]
      .flatMap((action) => refusals(world, { by, action, resource: `arn:aws:ec2:${region}:${account}:network-interface/x` }))),
  ];
}

function databaseProblems(world: World, found: Found, place: string): string[] {
  const { seat, roleArn } = functionActor(found);
  const cluster = world.one("aws:rds/cluster:Cluster", `${place}-database`);
  const group = world.first("aws:rds/subnetGroup:SubnetGroup", ({ outputs }) => outputs["name"] === cluster.inputs["dbSubnetGroupName"], `of ${place}`);
  const to: Seat = { subnetIds: texts(group.inputs["subnetIds"]), groupIds: texts(cluster.inputs["vpcSecurityGroupIds"]) };
  const [, , , region = "", account = ""] = text(cluster.outputs["arn"]).split(":");
  const secret = world.all("aws:secretsmanager/secret:Secret").find(({ name }) => name.endsWith("-database-master"));
  return [
    ...(seat === undefined ? ["it stands in no network"] : seatProblems(world, seat, { to, port: Number(cluster.inputs["port"]) })),
    ...callProblems(world, { roleArn, seat }, {
      action: "secretsmanager:GetSecretValue", resource: `arn:aws:secretsmanager:${region}:${account}:secret:${text(secret?.inputs["name"])}-${text(secret?.outputs["arn"]).slice(-6)}`,
    }),
  ];
}
