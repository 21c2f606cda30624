import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type Role } from "../../../components/core/place";
import { changes, record, value, type Nodes } from "../../support/record";
import { AccountLogging, invokeSigned } from "../../../components/api";
import { args, build, document, place } from "./fixture";

type Values = Readonly<Record<string, unknown>>;
const api = "aws:apigateway/";
const bodyIn = (graph: Nodes): Values => JSON.parse(String(graph.one(`${api}restApi:RestApi`, "use2-api").inputs["body"])) as Values;

describe("Api", () => {
  it("answers under its public name alone, in its region, over TLS 1.2 and later", async () => {
    const { graph, result } = await build();
    const { body: _, ...rest } = graph.one(`${api}restApi:RestApi`, "use2-api").inputs;
    assert.deepEqual(rest, {
      description: "Example", endpointConfiguration: { types: "REGIONAL", ipAddressType: "dualstack" }, disableExecuteApiEndpoint: true,
      minimumCompressionSize: "1024", parameters: { basepath: "ignore" },
    });
    assert.deepEqual(graph.inputs(`${api}domainName:DomainName`), { "use2-api": {
      domainName: "api.example.com", regionalCertificateArn: "arn:certificate", endpointConfiguration: { types: "REGIONAL", ipAddressType: "dualstack" }, securityPolicy: "TLS_1_2",
    } });
    assert.deepEqual(graph.inputs(`${api}basePathMapping:BasePathMapping`), { "use2-api": {
      restApi: "use2-api-id", stageName: "live", domainName: "api.example.com", basePath: "v1",
    } });
    assert.deepEqual([await value(result.restApiId), await value(result.target.dnsName)], ["use2-api-id", "use2-api-regionalDomainName"]);
  });

  it("publishes every change of its body, and the stage last", async () => {
    const { graph } = await build();
    const text = String(graph.one(`${api}restApi:RestApi`, "use2-api").inputs["body"]);
    assert.deepEqual(graph.inputs(`${api}deployment:Deployment`), { "use2-api": { restApi: "use2-api-id", triggers: { body: createHash("sha256").update(text).digest("hex") } } });
    const stage = graph.one(`${api}stage:Stage`, "use2-api");
    assert.deepEqual({ ...stage.inputs, accessLogSettings: undefined }, {
      restApi: "use2-api-id", stageName: "live", deployment: "use2-api-id", xrayTracingEnabled: true, cacheClusterEnabled: false, accessLogSettings: undefined,
    });
    assert.ok(stage.dependencies.includes("aws:cloudwatch/logGroup:LogGroup use2-api-errors"));
    assert.ok(graph.one(`${api}deployment:Deployment`, "use2-api").dependencies.includes("aws:lambda/permission:Permission use2-api-things"));
  });

  it("writes down who asked for what, under the place's key, and no header and no body", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.inputs("aws:cloudwatch/logGroup:LogGroup"), {
      "use2-api-access": { kmsKeyId: "arn:key:logs", retentionInDays: 30 },
      "use2-api-errors": { kmsKeyId: "arn:key:logs", retentionInDays: 30, name: "API-Gateway-Execution-Logs_use2-api-id/live" },
    });
    const { format, destinationArn } = graph.one(`${api}stage:Stage`, "use2-api").inputs["accessLogSettings"] as { format: string; destinationArn: string };
    assert.equal(destinationArn, "arn:aws:test:::use2-api-access");
    const fields = Object.values(JSON.parse(format) as Record<string, string>);
    assert.deepEqual(fields.filter((field) => !field.startsWith("$context.") || /input|header|querystring|token/i.test(field)), []);
  });

  it("holds every route to what all take together, and some to less, and traces no data", async () => {
    const { graph } = await build();
    const quiet = { metricsEnabled: true, loggingLevel: "ERROR", dataTraceEnabled: false, cachingEnabled: false };
    const of = { restApi: "use2-api-id", stageName: "live" };
    assert.deepEqual(graph.inputs(`${api}methodSettings:MethodSettings`), {
      "use2-api-every": { ...of, methodPath: "*/*", settings: { throttlingRateLimit: 100, throttlingBurstLimit: 50, ...quiet } },
      "use2-api-show-thing-signed": { ...of, methodPath: "signed~1things~1{id}/GET", settings: { throttlingRateLimit: 5, throttlingBurstLimit: 2, ...quiet } },
    });
  });

  it("may call its functions and its authorizer, and nothing else may in its name", async () => {
    const { graph } = await build();
    const permission = { action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" };
    assert.deepEqual(graph.inputs("aws:lambda/permission:Permission"), {
      "use2-api-things": { ...permission, function: "things", sourceArn: "use2-api-executionArn/live/*/*" },
      "use2-api-authorizer": { ...permission, function: "tokens", sourceArn: "use2-api-executionArn/authorizers/*" },
    });
  });

  it("tells operators of failures and of slowness", async () => {
    const { graph } = await build();
    const alarms = Object.entries(graph.inputs("aws:cloudwatch/metricAlarm:MetricAlarm")).map(([name, { metricName, threshold, dimensions, alarmActions }]) => [name, metricName, threshold, dimensions, alarmActions]);
    const dimensions = { ApiName: "use2-api-name", Stage: "live" };
    assert.deepEqual(alarms, [["use2-api-failures", "5XXError", 0.01, dimensions, ["arn:topic"]], ["use2-api-slow", "Latency", 3000, dimensions, ["arn:topic"]]]);
  });

  it("is the same whoever is primary", async () => {
    const as = async (role: Role): Promise<Nodes> => (await build({ place: Object.assign({ role }, place) })).graph;
    assert.deepEqual(changes(await as("primary"), await as("standby")), []);
  });

  it("refuses what it cannot be made from, all at once", async () => {
    const strange = { operationId: "showPlace", tags: ["others"], security: [{ token: [] }, { signature: [] }] };
    await assert.rejects(build({
      document: { ...document, paths: { ...document.paths, "/others": { get: strange } } },
      functions: { ...args.functions, idle: { arn: "a", functionName: "a" } },
      throttle: { all: { perSecond: 20_000, burst: 1 }, routes: { nobody: { perSecond: 1, burst: 2 } } },
      domain: { ...args.domain, basePath: "v1/x" }, webOrigin: "app.example.com",
    }), { message: [
      "operation showPlace is there twice: give each a name of its own",
      "operation showPlace has the tag others, which no function answers: want one of place, things, idle",
      "function idle answers no operation: want one with its tag",
      "operation showPlace at /others has several ways in: want one, and a path of its own for each other",
      "throttle of all has perSecond 20000: want a whole number from 1 to 10000, what the account has for all APIs of a region",
      "throttle names operation nobody: want one of showPlace, showThing, removeThing, showThingSigned, showPlace",
      "throttle of nobody is above that of all routes: want it lower, or leave it out",
      'domain.basePath is "v1/x": want one part of a path, such as v1',
      'webOrigin is "app.example.com": want an origin such as https://app.example.com, or *',
    ].join("\n") });
  });
});

describe("the body of an API", () => {
  const uri = (name: string): string => `arn:aws:apigateway:us-east-2:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-2:111122223333:function:${name}/invocations`;
  const integration = { type: "aws_proxy", httpMethod: "POST", uri: uri("things"), passthroughBehavior: "when_no_match" };

  it("joins each operation to its function, and answers for the place by itself", async () => {
    const paths = bodyIn((await build()).graph)["paths"] as Readonly<Record<string, Readonly<Record<string, Values>>>>;
    const key = "x-amazon-apigateway-integration";
    assert.deepEqual([paths["/things/{id}"]?.["get"]?.[key], paths["/things/{id}"]?.["delete"]?.[key], paths["/signed/things/{id}"]?.["get"]?.[key]], [integration, integration, integration]);
    assert.deepEqual(paths["/place"]?.["get"], {
      ...document.paths["/place"]?.["get"],
      responses: { 200: { description: "Done.", headers: { "Access-Control-Allow-Origin": { schema: { type: "string" } } } } },
      [key]: { type: "mock", requestTemplates: { "application/json": '{"statusCode":200}' }, responses: { default: {
        statusCode: "200", responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'https://app.example.com'" },
        responseTemplates: { "application/json": '{"place":"use2","region":"us-east-2"}' },
      } } },
    });
  });

  it("asks the authorizer for every token anew, and IAM for every signature", async () => {
    const { securitySchemes } = bodyIn((await build()).graph)["components"] as { securitySchemes: unknown };
    assert.deepEqual(securitySchemes, {
      token: {
        type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": { type: "request", identitySource: "method.request.header.Authorization", authorizerUri: uri("tokens"), authorizerResultTtlInSeconds: 0 },
      },
      signature: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
    });
  });

  it("validates every request, and tells browsers what they may send and why they were refused", async () => {
    const body = bodyIn((await build()).graph);
    const paths = body["paths"] as Readonly<Record<string, Readonly<Record<string, Values>>>>;
    assert.deepEqual([body["x-amazon-apigateway-request-validators"], body["x-amazon-apigateway-request-validator"]], [{ everything: { validateRequestBody: true, validateRequestParameters: true } }, "everything"]);
    const { responses } = paths["/things/{id}"]?.["options"]?.["x-amazon-apigateway-integration"] as { responses: { default: { responseParameters: Values } } };
    assert.deepEqual(responses.default.responseParameters, {
      "method.response.header.Access-Control-Allow-Origin": "'https://app.example.com'",
      "method.response.header.Access-Control-Allow-Headers": "'Authorization,Content-Type,X-Amz-Content-Sha256,X-Amz-Date,X-Amz-Security-Token'",
      "method.response.header.Access-Control-Allow-Methods": "'GET,DELETE,OPTIONS'",
      "method.response.header.Access-Control-Max-Age": "'7200'",
    });
    const refusal = {
      responseParameters: { "gatewayresponse.header.Access-Control-Allow-Origin": "'https://app.example.com'" },
      responseTemplates: { "application/json": '{"code":"$context.error.responseType","message":$context.error.messageString}' },
    };
    assert.deepEqual(body["x-amazon-apigateway-gateway-responses"], { DEFAULT_4XX: refusal, DEFAULT_5XX: refusal });
  });

  it("opens to anybody what a token or nothing guards, and leaves what a signature guards to IAM", async () => {
    assert.deepEqual(bodyIn((await build()).graph)["x-amazon-apigateway-policy"], { Version: "2012-10-17", Statement: [{
      Sid: "OpenToTokensAndBrowsers", Effect: "Allow", Principal: "*", Action: "execute-api:Invoke",
      Resource: ["execute-api:/live/GET/place", "execute-api:/live/GET/things/*", "execute-api:/live/DELETE/things/*", "execute-api:/live/OPTIONS/*"],
    }] });
  });
});

describe("what signed-in users may ask of an API", () => {
  const end = { executionArn: "arn:aws:execute-api:us-east-2:111122223333:a", stage: "live", document };

  it("is every operation behind a signature, by name", async () => {
    const { Resource, ...rest } = invokeSigned(end);
    assert.deepEqual(rest, { Sid: "InvokeSignedOperations", Effect: "Allow", Action: ["execute-api:Invoke"] });
    const [only, ...more] = Resource as Parameters<typeof value>[0][];
    assert.deepEqual([only === undefined ? undefined : await value(only), more], ["arn:aws:execute-api:us-east-2:111122223333:a/live/GET/signed/things/*", []]);
  });

  it("is never everything, where there is nothing", () => {
    assert.throws(() => invokeSigned({ ...end, document: { paths: {} } }), { message: "the API has no operation behind a signature: want one, or grant nothing" });
  });
});

describe("AccountLogging", () => {
  it("lets API Gateway write logs in the region, for this account", async () => {
    const { graph } = await record((opts) => new AccountLogging("use2-api-logging", { place }, opts));
    assert.deepEqual(graph.inputs(`${api}account:Account`), { "use2-api-logging": { cloudwatchRoleArn: "arn:aws:test:::use2-api-logging" } });
    assert.ok(graph.one(`${api}account:Account`, "use2-api-logging").dependencies.includes("aws:iam/rolePolicy:RolePolicy use2-api-logging"));
    const { policy } = graph.one("aws:iam/rolePolicy:RolePolicy", "use2-api-logging").inputs as { policy: { Statement: Values[] } };
    assert.deepEqual(policy.Statement.map(({ Sid, Resource }) => [Sid, Resource]), [["SeeLogGroups", ["*"]], ["WriteApiLogs", ["arn:aws:logs:us-east-2:111122223333:log-group:*"]]]);
  });
});
