import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { allow } from "../../../components/core/iam";
import { LambdaFunction, type LambdaFunctionArgs } from "../../../components/core/lambda";
import { record, value, type Nodes } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const archive = new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = () => 1;") });
const args: LambdaFunctionArgs = {
  place,
  code: { archive, handler: "index.handler" },
  description: "Greets whoever calls",
  capacity: { memoryMiB: 256, timeoutSeconds: 30 },
  environment: {},
  keys: { functionsArn: "arn:functions-key", logsArn: "arn:logs-key" },
  grants: [],
  calls: { invokers: {}, failedEvents: "none" },
  watch: { logRetentionDays: 30, alarmActionArns: [] },
};
const network = {
  vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"],
  waysOut: {
    database: { port: 5432, securityGroupId: "sg-database" },
    s3: { port: 443, prefixListId: "pl-s3" },
    office: { port: 8443, cidr: "10.9.0.0/16" },
  },
};
const full: Partial<LambdaFunctionArgs> = { network, environment: { WHOM: "you" }, calls: { invokers: {}, failedEvents: "queue" } };

const build = (change: Partial<LambdaFunctionArgs> = {}, name = "use2-greet") =>
  record((opts) => new LambdaFunction(name, { ...args, ...change }, opts));
const tokens = {
  function: "aws:lambda/function:Function", rolePolicy: "aws:iam/rolePolicy:RolePolicy", alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  permission: "aws:lambda/permission:Permission", group: "aws:ec2/securityGroup:SecurityGroup", logGroup: "aws:cloudwatch/logGroup:LogGroup",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", queue: "aws:sqs/queue:Queue",
};

/** Inputs of the function, less its code. */
function asked(graph: Nodes): Record<string, unknown> {
  const { code: _, ...inputs } = graph.one(tokens.function, "use2-greet").inputs;
  return inputs;
}

const statements = (graph: Nodes, name: string): { Sid: string }[] =>
  (graph.one(tokens.rolePolicy, name).inputs as { policy: { Statement: { Sid: string }[] } }).policy.Statement;

describe("LambdaFunction", () => {
  it("is no more than a function, a role, a log group and two alarms when it needs no more", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.identities, [
      "aws:cloudwatch/logGroup:LogGroup use2-greet",
      "aws:cloudwatch/metricAlarm:MetricAlarm use2-greet-errors",
      "aws:cloudwatch/metricAlarm:MetricAlarm use2-greet-throttles",
      "aws:iam/role:Role use2-greet",
      "aws:iam/rolePolicy:RolePolicy use2-greet-runtime",
      "aws:lambda/function:Function use2-greet",
      "understudy:core:LambdaFunction use2-greet",
    ]);
    assert.deepEqual(graph.inputs(tokens.logGroup), { "use2-greet": { kmsKeyId: "arn:logs-key", retentionInDays: 30 } });
    assert.deepEqual(asked(graph), {
      runtime: "nodejs24.x", architectures: ["arm64"], handler: "index.handler", description: "Greets whoever calls",
      role: "arn:aws:test:::use2-greet", memorySize: 256, timeout: 30,
      loggingConfig: { logGroup: "use2-greet-name", logFormat: "JSON", applicationLogLevel: "INFO", systemLogLevel: "INFO" },
      tracingConfig: { mode: "Active" },
    });
    assert.deepEqual(statements(graph, "use2-greet-runtime").map(({ Sid }) => Sid), ["WriteLogs", "SendTraces"]);
  });

  it("takes an error for a no, and most of them for a failure, where there is no other way to say no", async () => {
    const { graph } = await build({ watch: { ...args.watch, errors: "most" } });
    const metric = (id: string, metricName: string) =>
      ({ id, metric: { namespace: "AWS/Lambda", metricName, dimensions: { FunctionName: "use2-greet-name" }, period: 300, stat: "Sum" } });
    assert.deepEqual(graph.one(tokens.alarm, "use2-greet-errors").inputs, {
      alarmDescription: "Most calls ended in an error", evaluationPeriods: 3, datapointsToAlarm: 3, comparisonOperator: "GreaterThanThreshold", threshold: 50,
      treatMissingData: "notBreaching", alarmActions: [],
      metricQueries: [
        { id: "percent", expression: "100 * errors / calls", label: "Calls that ended in an error, in percent", returnData: true }, metric("errors", "Errors"), metric("calls", "Invocations"),
      ],
    });
  });

  it("encrypts its environment, keeps failed events, stands in the network and reserves capacity when asked to", async () => {
    const { graph, result } = await build({ ...full, capacity: { ...args.capacity, reservedConcurrency: 5 } });
    assert.deepEqual(asked(graph), {
      ...asked((await build()).graph),
      reservedConcurrentExecutions: 5,
      environment: { variables: { WHOM: "you" } }, kmsKeyArn: "arn:functions-key",
      deadLetterConfig: { targetArn: "arn:aws:test:::use2-greet-failed" },
      vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["use2-greet-id"] },
    });
    assert.deepEqual(graph.inputs(tokens.queue), { "use2-greet-failed": { kmsMasterKeyId: "arn:functions-key", messageRetentionSeconds: 1_209_600 } });
    assert.deepEqual(graph.one("aws:sqs/queuePolicy:QueuePolicy", "use2-greet-failed").inputs, {
      queueUrl: "use2-greet-failed-id",
      policy: { Version: "2012-10-17", Statement: [{
        Sid: "DenyPlaintext", Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: "arn:aws:test:::use2-greet-failed",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }] },
    });
    const { securityGroupId, failedEventsArn } = result;
    assert.deepEqual([await value(securityGroupId ?? pulumi.output("")), await value(failedEventsArn ?? pulumi.output(""))],
      ["use2-greet-id", "arn:aws:test:::use2-greet-failed"]);
  });

  it("may do what every function does, and its own code may not touch the network's interfaces", async () => {
    const { graph } = await build(full);
    const change = ["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses"];
    const see = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"];
    const via = (service: string): object => ({ StringEquals: { "kms:ViaService": `${service}.us-east-2.amazonaws.com` } });
    assert.deepEqual(statements(graph, "use2-greet-runtime"), [
      { Sid: "WriteLogs", Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: ["arn:aws:test:::use2-greet:*"] },
      { Sid: "SendTraces", Effect: "Allow", Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], Resource: ["*"] },
      { Sid: "OpenEnvironment", Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["arn:functions-key"], Condition: via("lambda") },
      { Sid: "KeepFailedEvents", Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ["arn:aws:test:::use2-greet-failed"] },
      {
        Sid: "EncryptFailedEvents", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: ["arn:functions-key"],
        Condition: via("sqs"),
      },
      { Sid: "SeeNetwork", Effect: "Allow", Action: see, Resource: ["*"] },
      { Sid: "JoinNetwork", Effect: "Allow", Action: change, Resource: ["arn:aws:ec2:us-east-2:111122223333:*/*"] },
      {
        Sid: "NotByOwnCode", Effect: "Deny", Action: [...change.slice(0, 3), ...see, ...change.slice(3)], Resource: ["*"],
        Condition: { ArnLike: { "lambda:SourceFunctionArn": "arn:aws:lambda:us-east-2:111122223333:function:*" } },
      },
    ]);
    assert.deepEqual(graph.one("aws:iam/role:Role", "use2-greet").inputs["assumeRolePolicy"], {
      Version: "2012-10-17",
      Statement: [{ Sid: "Assume", Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
  });

  it("may do beyond that what its grants say, in a policy of their own", async () => {
    const grant = allow({ sid: "ReadIt", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::it/*"] });
    const { graph } = await build({ grants: [grant] });
    assert.deepEqual(graph.one(tokens.rolePolicy, "use2-greet").inputs["policy"], { Version: "2012-10-17", Statement: [grant] });
  });

  it("opens nothing but the ways out that it names", async () => {
    const { graph } = await build(full);
    const rule = { securityGroupId: "use2-greet-id", ipProtocol: "tcp" };
    assert.deepEqual(graph.inputs(tokens.egress), {
      "use2-greet-database-out": { ...rule, fromPort: 5432, toPort: 5432, description: "To database", referencedSecurityGroupId: "sg-database" },
      "use2-greet-office-out": { ...rule, fromPort: 8443, toPort: 8443, description: "To office", cidrIpv4: "10.9.0.0/16" },
      "use2-greet-s3-out": { ...rule, fromPort: 443, toPort: 443, description: "To s3", prefixListId: "pl-s3" },
    });
    assert.deepEqual(graph.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), []);
  });

  it("has its log, its rights and its ways out before its first call, and its rights until its interfaces are gone", async () => {
    const { graph } = await build({ ...full, grants: [allow({ sid: "ReadIt", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::it/*"] })] });
    assert.deepEqual(graph.one(tokens.function, "use2-greet").dependencies, [
      "aws:cloudwatch/logGroup:LogGroup use2-greet",
      "aws:ec2/securityGroup:SecurityGroup use2-greet",
      "aws:iam/role:Role use2-greet",
      "aws:iam/rolePolicy:RolePolicy use2-greet",
      "aws:iam/rolePolicy:RolePolicy use2-greet-runtime",
      "aws:sqs/queue:Queue use2-greet-failed",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule use2-greet-database-out",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule use2-greet-office-out",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule use2-greet-s3-out",
    ]);
    assert.deepEqual(graph.one(tokens.group, "use2-greet").dependencies, ["aws:iam/rolePolicy:RolePolicy use2-greet-runtime"]);
  });

  it("lets a service call it for one resource of this account, and checks the account where the service tells it", async () => {
    const { graph } = await build({ calls: { failedEvents: "none", invokers: {
      rotation: { principal: "secretsmanager.amazonaws.com", sourceArn: "arn:secret", account: "told" },
      nightly: { principal: "events.amazonaws.com", sourceArn: "arn:rule", account: "in-arn" },
    } } });
    const permission = { action: "lambda:InvokeFunction", function: "use2-greet-name" };
    assert.deepEqual(graph.inputs(tokens.permission), {
      "use2-greet-nightly": { ...permission, principal: "events.amazonaws.com", sourceArn: "arn:rule" },
      "use2-greet-rotation": { ...permission, principal: "secretsmanager.amazonaws.com", sourceArn: "arn:secret", sourceAccount: "111122223333" },
    });
  });

  it("tells of errors, of calls turned away, and of events given up, kept or lost", async () => {
    const { graph } = await build({ ...full, watch: { ...args.watch, alarmActionArns: ["arn:topic"] } });
    const alarm = {
      period: 60, evaluationPeriods: 1, comparisonOperator: "GreaterThanThreshold", threshold: 0, treatMissingData: "notBreaching",
      alarmActions: ["arn:topic"],
    };
    const calls = { ...alarm, namespace: "AWS/Lambda", dimensions: { FunctionName: "use2-greet-name" }, statistic: "Sum" };
    assert.deepEqual(graph.inputs(tokens.alarm), {
      "use2-greet-errors": { ...calls, metricName: "Errors", alarmDescription: "A call ended in an error" },
      "use2-greet-throttles": { ...calls, metricName: "Throttles", alarmDescription: "A call was turned away, since too many ran at once" },
      "use2-greet-lost": {
        ...calls, metricName: "DeadLetterErrors", alarmDescription: "An event was given up and could not even be kept: look at the queue, its key and the role",
      },
      "use2-greet-failed": {
        ...alarm, namespace: "AWS/SQS", metricName: "ApproximateNumberOfMessagesVisible", dimensions: { QueueName: "use2-greet-failed-name" },
        statistic: "Maximum", alarmDescription: "An event was given up: read it in the queue, put right what it met, and send it again",
      },
    });
  });

  it("refuses what Lambda would refuse, all of it at once", async () => {
    const name = `use2-${"n".repeat(52)}`;
    await assert.rejects(build({
      description: "",
      capacity: { memoryMiB: 64, timeoutSeconds: 901, reservedConcurrency: 0 },
      environment: { AWS_REGION: "us-east-2", "1ST": "x" },
      network: { ...network, waysOut: { database: { port: 70_000, cidr: "10.0.0.0/16" } } },
      watch: { logRetentionDays: 31, alarmActionArns: [] },
    }, name), { message: [
      `${name} has 57 characters: want 56 at most, so that a lambdaFunction has room for its suffix; shorten the place's key or the part that an owner named`,
      "memoryMiB is 64: want a whole number from 128 to 10240",
      "timeoutSeconds is 901: want a whole number from 1 to 900",
      "reservedConcurrency is 0: want a whole number, 1 or more, or none at all",
      "description has 0 characters: want 1 to 256",
      "logRetentionDays is 31: want one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      "environment has AWS_REGION: Lambda keeps that name for itself, so choose another",
      "environment has 1ST: want a name of two or more letters, digits and underscores, a letter first",
      "port of database is 70000: want a whole number from 1 to 65535",
    ].join("\n") });
  });
});
