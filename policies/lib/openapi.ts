import { at, isProperties, isSet, list, parseJson, text, Unknown, type Properties, type Value } from "./value";

/** One operation of an interface that is written down as a whole, with something behind it. */
export interface Operation {
  /** Where it stands: `GET /devices`. */
  readonly label: string;
  readonly content: Properties;
}

/** An interface as OpenAPI, with the extensions of API Gateway. */
export interface Interface { readonly content: Properties; readonly operations: readonly Operation[] }

/** Words of OpenAPI for what a client may do, and API Gateway's own for all of them; OPTIONS is the browser's question, not a client's. */
const verbs = ["get", "put", "post", "delete", "patch", "head", "trace", "x-amazon-apigateway-any-method"];

/** What the body of an interface says; the unknown where it cannot be read, such as YAML; undefined where there is none. */
export function interfaceIn(body: Value): Interface | Unknown | undefined {
  if (!isSet(body)) return undefined;
  const content = parseJson(body, "body");
  if (content instanceof Unknown) return content;
  if (!isProperties(content)) return new Unknown("body");
  const paths = isProperties(content["paths"]) ? Object.entries(content["paths"]) : [];
  return { content, operations: paths.flatMap(([path, item]) => operationsAt(path, item)) };
}

/** Operations of a path. What the interface answers by itself is none: nothing stands behind it. */
function operationsAt(path: string, item: Value): readonly Operation[] {
  if (!isProperties(item)) return [];
  return Object.entries(item).flatMap(([verb, content]): readonly Operation[] => {
    if (!verbs.includes(verb.toLowerCase()) || !isProperties(content) || text(at(content, "x-amazon-apigateway-integration", "type")).toLowerCase() === "mock") return [];
    return [{ label: `${verb.startsWith("x-") ? "ANY" : verb.toUpperCase()} ${path}`, content }];
  });
}

/**
 * Whether an operation asks who calls: by IAM, or by a scheme with an authorizer. A key in a header alone tells programs apart, not callers.
 * Source: Amazon API Gateway Developer Guide, "OpenAPI extensions for API Gateway": x-amazon-apigateway-auth, x-amazon-apigateway-authtype, x-amazon-apigateway-authorizer.
 */
export function asksWhoCalls({ content: whole }: Interface, { content }: Operation): boolean {
  const own = text(at(content, "x-amazon-apigateway-auth", "type")).toUpperCase();
  if (own !== "") return own !== "NONE";
  const demands = list(content["security"] ?? whole["security"]).filter(isProperties);
  // One of several demands is enough for a caller, so that each has to be one.
  return demands.length > 0 && demands.every((demand) => Object.keys(demand).some((name) => isAuthorizer(schemeOf(whole, name))));
}

function schemeOf(whole: Properties, name: string): Value {
  return at(whole, "components", "securitySchemes", name) ?? at(whole, "securityDefinitions", name);
}

function isAuthorizer(scheme: Value): boolean {
  return isSet(at(scheme, "x-amazon-apigateway-authorizer")) || text(at(scheme, "x-amazon-apigateway-authtype")).toLowerCase() === "awssigv4" || ["oauth2", "openIdConnect"].includes(text(at(scheme, "type")));
}

/** Whether what an operation is sent is held against the interface's own words before anything runs. */
export function checksRequests({ content: whole }: Interface, { content }: Operation): boolean {
  const name = text(content["x-amazon-apigateway-request-validator"] ?? whole["x-amazon-apigateway-request-validator"]);
  const validator = at(whole, "x-amazon-apigateway-request-validators", name);
  return isProperties(validator) && (!isSet(content["requestBody"]) || at(validator, "validateRequestBody") === true) && (list(content["parameters"]).length === 0 || at(validator, "validateRequestParameters") === true);
}
