import assert from "node:assert/strict";
import { accountAnswers } from "../../../functions/api-account/account";
import { ask, userId } from "../api/ask";

const now = () => new Date("2026-11-21T12:00:00Z");

describe("the account behind the API", () => {
  it("writes down that a user wants to be forgotten, and answers with the first wish", async () => {
    const wishes: unknown[] = [];
    const answers = accountAnswers({ deletions: { request: (wish) => Promise.resolve(wishes.push(wish)).then(() => ({ ...wish, requestedAt: "2026-11-20T00:00:00.000Z", state: "requested" })) }, now });
    const { status, body } = await ask(answers, "DELETE /account");
    assert.deepEqual([status, body], [202, { requestedAt: "2026-11-20T00:00:00.000Z", state: "requested" }]);
    assert.deepEqual(wishes, [{ userId, username: "ada", requestedAt: "2026-11-21T12:00:00.000Z" }]);
  });

  it("wants a token, not credentials that were handed out before", async () => {
    const { status } = await ask(accountAnswers({ deletions: { request: () => assert.fail("asked") }, now }), "DELETE /account", { by: "signature" });
    assert.equal(status, 403);
  });
});
