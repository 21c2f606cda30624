import { callProblems, functionActor, functionType, idleGrants, outsideOf } from "./actors";
import { birthCalls, functionCalls, type Site } from "./calls";
import { seatProblems, unmetRules, type Seat } from "./network";
import { obstacles, refusals, trustProblems } from "./permit";
import type { Here, Hop } from "./walk";
import { json, text, texts, type Found, type World } from "./world";

/** From each function of a place to what it is for, and to what every function needs. */
export function functionHops(world: World, here: Here): readonly Hop[] {
  const { place } = here;
  const functions = world.all(functionType).filter(({ name }) => name.startsWith(`${place}-`));
  const site = siteOf(world, here);
  const named = [...new Set([...Object.keys(functionCalls), ...(here.birth ? Object.keys(birthCalls) : [])])].map((key): Hop => ({ name: `${key} → what it is for`, problems: () => {
    const found = world.one(functionType, `${place}-${key}`);
    const { seat, roleArn } = functionActor(found);
    const outside = outsideOf(world, found);
    const calls = [...functionCalls[key]?.(site) ?? [], ...(here.birth ? birthCalls[key]?.(site) ?? [] : [])];
    return calls.flatMap(([resource, ...actions]) => actions.flatMap((action) =>
      callProblems(world, { roleArn, seat: outside({ action, resource }) ? undefined : seat }, { action, resource, context: { "s3:prefix": "users/u/" } })));
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

function siteOf(world: World, { place, region }: Here): Site {
  const arnOf = (type: string, name: string): string => text(world.one(type, name).outputs["arn"]);
  return {
    table(key) {
      const { inputs, outputs } = world.first("aws:dynamodb/table:Table", ({ name }) => name.endsWith(`-tables-${key}`), key);
      return `arn:aws:dynamodb:${region}:${text(outputs["arn"]).split(":")[4] ?? ""}:table/${text(inputs["name"])}`;
    },
    bucket: (key) => arnOf("aws:s3/bucket:Bucket", `${place}-${key}`),
    queue: (key) => arnOf("aws:sqs/queue:Queue", `${place}-${key}`),
    secret(key) {
      const { outputs } = world.first("aws:secretsmanager/secret:Secret", ({ name }) => name.endsWith(`-${key}`), key);
      return text(outputs["arn"]).replace(/:secretsmanager:[a-z0-9-]+:/, `:secretsmanager:${region}:`);
    },
    app: () => world.all("aws:pinpoint/app:App").filter(({ name }) => name.startsWith(place)).map(({ outputs }) => text(outputs["arn"]))[0],
    email: () => ["aws:sesv2/emailIdentity:EmailIdentity", "aws:sesv2/configurationSet:ConfigurationSet"].flatMap((type) =>
      world.all(type).filter(({ name }) => name.startsWith(place)).map(({ outputs }) => text(outputs["arn"]))),
    stream: (key) => arnOf("aws:kinesis/stream:Stream", `${place}-${key}`),
    pool: () => text(world.first("aws-native:cognito:UserPool", ({ name }) => name.startsWith(place), `of ${place}`).outputs["arn"]),
  };
}
