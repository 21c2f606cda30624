import { obstacles, refusals, trustProblems } from "./permit";
import type { Here, Hop } from "./walk";
import { json, list, text, texts, type Found, type Json, type World } from "./world";

/** From what happens to whoever is told of it: files to their queue, queues and topics and clocks to functions, devices to their records. */
export function eventHops(world: World, here: Here): readonly Hop[] {
  const own = (type: string): readonly Found[] => world.all(type).filter(({ name }) => name.startsWith(`${here.place}-`));
  const hop = (name: string, problems: () => string[]): Hop => ({ name, problems });
  return [
    ...own("aws:s3/bucketNotification:BucketNotification").map((each) => hop(`files → ${each.name}`, () => noticeProblems(world, each))),
    ...["uploads-worker", "messaging-sender"].map((key) => hop(`queue → ${key}`, () => pollProblems(world, world.one("aws:lambda/eventSourceMapping:EventSourceMapping", `${here.place}-${key}`)))),
    ...["messaging-heard", "messaging-notifications-events"].map((key) => hop(`topic → ${key}`, () => subscriptionProblems(world, world.one("aws:sns/topicSubscription:TopicSubscription", `${here.place}-${key}`)))),
    ...own("aws:cloudwatch/eventRule:EventRule").map((each) => hop(`clock → ${each.name}`, () => clockProblems(world, each))),
    ...own("aws:cloudwatch/metricAlarm:MetricAlarm").map((each) => hop(`alarm ${each.name} → operators`, () => alarmProblems(world, each))),
    ...own("aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination").map((each) => hop(`e-mail → ${each.name}`, () => tellProblems(world, {
      destination: json(each.inputs["eventDestination"]), sets: `ses:${here.region}:ACCOUNT:configuration-set/${text(each.inputs["configurationSetName"])}`,
    }, "ses.amazonaws.com"))),
    ...own("aws:pinpoint/smsvoicev2EventDestination:Smsvoicev2EventDestination").map((each) => hop(`text messages → ${each.name}`, () => tellProblems(world, {
      destination: each.inputs, sets: `sms-voice:${here.region}:ACCOUNT:configuration-set/${text(each.inputs["configurationSetName"])}`,
    }, "sms-voice.amazonaws.com"))),
    hop("uploads → their queue", () => (own("aws:s3/bucketNotification:BucketNotification").length > 0 ? [] : ["nothing tells of files"])),
    ...own("aws:secretsmanager/secretRotation:SecretRotation").map((each) => hop(`rotation ${each.name}`, () => rotationProblems(world, each))),
    ...own("aws:cloudwatch/logGroup:LogGroup").map((each) => hop(`words → ${each.name}`, () => wordProblems(world, each, here))),
    ...[...own("aws-native:cognito:UserPool"), ...own("aws-native:cognito:UserPoolRegionalConfigurationAttachment")].map((each) => hop(`${each.name} → its functions`, () => poolProblems(world, each, here))),
    hop("devices → records", () => syncProblems(world, here)),
  ];
}

/** A pool, and a replica in the name of its own region, calls the functions that it names. */
function poolProblems(world: World, { inputs }: Found, { region }: Here): string[] {
  const arn = text(world.all("aws-native:cognito:UserPool")[0]?.outputs["arn"]).replace(/^(arn:aws:cognito-idp):[^:]+:/, `$1:${region}:`);
  const named = Object.values(json(inputs["lambdaConfig"])).map((each) => text(each) || text(json(each)["lambdaArn"]));
  return named.length === 0 ? ["it asks nobody"] : named.flatMap((resource) => refusals(world, {
    by: { service: "cognito-idp.amazonaws.com" }, action: "lambda:InvokeFunction", resource, context: { "aws:SourceArn": arn, "aws:SourceAccount": accountOf(arn) },
  }));
}

const accountOf = (arn: string): string => arn.split(":")[4] ?? "";

function noticeProblems(world: World, { inputs }: Found): string[] {
  const { outputs } = world.first("aws:s3/bucket:Bucket", (each) => each.outputs["bucket"] === inputs["bucket"], text(inputs["bucket"]));
  return list(inputs["queues"]).flatMap(({ queueArn }) => obstacles(world, {
    by: { service: "s3.amazonaws.com" }, action: "sqs:SendMessage", resource: text(queueArn),
    context: { "aws:SourceArn": text(outputs["arn"]), "aws:SourceAccount": accountOf(text(queueArn)) },
  }));
}

/** Lambda takes from a queue in the function's name; what fails too often goes to a queue that takes it. */
function pollProblems(world: World, { inputs }: Found): string[] {
  const queue = world.first("aws:sqs/queue:Queue", ({ outputs }) => outputs["arn"] === inputs["eventSourceArn"], text(inputs["eventSourceArn"]));
  const found = world.first("aws:lambda/function:Function", ({ outputs }) => outputs["name"] === inputs["functionName"], text(inputs["functionName"]));
  const aside = world.byArn("aws:sqs/queue:Queue", json(JSON.parse(text(queue.inputs["redrivePolicy"]) || "{}"))["deadLetterTargetArn"]);
  const allowed = world.all("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy").filter((each) => each.inputs["queueUrl"] === aside?.id).map((each) => json(JSON.parse(text(each.inputs["redriveAllowPolicy"]))));
  return [
    ...["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"].flatMap((action) => obstacles(world, { by: { role: text(found.inputs["role"]) }, action, resource: text(queue.outputs["arn"]) })),
    ...(Number(queue.inputs["visibilityTimeoutSeconds"]) >= Number(found.inputs["timeout"]) * 6 ? [] : ["a message comes again while it is worked on"]),
    ...(aside === undefined ? ["what fails too often goes nowhere"] : []),
    ...(allowed.every((each) => texts(each["sourceQueueArns"]).includes(text(queue.outputs["arn"]))) ? [] : [`${aside?.name ?? "the queue for it"} takes nothing from ${queue.name}`]),
  ];
}

function subscriptionProblems(world: World, { inputs }: Found): string[] {
  const topic = text(inputs["topic"]);
  world.first("aws:sns/topic:Topic", ({ outputs }) => outputs["arn"] === topic, topic);
  const action = { sqs: "sqs:SendMessage", lambda: "lambda:InvokeFunction" }[text(inputs["protocol"])];
  return action === undefined ? [] : obstacles(world, {
    by: { service: "sns.amazonaws.com" }, action, resource: text(inputs["endpoint"]), context: { "aws:SourceArn": topic, "aws:SourceAccount": accountOf(topic) },
  });
}

function clockProblems(world: World, rule: Found): string[] {
  const targets = world.all("aws:cloudwatch/eventTarget:EventTarget").filter(({ inputs }) => inputs["rule"] === rule.outputs["name"]);
  const arn = text(rule.outputs["arn"]);
  return targets.length === 0 ? ["it calls nobody"] : targets.filter(({ inputs }) => text(inputs["arn"]).includes(":function:")).flatMap(({ inputs }) => refusals(world, {
    by: { service: "events.amazonaws.com" }, action: "lambda:InvokeFunction", resource: text(inputs["arn"]), context: { "aws:SourceArn": arn, "aws:SourceAccount": accountOf(arn) },
  }));
}

function alarmProblems(world: World, { inputs, outputs }: Found): string[] {
  const topics = texts(inputs["alarmActions"]).filter((arn) => arn.includes(":sns:"));
  return topics.length === 0 ? ["nobody hears it"] : topics.flatMap((resource) => {
    world.first("aws:sns/topic:Topic", (each) => each.outputs["arn"] === resource, resource);
    return obstacles(world, {
      by: { service: "cloudwatch.amazonaws.com" }, action: "sns:Publish", resource, context: { "aws:SourceArn": text(outputs["arn"]), "aws:SourceAccount": accountOf(resource) },
    });
  });
}

/** What becomes of messages is told to a topic, or written down. */
function tellProblems(world: World, { sets, destination }: { readonly sets: string; readonly destination: Json }, service: string): string[] {
  const { iamRoleArn, logGroupArn } = json(destination["cloudwatchLogsDestination"]);
  const resource = text(json(destination["snsDestination"])["topicArn"]);
  const account = accountOf(resource || text(logGroupArn));
  const context = { "aws:SourceArn": `arn:aws:${sets.replace("ACCOUNT", account)}`, "aws:SourceAccount": account };
  if (iamRoleArn !== undefined) return [
    ...trustProblems(world, { role: text(iamRoleArn), service, context }), ...["CreateLogStream", "DescribeLogStreams", "PutLogEvents"].flatMap((action) =>
      refusals(world, { by: { role: text(iamRoleArn) }, action: `logs:${action}`, resource: `${text(logGroupArn)}:log-stream:x` })),
  ];
  world.first("aws:sns/topic:Topic", ({ outputs }) => outputs["arn"] === resource, resource);
  return obstacles(world, { by: { service }, action: "sns:Publish", resource, context });
}

function rotationProblems(world: World, { inputs }: Found): string[] {
  const secret = text(inputs["secretId"]);
  return refusals(world, {
    by: { service: "secretsmanager.amazonaws.com" }, action: "lambda:InvokeFunction", resource: text(inputs["rotationLambdaArn"]),
    context: { "aws:SourceArn": secret, "aws:SourceAccount": accountOf(secret) },
  });
}

/** A log group takes what its key lets it seal. Source: CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS". */
function wordProblems(world: World, { inputs, outputs }: Found, { region }: Here): string[] {
  const resource = text(inputs["kmsKeyId"]);
  world.first("aws:kms/key:Key", (each) => each.outputs["arn"] === resource, resource);
  return ["Decrypt", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo"].flatMap((action) => refusals(world, {
    by: { service: `logs.${region}.amazonaws.com` }, action: `kms:${action}`, resource, context: { "kms:EncryptionContext:aws:logs:arn": text(outputs["arn"]) },
  }));
}

/** AppSync asks who calls, and reads and writes records as the roles of its data sources. */
function syncProblems(world: World, { place, region }: Here): string[] {
  const api = world.one("aws:appsync/graphQLApi:GraphQLApi", `${place}-sync`);
  const arn = text(api.outputs["arn"]);
  const { inputs: { name } } = world.first("aws:dynamodb/table:Table", (each) => each.name.endsWith("-tables-sync-records"), "sync-records");
  const table = `arn:aws:dynamodb:${region}:${accountOf(arn)}:table/${text(name)}`;
  const roleOf = (key: string): string => text(world.one("aws:appsync/dataSource:DataSource", `${place}-sync-${key}`).inputs["serviceRoleArn"]);
  const asks = { read: [["GetItem", table], ["Query", table], ["Query", `${table}/index/changes`], ["Query", `${table}/index/memberships`]], write: [["DeleteItem", table], ["GetItem", table], ["PutItem", table]] } as const;
  const logs = text(json(api.inputs["logConfig"])["cloudwatchLogsRoleArn"]);
  return [
    ...trustProblems(world, { role: logs, service: "appsync.amazonaws.com", context: { "aws:SourceArn": arn } }),
    ...["CreateLogGroup", "CreateLogStream", "PutLogEvents"].flatMap((action) =>
      refusals(world, { by: { role: logs }, action: `logs:${action}`, resource: `arn:aws:logs:${region}:${accountOf(arn)}:log-group:/aws/appsync/apis/${api.id}:log-stream:x` })),
    ...refusals(world, {
      by: { service: "appsync.amazonaws.com" }, action: "lambda:InvokeFunction", resource: text(json(api.inputs["lambdaAuthorizerConfig"])["authorizerUri"]),
      context: { "aws:SourceArn": arn, "aws:SourceAccount": accountOf(arn) },
    }),
    ...Object.entries(asks).flatMap(([key, calls]) => [
      ...trustProblems(world, { role: roleOf(key), service: "appsync.amazonaws.com", context: { "aws:SourceArn": arn } }),
      ...calls.flatMap(([action, resource]) => obstacles(world, { by: { role: roleOf(key) }, action: `dynamodb:${action}`, resource })),
    ]),
  ];
}
