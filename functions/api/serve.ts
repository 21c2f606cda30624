import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type * as z from "zod";
import { callerOf, type Caller } from "./caller";
import type { Operation, OperationWith } from "./operation";
import { Refusal } from "./refusal";

/** A request as whoever answers it sees it: checked, and somebody's. */
export interface Request {
  readonly caller: Caller;
  /** Parts of the path that the operation names, such as `deviceId`. */
  readonly path: Readonly<Record<string, string>>;
}

/** What goes back: a status and, where there is something to say, a body. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** An operation with what answers it. */
export interface Answered {
  readonly operation: Operation;
  /** @param text Body of the request as it came. */
  answer(request: Request, text: string): Promise<Reply>;
}

/** Joins an operation without a body to its answer. */
export function on(operation: Operation, answer: (request: Request) => Promise<Reply>): Answered {
  return { operation, answer };
}

/** Joins an operation with a body to its answer, which gets the body that the document describes, or is not asked. */
export function onBody<B>(operation: OperationWith<B>, answer: (request: Request, body: B) => Promise<Reply>): Answered {
  return { operation, answer: (request, text) => answer(request, insistOn(operation.body, parse(text), "body")) };
}

/** What a function has to know to answer. */
export interface Site {
  /** Pool of the users that are known. */
  readonly userPoolId: string;
  /** Origin that browsers may call from, or `*`. */
  readonly webOrigin: string;
  /** Hears of what nobody expected. */
  readonly report: (error: unknown) => void;
}

/** Answers the requests that API Gateway hands on, each by its operation. Never throws: a client always hears something. */
export function serve(answered: readonly Answered[], site: Site): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  return async (event) => {
    try {
      return asResult(await replyTo(event, answered, site), site);
    } catch (error) {
      if (error instanceof Refusal) return asResult({ status: error.status, body: { code: error.code, message: error.message } }, site);
      site.report(error);
      return asResult({ status: 500, body: { code: "failed", message: "the request failed here, not with you: try again" } }, site);
    }
  };
}

async function replyTo(event: APIGatewayProxyEvent, answered: readonly Answered[], site: Site): Promise<Reply> {
  const resource = event.resource.replace(/^\/signed(?=\/)/, "");
  const found = answered.find(({ operation }) => operation.method.toUpperCase() === event.httpMethod && operation.path === resource);
  if (found === undefined) throw new Refusal(404, "unknown_operation", `there is no ${event.httpMethod} ${event.resource}: see the API's document`);
  return found.answer({ caller: callerOf(event.requestContext, site.userPoolId), path: pathOf(event, found.operation) }, textOf(event));
}

function textOf({ body, isBase64Encoded }: APIGatewayProxyEvent): string {
  return isBase64Encoded ? Buffer.from(body ?? "", "base64").toString("utf8") : body ?? "";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "no_json", "the body is no JSON: want the object that the API's document describes");
  }
}

function pathOf({ pathParameters }: APIGatewayProxyEvent, { parameters = {} }: Operation): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(parameters).map(([name, { schema }]) => [name, insistOn(schema, pathParameters?.[name], name)]));
}

/** API Gateway has checked the form; what it does not check, such as the number of items in a list, is checked here. */
function insistOn<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${[where, ...path].join(".")}: ${message}`);
  throw new Refusal(400, "not_as_described", problems.join("; "));
}

/** Nothing that is somebody's own is kept on the way. */
function asResult({ status, body }: Reply, { webOrigin }: Pick<Site, "webOrigin">): APIGatewayProxyResult {
  return {
    statusCode: status,
    headers: {
      "Access-Control-Allow-Origin": webOrigin, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
      ...(body !== undefined && { "Content-Type": "application/json" }),
    },
    body: body === undefined ? "" : JSON.stringify(body),
  };
}
