import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { siteVerify } from "../../../functions/identity-challenge-verify/captcha";
import { migrateUser } from "../../../functions/identity-migration/migrate";
import { oldSystem, signatureHeader } from "../../../functions/identity-migration/old-system";
import type { OldUser, OldUsers } from "../../../functions/identity-migration/ports";
import { about } from "../shared/people";

interface Asked { readonly url: string; readonly method: string; readonly body: string; readonly headers: Headers }

/** Somebody on the internet who answers the same to everything, and whom they were asked by. */
function outside(status: number, body: string): { readonly asked: Asked[]; readonly fetch: typeof fetch } {
  const asked: Asked[] = [];
  return {
    asked,
    fetch: async (url, init) => {
      const request = new Request(url, init);
      asked.push({ url: request.url, method: request.method, body: await request.text(), headers: request.headers });
      assert.equal(request.redirect, "error");
      return new Response(status === 204 ? null : body, { status });
    },
  };
}

const secret = (): Promise<string> => Promise.resolve("hush");
const silent: typeof fetch = (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error)));

describe("a CAPTCHA of whoever speaks siteverify", () => {
  const url = "https://captcha.example.com/siteverify";

  it("is verified with the secret and what the person got", async () => {
    const { asked, fetch } = outside(200, '{"success":true,"hostname":"app.example.com"}');
    assert.equal(await siteVerify({ url, secret, fetch }).passes("a b&c"), true);
    const [{ body = "", method, headers } = {} as Asked] = asked;
    assert.deepEqual([asked.length, method, body, headers.get("content-type")], [1, "POST", "secret=hush&response=a+b%26c", "application/x-www-form-urlencoded;charset=UTF-8"]);
  });

  it("is not solved when they say so, and a token that is none is not shown to them", async () => {
    assert.equal(await siteVerify({ url, secret, fetch: outside(200, '{"success":false}').fetch }).passes("x"), false);
    const { asked, fetch } = outside(200, '{"success":true}');
    assert.deepEqual([await siteVerify({ url, secret, fetch }).passes("x".repeat(2_049)), asked], [false, []]);
  });

  it("is neither when they cannot say", async () => {
    for (const [status, body] of [[500, '{"success":true}'], [200, "<html>"], [200, '{"success":"yes"}']] as const) {
      await assert.rejects(siteVerify({ url, secret, fetch: outside(status, body).fetch }).passes("x"), { message: `${url} answered ${String(status)} and no success: want true or false` });
    }
    await assert.rejects(siteVerify({ url, secret, fetch: silent, patienceMs: 20 }).passes("x"), { name: "TimeoutError" });
  });
});

describe("the system of before", () => {
  const url = "https://old.example.com/users";
  const now = (): Date => new Date("2026-11-21T12:00:00Z");

  it("is asked with a signature over all that is asked, which is never the same twice", async () => {
    const { asked, fetch } = outside(200, '{"attributes":{"email":"ada@example.com"}}');
    const users = oldSystem({ url, secret, fetch, now });
    assert.deepEqual(await users.signIn("ada@example.com", "pass word"), { attributes: { email: "ada@example.com" } });
    assert.deepEqual(await users.find("ada@example.com"), { attributes: { email: "ada@example.com" } });
    const bodies = asked.map(({ body }) => JSON.parse(body) as Record<string, string>);
    assert.deepEqual(bodies.map(({ id: _, ...rest }) => rest), [
      { action: "sign-in", username: "ada@example.com", password: "pass word", at: "2026-11-21T12:00:00.000Z" },
      { action: "find", username: "ada@example.com", at: "2026-11-21T12:00:00.000Z" },
    ]);
    assert.notEqual(bodies[0]?.["id"], bodies[1]?.["id"]);
    for (const { method, body, headers } of asked) assert.deepEqual([method, headers.get(signatureHeader)], ["POST", createHmac("sha256", "hush").update(body).digest("hex")]);
  });

  it("knows nobody when it says 404, and fails with anything else", async () => {
    assert.equal(await oldSystem({ url, secret, fetch: outside(404, "").fetch, now }).find("x"), undefined);
    for (const [status, body] of [[500, ""], [200, "{}"], [200, '{"attributes":{"email":1}}'], [204, ""], [200, `{"attributes":{"email":"${"a".repeat(70_000)}"}}`]] as const) {
      await assert.rejects(oldSystem({ url, secret, fetch: outside(status, body).fetch, now }).find("x"), { message: `the old system answered ${String(status)}: want 404, or 200 with attributes that are texts` });
    }
    await assert.rejects(oldSystem({ url, secret, fetch: silent, now, patienceMs: 20 }).find("x"), { name: "TimeoutError" });
  });
});

describe("a user of the system of before", () => {
  const old: OldUser = { attributes: { email: "Ada@example.com", email_verified: "true", name: "Ada", sub: "old", "custom:tier": "gold", zoneinfo: "" } };
  const users: OldUsers = {
    signIn: (username, password) => Promise.resolve(password === "right" && username !== "nobody@example.com" ? old : undefined),
    find: (username) => Promise.resolve(username === "nobody@example.com" ? undefined : old),
  };
  const taken = { email: "Ada@example.com", email_verified: "true", name: "Ada" };
  type Source = "UserMigration_Authentication" | "UserMigration_ForgotPassword";
  const blank = { userAttributes: {}, desiredDeliveryMediums: [] };
  const migrate = async (source: Source, [userName, password = ""]: readonly [string, string?], from: OldUsers = users) =>
    (await migrateUser(from)({ ...about(source), userName, request: { password }, response: blank })).response;

  it("comes in with the password of before, without a letter, and with what users may say of themselves alone", async () => {
    assert.deepEqual(await migrate("UserMigration_Authentication", ["ada@example.com", "right"]), {
      userAttributes: taken, finalUserStatus: "CONFIRMED", messageAction: "SUPPRESS", desiredDeliveryMediums: [], forceAliasCreation: false,
    });
  });

  it("who forgot the password gets a code for a new one, at an address that was proved", async () => {
    assert.equal((await migrate("UserMigration_ForgotPassword", ["ada@example.com"])).finalUserStatus, "RESET_REQUIRED");
    const unproved = { ...users, find: () => Promise.resolve({ attributes: { email: "ada@example.com" } }) };
    assert.deepEqual(await migrate("UserMigration_ForgotPassword", ["ada@example.com", ""], unproved), blank);
  });

  it("is nobody with a wrong password, by an unknown name, or by a name that the old system has for somebody else", async () => {
    assert.deepEqual(await migrate("UserMigration_Authentication", ["ada@example.com", "wrong"]), blank);
    assert.deepEqual(await migrate("UserMigration_ForgotPassword", ["nobody@example.com"]), blank);
    assert.deepEqual(await migrate("UserMigration_Authentication", ["eve@example.com", "right"]), blank);
  });

  it("waits for another day when the old system fails", async () => {
    await assert.rejects(migrate("UserMigration_Authentication", ["ada@example.com", "right"], { ...users, signIn: () => Promise.reject(new Error("down")) }), { message: "down" });
  });
});
