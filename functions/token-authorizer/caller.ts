import { isObject } from "../shared/json";

/** Who calls, as handlers and resolvers get to know: plain texts, since gateways pass nothing else on. */
export interface Caller {
  /** Never changes. A program is its client ID. */
  readonly sub: string;
  readonly username: string;
  /** JSON list of the names of groups. */
  readonly groups: string;
  /** In identity tokens alone. */
  readonly email?: string;
}

/** The caller that the claims of a verified token tell of. */
export function callerOf(claims: Readonly<Record<string, unknown>>): Caller | undefined {
  const { sub, email } = claims;
  if (typeof sub !== "string") return undefined;
  const username = claims["cognito:username"] ?? claims["username"];
  const groups = claims["cognito:groups"];
  return {
    sub,
    username: typeof username === "string" ? username : sub,
    groups: JSON.stringify(Array.isArray(groups) ? groups.filter((group) => typeof group === "string") : []),
    ...(typeof email === "string" && { email }),
  };
}

/** What a gateway asks. */
export type Question =
  /** API Gateway: `methodArn` is what was called. */
  | { readonly kind: "api"; readonly token: string; readonly methodArn: string }
  | { readonly kind: "sync"; readonly token: string };

/**
 * Reads a request to authorize: of a REST API (type REQUEST, the token in its header `Authorization`), or of AppSync.
 * Source: API Gateway Developer Guide, "Input to an API Gateway Lambda authorizer"; AppSync Developer Guide, "AWS_LAMBDA authorization".
 *
 * @throws {Error} when it is neither.
 */
export function readQuestion(event: unknown): Question {
  const { type, methodArn, headers, authorizationToken, requestContext } = isObject(event) ? event : {};
  if (type === "REQUEST" && typeof methodArn === "string") return { kind: "api", token: bare(headerOf(headers)), methodArn };
  if (typeof authorizationToken === "string" && isObject(requestContext)) return { kind: "sync", token: bare(authorizationToken) };
  throw new Error("the event is no request to authorize: want one of API Gateway (type REQUEST) or of AppSync (authorizationToken)");
}

/** Header names come as the client wrote them. */
function headerOf(headers: unknown): string {
  const value = Object.entries(isObject(headers) ? headers : {}).find(([name]) => name.toLowerCase() === "authorization")?.[1];
  return typeof value === "string" ? value : "";
}

const bare = (value: string): string => value.replace(/^Bearer +/i, "").trim();
