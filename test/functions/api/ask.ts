import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { serve, type Answered } from "../../../functions/api/serve";

/** The pool, user and signature that requests in tests come from. */
export const [pool, userId] = ["us-east-2_Example1", "7d8f1c2a-0000-4000-8000-000000000001"];
const provider = `cognito-idp.us-east-2.amazonaws.com/${pool}`;

export interface Asked {
  /** Gets what nobody expected. */
  readonly errors?: unknown[];
  readonly body?: unknown;
  readonly path?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[];
  /** How the caller is known. @defaultValue a token */
  readonly by?: "token" | "signature" | "nobody" | "another pool";
}

const contexts: Readonly<Record<NonNullable<Asked["by"]>, (groups: readonly string[]) => unknown>> = {
  token: (groups) => ({ authorizer: { sub: userId, username: "ada", groups: JSON.stringify(groups) }, identity: {} }),
  signature: () => ({ authorizer: null, identity: { cognitoAuthenticationType: "authenticated", cognitoAuthenticationProvider: `${provider},${provider}:CognitoSignIn:${userId}` } }),
  nobody: () => ({ authorizer: null, identity: { cognitoAuthenticationType: "unauthenticated", cognitoAuthenticationProvider: null } }),
  "another pool": () => ({ identity: {
    cognitoAuthenticationType: "authenticated",
    cognitoAuthenticationProvider: `${provider.replace("Example1", "Other1")},${provider.replace("Example1", "Other1")}:CognitoSignIn:${userId}`,
  } }),
};

/** Asks as API Gateway hands a request on: `ask(answers, "POST /devices", { body })`. */
export async function ask(answered: readonly Answered[], what: string, asked: Asked = {}): Promise<{ status: number; body: unknown; headers: APIGatewayProxyResult["headers"] }> {
  const [httpMethod = "", resource = ""] = what.split(" ");
  const event = {
    httpMethod, resource: asked.by === "signature" ? `/signed${resource}` : resource, pathParameters: asked.path ?? null, isBase64Encoded: false,
    body: asked.body === undefined ? null : typeof asked.body === "string" ? asked.body : JSON.stringify(asked.body),
    requestContext: contexts[asked.by ?? "token"](asked.groups ?? []),
  } as unknown as APIGatewayProxyEvent;
  const { statusCode, body, headers } = await serve(answered, { userPoolId: pool, webOrigin: "https://app.example.com", report: (error) => asked.errors?.push(error) })(event);
  return { status: statusCode, body: body === "" ? undefined : JSON.parse(body), headers };
}
