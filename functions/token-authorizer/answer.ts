import type { Caller, Question } from "./caller";

/** What API Gateway wants to hear. Source: API Gateway Developer Guide, "Output from an API Gateway Lambda authorizer". */
export interface ApiAnswer {
  readonly principalId: string;
  readonly policyDocument: { readonly Version: string; readonly Statement: readonly { readonly Action: string; readonly Effect: "Allow"; readonly Resource: string }[] };
  readonly context: Caller;
}

/** What AppSync wants to hear. Source: AppSync Developer Guide, "AWS_LAMBDA authorization". */
export type SyncAnswer =
  | { readonly isAuthorized: false }
  | { readonly isAuthorized: true; readonly resolverContext: Caller };

/** API Gateway answers 401 to exactly this text, and 500 to any other error. Source: the same page as {@link ApiAnswer}. */
const turnedAway = "Unauthorized";

/**
 * Puts what is known of a caller into the words of whoever asked.
 *
 * @throws {Error} `Unauthorized`, for API Gateway, when there is no caller.
 */
export function answerTo(question: Question, caller: Caller | undefined): ApiAnswer | SyncAnswer {
  if (question.kind === "sync") return caller === undefined ? { isAuthorized: false } : { isAuthorized: true, resolverContext: caller };
  if (caller === undefined) throw new Error(turnedAway);
  return {
    principalId: caller.sub,
    policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: stageOf(question.methodArn) }] },
    context: caller,
  };
}

/**
 * Every method of the stage that was called: API Gateway keeps the answer for a token, whatever it calls next. What a caller may do there
 * is the handlers' to say.
 */
function stageOf(methodArn: string): string {
  const [api = "", stage = ""] = methodArn.split("/");
  return `${api}/${stage}/*`;
}
