import assert from "node:assert/strict";
import { answerTo } from "../../../functions/token-authorizer/answer";
import { callerOf, readQuestion } from "../../../functions/token-authorizer/caller";

const caller = { sub: "u-1", username: "ada", groups: '["operator"]', email: "ada@example.com" };
const methodArn = "arn:aws:execute-api:us-west-2:123456789012:abcdef1234/live/GET/orders/1";
const api = { type: "REQUEST", methodArn, headers: { authorization: "Bearer abc" } };

describe("who asks about a token", () => {
  const questions: readonly (readonly [string, unknown, unknown])[] = [
    ["API Gateway", api, { kind: "api", token: "abc", methodArn }],
    ["API Gateway, the header written otherwise and without a scheme", { ...api, headers: { Authorization: " abc " } }, { kind: "api", token: "abc", methodArn }],
    ["API Gateway, without a header", { type: "REQUEST", methodArn, headers: null }, { kind: "api", token: "", methodArn }],
    ["AppSync", { authorizationToken: "Bearer abc", requestContext: { apiId: "a", accountId: "1", requestId: "r" } }, { kind: "sync", token: "abc" }],
  ];
  for (const [title, event, question] of questions) it(`is ${title}`, () => assert.deepEqual(readQuestion(event), question));

  it("is nobody else", () => {
    for (const event of [undefined, {}, { type: "TOKEN", methodArn, authorizationToken: "abc" }]) {
      assert.throws(() => readQuestion(event), { message: "the event is no request to authorize: want one of API Gateway (type REQUEST) or of AppSync (authorizationToken)" });
    }
  });
});

describe("the answer", () => {
  it("lets a caller into the whole stage that it called, since API Gateway keeps the answer", () => {
    assert.deepEqual(answerTo({ kind: "api", token: "abc", methodArn }, caller), {
      principalId: "u-1", context: caller,
      policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: "arn:aws:execute-api:us-west-2:123456789012:abcdef1234/live/*" }] },
    });
  });

  it("is a 401 to nobody's call of an API, and a plain no to AppSync", () => {
    assert.throws(() => answerTo({ kind: "api", token: "abc", methodArn }, undefined), { message: "Unauthorized" });
    assert.deepEqual(answerTo({ kind: "sync", token: "abc" }, undefined), { isAuthorized: false });
    assert.deepEqual(answerTo({ kind: "sync", token: "abc" }, caller), { isAuthorized: true, resolverContext: caller });
  });

  it("has texts alone in its context, and takes no group that is no text", () => {
    assert.deepEqual(callerOf({ sub: "u", "cognito:groups": ["a", 1] }), { sub: "u", username: "u", groups: '["a"]' });
    assert.equal(callerOf({ username: "ada" }), undefined);
  });
});
