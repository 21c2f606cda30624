import assert from "node:assert/strict";
import { SyncApi, type SyncApiArgs } from "../../../components/sync";
import { type Statement } from "../../../components/core/iam";
import { type Place } from "../../../components/core/place";
import { readRecords, writeRecords } from "../../../components/sync/access";
import { resolverCode } from "../../support/appsync/api";
import { Places, rules } from "../../support/appsync/places";
import { record, value, type Nodes } from "../../support/record";
import { ann, bob, changes, own, put, remove, share, trip } from "./fixture";

const place: Place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
/** Every IAM action that statements allow, sorted. */
const allowedActions = (statements: readonly Statement[]): string[] => [...new Set(statements.flatMap(({ Action }) => Action as string[]))].sort();

const table = { place, tableName: "understudy-prod-sync-records", keyArn: "arn:tables-key" };
const args: SyncApiArgs = {
  place, table, rules, introspection: false, alarmActionArns: ["arn:operators"],
  program: { schema: "type Query { a: Int }", code: resolverCode() },
  authorizer: { arn: "arn:authorizer", name: "authorizer" },
  logs: { keyArn: "arn:logs-key", retentionDays: 90, fields: "errors" },
};
const build = (change: Partial<SyncApiArgs> = {}) => record((opts) => new SyncApi("use2-sync", { ...args, ...change }, opts),
  (type) => (type === "aws:appsync/graphQLApi:GraphQLApi" ? { uris: { GRAPHQL: "https://graphql", REALTIME: "wss://realtime" } } : {}));
const api = (graph: Nodes) => graph.one("aws:appsync/graphQLApi:GraphQLApi", "use2-sync").inputs;

describe("SyncApi", () => {
  it("asks the place's own function who calls, answers no more than an app asks, and shows nobody its schema", async () => {
    const { graph } = await build();
    assert.deepEqual(api(graph), {
      schema: args.program.schema, authenticationType: "AWS_LAMBDA", visibility: "GLOBAL", introspectionConfig: "DISABLED",
      lambdaAuthorizerConfig: { authorizerUri: "arn:authorizer", authorizerResultTtlInSeconds: 60, identityValidationExpression: "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$" },
      queryDepthLimit: 5, resolverCountLimit: 10, xrayEnabled: true,
      logConfig: { cloudwatchLogsRoleArn: "arn:aws:test:::use2-sync-logs", fieldLogLevel: "ERROR", excludeVerboseContent: true },
    });
    const [permission] = graph.ofType("aws:lambda/permission:Permission");
    assert.deepEqual(permission?.inputs, { action: "lambda:InvokeFunction", function: "authorizer", principal: "appsync.amazonaws.com", sourceArn: "arn:aws:test:::use2-sync" });
  });

  it("keeps no answer: whoever asks next may be somebody else", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.ofType("aws:appsync/apiCache:ApiCache"), []);
    assert.deepEqual(graph.ofType("aws:appsync/resolver:Resolver").filter(({ inputs }) => inputs["cachingConfig"] !== undefined), []);
  });

  it("logs without contents, more of it where asked, under the place's key, and for as long as told", async () => {
    const { graph } = await build({ introspection: true, logs: { ...args.logs, fields: "all" } });
    assert.deepEqual([api(graph)["introspectionConfig"], api(graph)["logConfig"]],
      ["ENABLED", { cloudwatchLogsRoleArn: "arn:aws:test:::use2-sync-logs", fieldLogLevel: "ALL", excludeVerboseContent: true }]);
    assert.deepEqual(graph.one("aws:cloudwatch/logGroup:LogGroup", "use2-sync").inputs, { name: "/aws/appsync/apis/use2-sync-id", kmsKeyId: "arn:logs-key", retentionInDays: 90 });
  });

  it("answers every field by its functions, each told where it is", async () => {
    const { graph } = await build();
    const resolvers = graph.inputs("aws:appsync/resolver:Resolver");
    assert.deepEqual(resolvers["use2-sync-mutation-put"], {
      apiId: "use2-sync-id", type: "Mutation", field: "put", kind: "PIPELINE", runtime: { name: "APPSYNC_JS", runtimeVersion: "1.0.0" },
      pipelineConfig: { functions: ["admit", "read", "write"].map((code) => `use2-sync-${code}-functionId`) },
      code: [
        'export function request(ctx) { ctx.stash.setup = {"place":"use2","tableName":"understudy-prod-sync-records","sharers":["provider"],"overlapMs":120000,"fullEveryMs":86400000,"tombstoneSeconds":7776000}; return {}; }',
        "export function response(ctx) { return ctx.prev.result; }", "",
      ].join("\n"),
    });
    assert.deepEqual(resolvers["use2-sync-subscription-changed"], {
      apiId: "use2-sync-id", type: "Subscription", field: "changed", kind: "UNIT", runtime: { name: "APPSYNC_JS", runtimeVersion: "1.0.0" },
      dataSource: "read", code: resolverCode()["on-changed"],
    });
    assert.deepEqual(Object.entries(graph.inputs("aws:appsync/function:Function")).map(([name, { dataSource, code }]) => [name.slice(10), dataSource, code === resolverCode()[name.slice(10)]]), [
      ["admit", "read", true], ["changes", "read", true], ["members", "read", true], ["read", "read", true], ["share", "write", true], ["spaces", "read", true],
      ["unshare", "write", true], ["write", "write", true],
    ]);
  });

  it("reaches the place's replica under two roles that AppSync alone takes up, for this account and region", async () => {
    const { graph } = await build();
    for (const source of ["read", "write"]) {
      assert.deepEqual(graph.one("aws:appsync/dataSource:DataSource", `use2-sync-${source}`).inputs, {
        apiId: "use2-sync-id", name: source, type: "AMAZON_DYNAMODB", serviceRoleArn: `arn:aws:test:::use2-sync-${source}`,
        dynamodbConfig: { tableName: table.tableName, region: "us-east-2" },
      });
      assert.ok(graph.one("aws:appsync/dataSource:DataSource", `use2-sync-${source}`).dependencies.includes(`aws:iam/rolePolicy:RolePolicy use2-sync-${source}`));
      assert.deepEqual(graph.one("aws:iam/role:Role", `use2-sync-${source}`).inputs["assumeRolePolicy"], { Version: "2012-10-17", Statement: [{
        Sid: "Assume", Effect: "Allow", Principal: { Service: "appsync.amazonaws.com" }, Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": "arn:aws:appsync:us-east-2:111122223333:apis/*" } },
      }] });
    }
  });

  it("gives each role what its resolvers ask for, and nothing else", () => {
    const places = new Places();
    share(places, ann, {});
    put(places, bob, { space: trip, write: "w1" });
    remove(places, bob, { space: trip, write: "w2", base: "w1" });
    const { after } = changes(places, ann, { space: own });
    changes(places, ann, { space: own, after });
    const { use2 } = places.apis;
    for (const field of ["spaces", "members", "record"]) use2.call("Query", field, { caller: bob, args: { space: trip, id: "r" } });
    use2.call("Subscription", "changed", { caller: bob, args: { space: trip } });
    use2.call("Mutation", "unshare", { caller: ann, args: { space: trip, member: "bob" } });
    const withKey = (needed: ReadonlySet<string>): string[] => [...needed, "kms:Decrypt"].sort();
    assert.deepEqual([allowedActions(readRecords(table)), allowedActions(writeRecords(table))], [withKey(use2.needed.read), withKey(use2.needed.write)]);
  });

  it("opens the key of the table only by way of DynamoDB, and for this table", () => {
    const arn = "arn:aws:dynamodb:us-east-2:111122223333:table/understudy-prod-sync-records";
    assert.deepEqual(readRecords(table).map(({ Resource }) => Resource), [[arn], [arn, `${arn}/index/changes`, `${arn}/index/memberships`], ["arn:tables-key"]]);
    assert.deepEqual(writeRecords(table).at(-1)?.Condition, { StringEquals: {
      "kms:ViaService": "dynamodb.us-east-2.amazonaws.com",
      "kms:EncryptionContext:aws:dynamodb:subscriberId": "111122223333", "kms:EncryptionContext:aws:dynamodb:tableName": "understudy-prod-sync-records",
    } });
  });

  it("tells operators of failures that are not the caller's", async () => {
    const { graph } = await build();
    assert.deepEqual(Object.entries(graph.inputs("aws:cloudwatch/metricAlarm:MetricAlarm")).map(([name, { metricName, dimensions, alarmActions }]) => [name, metricName, dimensions, alarmActions]), [
      ["use2-sync-connects", "ConnectServerError", { GraphQLAPIId: "use2-sync-id" }, ["arn:operators"]],
      ["use2-sync-errors", "5XXError", { GraphQLAPIId: "use2-sync-id" }, ["arn:operators"]],
      ["use2-sync-publishes", "PublishDataMessageServerError", { GraphQLAPIId: "use2-sync-id" }, ["arn:operators"]],
      ["use2-sync-refusals", "refusals-use2-sync-id", undefined, ["arn:operators"]],
      ["use2-sync-subscribes", "SubscribeServerError", { GraphQLAPIId: "use2-sync-id" }, ["arn:operators"]],
    ]);
  });

  it("counts what the table refuses out of its own log, since AppSync answers it with 200", async () => {
    const { graph } = await build();
    const filter = graph.one("aws:cloudwatch/logMetricFilter:LogMetricFilter", "use2-sync-refusals").inputs;
    assert.deepEqual(filter, {
      logGroupName: "/aws/appsync/apis/use2-sync-id", pattern: '"DynamoDB:" -"ConditionalCheckFailedException"',
      metricTransformation: { namespace: "Understudy/Sync", name: "refusals-use2-sync-id", value: "1", unit: "Count" },
    });
    const { namespace, metricName, evaluationPeriods, datapointsToAlarm } = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "use2-sync-refusals").inputs;
    assert.deepEqual({ namespace, metricName, evaluationPeriods, datapointsToAlarm }, { namespace: "Understudy/Sync", metricName: "refusals-use2-sync-id", evaluationPeriods: 3, datapointsToAlarm: 2 });
  });

  it("hands out where devices turn to", async () => {
    const { result } = await build();
    assert.deepEqual([await value(result.graphqlUrl), await value(result.realtimeUrl), await value(result.apiId)], ["https://graphql", "wss://realtime", "use2-sync-id"]);
  });

  it("refuses what AppSync would, all at once", async () => {
    const { admit: _, ...code } = resolverCode();
    await assert.rejects(build({ program: { schema: " ", code: { ...code, read: "x".repeat(32_769) } }, logs: { ...args.logs, retentionDays: 2 } }), { message: [
      "the schema is empty: want the text of schema.graphql", "there is no code for admit: want resolvers/admit.ts",
      "the code of read has 32769 characters: want 32768 at most",
      "logs.retentionDays is 2: want one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    ].join("\n") });
  });
});
