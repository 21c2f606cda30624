import type { APIGatewayProxyEvent } from "aws-lambda";
import { Refusal } from "./refusal";

/** Who asks, as API Gateway has found out: nobody gets here unknown. */
export interface Caller {
  /** What the user is called everywhere, for life. */
  readonly userId: string;
  /** Groups in the token. Nothing is known of them where the request was signed: there, IAM has decided by the role. */
  readonly groups: readonly string[];
  /** Name to sign in with; known from a token alone. */
  readonly username?: string;
  /** How the caller was known: by a token of the user pool, or by a signature with credentials of the identity pool. */
  readonly by: "token" | "signature";
}

type Context = Pick<APIGatewayProxyEvent["requestContext"], "authorizer" | "identity">;

/**
 * The user behind a request, from what the authorizer or IAM has left in its context.
 *
 * @param userPoolId Pool whose users are known; a signature with credentials for users of another one is nobody's.
 * @throws {Refusal} 403 when it is no user.
 */
export function callerOf({ authorizer, identity }: Context, userPoolId: string): Caller {
  const caller = isContext(authorizer) ? fromToken(authorizer) : fromSignature(identity, userPoolId);
  if (caller === undefined) throw new Refusal(403, "no_user", "the request is no user's: sign in first");
  return caller;
}

function isContext(authorizer: Context["authorizer"]): authorizer is Record<string, unknown> {
  return typeof authorizer === "object" && authorizer !== null && typeof authorizer["sub"] === "string" && authorizer["sub"] !== "";
}

function fromToken({ sub, username, groups }: Readonly<Record<string, unknown>>): Caller | undefined {
  if (typeof sub !== "string") return undefined;
  return { userId: sub, groups: groupsIn(groups), by: "token", ...(typeof username === "string" && username !== "" && { username }) };
}

/** The authorizer hands on a list as JSON, since its context has room for text, numbers and truth values only. */
function groupsIn(json: unknown): readonly string[] {
  if (typeof json !== "string" || json === "") return [];
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.filter((group) => typeof group === "string") : [];
}

/**
 * Source: API Gateway Developer Guide, "Variables for data transformations", `$context.identity.cognitoAuthenticationProvider`: a
 * provider, a comma, and the provider again with `:CognitoSignIn:` and the user's `sub`. The host carries the region that signed the user in.
 */
const provider = /^cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/(?<pool>[\w-]+),cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/\k<pool>:CognitoSignIn:(?<sub>[0-9a-f-]+)$/;

function fromSignature(identity: Context["identity"], userPoolId: string): Caller | undefined {
  const { pool, sub } = provider.exec(identity.cognitoAuthenticationProvider ?? "")?.groups ?? {};
  if (identity.cognitoAuthenticationType !== "authenticated" || pool !== userPoolId || sub === undefined) return undefined;
  return { userId: sub, groups: [], by: "signature" };
}
