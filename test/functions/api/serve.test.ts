import assert from "node:assert/strict";
import { registerDevice, removeDevice } from "../../../functions/api/operations";
import { Refusal } from "../../../functions/api/refusal";
import { on, onBody } from "../../../functions/api/serve";
import { ask, userId } from "./ask";

const device = { deviceId: "phone", kind: "fcm", address: "token-of-the-phone" } as const;

describe("answering a request", () => {
  it("knows a user by a token, with name and groups", async () => {
    const seen: unknown[] = [];
    const answers = [on(removeDevice, (request) => Promise.resolve(seen.push(request)).then(() => ({ status: 204 })))];
    assert.deepEqual(await ask(answers, "DELETE /devices/{deviceId}", { path: { deviceId: "phone" }, groups: ["provider"] }), {
      status: 204, body: undefined,
      headers: { "Access-Control-Allow-Origin": "https://app.example.com", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" },
    });
    assert.deepEqual(seen, [{ caller: { userId, username: "ada", groups: ["provider"], by: "token" }, path: { deviceId: "phone" } }]);
  });

  it("knows the same user by a signature, at the path behind /signed", async () => {
    const seen: unknown[] = [];
    await ask([onBody(registerDevice, (request, body) => Promise.resolve(seen.push(request.caller, body)).then(() => ({ status: 204 })))], "POST /devices", { body: device, by: "signature" });
    assert.deepEqual(seen, [{ userId, groups: [], by: "signature" }, device]);
  });

  const refused: readonly (readonly [what: string, asked: Parameters<typeof ask>[2], want: unknown])[] = [
    ["no user at all", { body: device, by: "nobody" }, { status: 403, body: { code: "no_user", message: "the request is no user's: sign in first" } }],
    ["a user of another pool", { body: device, by: "another pool" }, { status: 403, body: { code: "no_user", message: "the request is no user's: sign in first" } }],
    ["a body that is no JSON", { body: "{" }, { status: 400, body: { code: "no_json", message: "the body is no JSON: want the object that the API's document describes" } }],
    ["a body that is not as described", { body: { ...device, deviceId: "a b" } }, {
      status: 400, body: { code: "not_as_described", message: "body.deviceId: want 1 to 64 letters, digits, hyphens and underscores" },
    }],
  ];
  for (const [what, asked, want] of refused) {
    it(`refuses ${what}, and asks nobody`, async () => {
      const answers = [onBody(registerDevice, () => assert.fail("was asked"))];
      const { status, body } = await ask(answers, "POST /devices", asked);
      assert.deepEqual({ status, body }, want);
    });
  }

  it("refuses a part of a path that is not as described", async () => {
    const { status, body } = await ask([on(removeDevice, () => assert.fail("was asked"))], "DELETE /devices/{deviceId}", { path: { deviceId: "a/b" } });
    assert.deepEqual([status, body], [400, { code: "not_as_described", message: "deviceId: want 1 to 64 letters, digits, hyphens and underscores" }]);
  });

  it("does not know an operation that it has no answer for", async () => {
    const { status, body } = await ask([], "PATCH /devices");
    assert.deepEqual([status, body], [404, { code: "unknown_operation", message: "there is no PATCH /devices: see the API's document" }]);
  });

  it("tells a client a refusal, and of a failure nothing but that it failed", async () => {
    const errors: unknown[] = [];
    const failing = (error: Error) => [on(removeDevice, () => Promise.reject(error))];
    const asked = { path: { deviceId: "phone" }, errors };
    const told = await ask(failing(new Refusal(409, "taken", "it is taken")), "DELETE /devices/{deviceId}", asked);
    const failed = await ask(failing(new Error("secret of the database")), "DELETE /devices/{deviceId}", asked);
    assert.deepEqual([told.status, told.body, failed.status, failed.body], [
      409, { code: "taken", message: "it is taken" }, 500, { code: "failed", message: "the request failed here, not with you: try again" },
    ]);
    assert.deepEqual(errors.map(String), ["Error: secret of the database"]);
  });
});
