import { invocationOf, placeTag, routesOf, type JsonValue, type OpenApi, type OpenApiOperation } from "./openapi";

type Json = Readonly<Record<string, JsonValue>>;

/** What joins a document to a place. */
export interface Site {
  readonly place: { readonly key: string; readonly region: string; readonly partition: string };
  /** ARN of the function that answers a tag, by tag. */
  readonly functionArns: Readonly<Record<string, string>>;
  readonly authorizerArn: string;
  readonly webOrigin: string;
  readonly stage: string;
}

/** Headers that browsers may send along: those of a token, and those of a signature. Source: IAM User Guide, "AWS Signature Version 4 for API requests". */
const requestHeaders = "Authorization,Content-Type,X-Amz-Content-Sha256,X-Amz-Date,X-Amz-Security-Token";

/** Seconds for which a browser need not ask again: most browsers take two hours at most. */
const preflightSeconds = 7200;

/**
 * The document as API Gateway imports it: who is asked for a caller, what answers, and who may come at all.
 * Source: API Gateway Developer Guide, "OpenAPI extensions for API Gateway".
 */
export function bodyOf(document: OpenApi, site: Site): Json {
  const { info, paths, components } = document;
  return {
    openapi: "3.0.1",
    info,
    paths: Object.fromEntries(Object.entries(paths).map(([path, methods]) => [path, {
      ...Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, joined(operation, site)])),
      options: preflight(Object.keys(methods), site),
    }])),
    components: { schemas: components.schemas, securitySchemes: schemes(site) },
    "x-amazon-apigateway-request-validators": { everything: { validateRequestBody: true, validateRequestParameters: true } },
    "x-amazon-apigateway-request-validator": "everything",
    "x-amazon-apigateway-gateway-responses": { DEFAULT_4XX: refusal(site), DEFAULT_5XX: refusal(site) },
    "x-amazon-apigateway-policy": policy(document, site),
  };
}

function uriOf({ place }: Site, functionArn: string): string {
  return `arn:${place.partition}:apigateway:${place.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

function joined(operation: OpenApiOperation, site: Site): Json {
  const tag = operation.tags[0] ?? "";
  if (tag === placeTag) return { ...operation, responses: withHeaders(operation["responses"]), "x-amazon-apigateway-integration": ownAnswer(site) };
  return {
    ...operation,
    "x-amazon-apigateway-integration": {
      // Lambda is called by POST, whatever the client's method.
      type: "aws_proxy", httpMethod: "POST", uri: uriOf(site, site.functionArns[tag] ?? ""), passthroughBehavior: "when_no_match",
    },
  };
}

const allowOrigin = "Access-Control-Allow-Origin";

/** A method answers with no header that it does not declare. */
function withHeaders(responses: JsonValue | undefined): Json {
  const listed = typeof responses === "object" && responses !== null && !isList(responses) ? responses : {};
  return Object.fromEntries(Object.entries(listed).map(([status, response]) =>
    [status, { ...(typeof response === "object" && response !== null && !isList(response) ? response : {}), headers: { [allowOrigin]: text } }]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

const text: Json = { schema: { type: "string" } };

/** What API Gateway says of itself, without a function. */
function ownAnswer({ place, webOrigin }: Site): Json {
  return {
    type: "mock",
    requestTemplates: { "application/json": '{"statusCode":200}' },
    responses: { default: {
      statusCode: "200",
      responseParameters: { [`method.response.header.${allowOrigin}`]: `'${webOrigin}'` },
      responseTemplates: { "application/json": JSON.stringify({ place: place.key, region: place.region }) },
    } },
  };
}

/** What a browser asks before it sends somebody's token anywhere. */
function preflight(methods: readonly string[], { webOrigin }: Site): Json {
  const headers = {
    [allowOrigin]: webOrigin, "Access-Control-Allow-Headers": requestHeaders,
    "Access-Control-Allow-Methods": [...methods, "options"].map((method) => method.toUpperCase()).join(","), "Access-Control-Max-Age": String(preflightSeconds),
  };
  return {
    security: [],
    responses: { 204: { description: "What a browser may send.", headers: Object.fromEntries(Object.keys(headers).map((name) => [name, text])) } },
    "x-amazon-apigateway-integration": {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode":204}' },
      responses: { default: {
        statusCode: "204",
        responseParameters: Object.fromEntries(Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, `'${value}'`])),
      } },
    },
  };
}

/** A refusal of API Gateway's own, in the form that the functions give theirs. A browser sees it only with the header. */
function refusal({ webOrigin }: Site): Json {
  return {
    responseParameters: { [`gatewayresponse.header.${allowOrigin}`]: `'${webOrigin}'` },
    responseTemplates: { "application/json": '{"code":"$context.error.responseType","message":$context.error.messageString}' },
  };
}

/**
 * The verdict on a token is not kept: a user who loses a group loses what it allows with the next token, and a verdict for one
 * path would be taken for all.
 */
function schemes(site: Site): Json {
  const header = { type: "apiKey", name: "Authorization", in: "header" };
  return {
    token: {
      ...header,
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": {
        type: "request", identitySource: "method.request.header.Authorization", authorizerUri: uriOf(site, site.authorizerArn), authorizerResultTtlInSeconds: 0,
      },
    },
    signature: { ...header, "x-amazon-apigateway-authtype": "awsSigv4" },
  };
}

/**
 * Opens what is not behind a signature, a route at a time. What is behind one is not in it, so that IAM alone decides there: an
 * allowance here would let in every role of the account.
 * Source: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", table A.
 */
function policy(document: OpenApi, { stage }: Site): Json {
  const open = routesOf(document).filter(({ door }) => door !== "signature");
  return {
    Version: "2012-10-17",
    Statement: [{
      Sid: "OpenToTokensAndBrowsers", Effect: "Allow", Principal: "*", Action: "execute-api:Invoke",
      Resource: [...open.map((route) => `execute-api:/${invocationOf(stage, route)}`), `execute-api:/${stage}/OPTIONS/*`],
    }],
  };
}
