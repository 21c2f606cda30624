import { verdictOf } from "./policy";
import { certificateProblems } from "./service-hops";
import { obstacles, refusals, trustProblems } from "./permit";
import type { Here, Hop } from "./walk";
import { json, list, parsed, text, type Found, type Json, type World } from "./world";

const stage = "live";

/** One method of the API, as its body has it. */
interface Method {
  readonly id: string;
  /** As execute-api names it: `GET/devices`. */
  readonly at: string;
  readonly signed: boolean;
  readonly uri: string;
}

/** From a name over the API of a place to each function, past whoever says who asks. */
export function apiHops(world: World, { place, region }: Here): readonly Hop[] {
  const api = world.all("aws:apigateway/restApi:RestApi").find(({ name }) => name === `${place}-api`);
  if (api === undefined) return [{ name: "internet → API", problems: () => ["there is no API"] }];
  const body = parsed(api.inputs["body"]);
  const account = text(api.outputs["executionArn"]).split(":")[4] ?? "";
  const methods = methodsOf(body);
  return [
    { name: "internet → API", problems: () => doorProblems(world, place, api) },
    ...methods.filter(({ uri }) => uri !== "").map((method): Hop => ({ name: `API → ${method.id}`, problems: () => [
      ...invocationProblems(world, method.uri, `${text(api.outputs["executionArn"])}/${stage}/${method.at}`), ...callerProblems(world, { api, body, place }, method),
    ] })),
    { name: "API → who says who asks", problems: () => {
      const uri = text(json(json(json(json(body["components"])["securitySchemes"])["token"])["x-amazon-apigateway-authorizer"])["authorizerUri"]);
      return invocationProblems(world, uri, `${text(api.outputs["executionArn"])}/authorizers/x`);
    } },
    { name: "API → its logs", problems: () => logProblems(world, { place, region, account }) },
  ];
}

function methodsOf(body: Json): readonly Method[] {
  return Object.entries(json(body["paths"])).flatMap(([path, methods]) => Object.entries(json(methods)).filter(([method]) => method !== "options").map(([method, value]) => {
    const { operationId, security } = json(value);
    return {
      id: text(operationId), at: `${method.toUpperCase()}${path.replaceAll(/\{[^}]+\}/g, "x")}`, signed: list(security).some((way) => "signature" in way),
      uri: text(json(json(value)["x-amazon-apigateway-integration"])["uri"]),
    };
  }));
}

function doorProblems(world: World, place: string, api: Found): string[] {
  const domain = world.one("aws:apigateway/domainName:DomainName", `${place}-api`);
  const mapping = world.one("aws:apigateway/basePathMapping:BasePathMapping", `${place}-api`);
  const { inputs } = world.one("aws:apigateway/stage:Stage", `${place}-api`);
  const named = world.all("aws:route53/record:Record").some((record) => record.inputs["name"] === domain.inputs["domainName"]
    && list(record.inputs["aliases"]).some(({ name, zoneId }) => name === domain.outputs["regionalDomainName"] && zoneId === domain.outputs["regionalZoneId"]));
  return [
    ...(named ? [] : ["no name leads to it"]),
    ...certificateProblems(world, text(domain.inputs["regionalCertificateArn"]), text(domain.inputs["domainName"])),
    ...(mapping.inputs["restApi"] === api.id && mapping.inputs["domainName"] === domain.inputs["domainName"] && mapping.inputs["stageName"] === stage && inputs["restApi"] === api.id
      ? [] : ["its name leads to no stage of it"]),
  ];
}

/** API Gateway calls a function by the name in the address, for the method that was asked. */
function invocationProblems(world: World, uri: string, sourceArn: string): string[] {
  const [, arn = ""] = /functions\/(arn:[^/]+)\/invocations$/.exec(uri) ?? [];
  const found = world.first("aws:lambda/function:Function", ({ outputs }) => outputs["arn"] === arn, arn === "" ? `in ${uri}` : arn);
  return [
    ...refusals(world, { by: { service: "apigateway.amazonaws.com" }, action: "lambda:InvokeFunction", resource: arn, context: { "aws:SourceArn": sourceArn } }),
    ...trustProblems(world, { role: text(found.inputs["role"]), service: "lambda.amazonaws.com" }),
  ];
}

/** Whoever holds a token is let in by the API itself; whoever signs by a role of the identity pool, past which the API says nothing. */
function callerProblems(world: World, { api, body, place }: { readonly api: Found; readonly body: Json; readonly place: string }, { at, signed }: Method): string[] {
  const resource = `execute-api:/${stage}/${at}`;
  const held = verdictOf([body["x-amazon-apigateway-policy"]], { by: { service: "nobody" }, action: "execute-api:Invoke", resource, context: {} });
  if (!signed) return held === "allowed" ? [] : [`the API's policy does not open ${at}`];
  const roles = rolesOf(world, place);
  return [
    ...(held === "silent" ? [] : [`the API's policy decides about ${at}, in place of the caller's role`]),
    ...(roles.length > 0 ? [] : ["nobody has a role to sign with"]),
    ...roles.flatMap((role) => obstacles(world, { by: { role }, action: "execute-api:Invoke", resource: `${text(api.outputs["executionArn"])}/${stage}/${at}` })),
  ];
}

/** Roles that the identity pool of a place hands out. */
function rolesOf(world: World, place: string): readonly string[] {
  const { inputs } = world.one("aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment", `${place}-identity-people`);
  return [...new Set([text(json(inputs["roles"])["authenticated"]), ...list(inputs["roleMappings"]).flatMap((mapping) => list(mapping["mappingRules"]).map(({ roleArn }) => text(roleArn)))])];
}

function logProblems(world: World, { place, region, account }: { readonly place: string; readonly region: string; readonly account: string }): string[] {
  const { inputs } = world.one("aws:apigateway/stage:Stage", `${place}-api`);
  const destination = text(json(inputs["accessLogSettings"])["destinationArn"]);
  const group = world.first("aws:cloudwatch/logGroup:LogGroup", ({ outputs }) => outputs["arn"] === destination, destination);
  const role = text(world.one("aws:apigateway/account:Account", `${place}-api-logging`).inputs["cloudwatchRoleArn"]);
  return [
    ...trustProblems(world, { role, service: "apigateway.amazonaws.com" }),
    ...refusals(world, { by: { role }, action: "logs:DescribeLogGroups", resource: "*" }),
    ...["CreateLogGroup", "CreateLogStream", "DescribeLogStreams", "FilterLogEvents", "GetLogEvents", "PutLogEvents"].flatMap((action) =>
      refusals(world, { by: { role }, action: `logs:${action}`, resource: `arn:aws:logs:${region}:${account}:log-group:${text(group.outputs["name"])}:log-stream:x` })),
  ];
}
