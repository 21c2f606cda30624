import assert from "node:assert/strict";
import { admitSignUp } from "../../../functions/identity-sign-up/admit";
import { invitationKey, invites } from "../../../functions/identity-sign-up/invitation";
import { rulesFrom } from "../../../functions/identity-sign-up/rules";
import { inviter, otherInviter } from "../shared/invitation";
import { about } from "../shared/people";

type Event = Parameters<ReturnType<typeof admitSignUp>>[0];

const now = (): Date => new Date("2026-11-21T12:00:00Z");
const later = now().getTime() / 1000 + 60;
const unproved = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
const { publicKey, invite } = inviter();
const claims = { email: "ada@example.com", aud: "understudy-prod", exp: later };

interface Question {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly source?: Event["triggerSource"];
  readonly invitation?: string;
}

function asked(environment: Readonly<Record<string, string>>, { attributes = { email: "ada@example.com" }, source = "PreSignUp_SignUp", invitation }: Question): Event["response"] {
  return admitSignUp(rulesFrom({ EMAIL_DOMAINS: "*", ...environment }, now))({
    ...about(source), request: { userAttributes: { ...attributes }, ...(invitation !== undefined && { clientMetadata: { invitation } }) },
    response: { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: true },
  }).response;
}

describe("before a sign-up", () => {
  it("anybody may, and confirms their address later", () => {
    assert.deepEqual([asked({}, {}), asked({}, { attributes: {} }), asked({}, { invitation: invite(claims) })], [unproved, unproved, unproved]);
  });

  it("addresses of other domains may not, whoever vouches for them", () => {
    const wanted = { EMAIL_DOMAINS: "example.com" };
    assert.deepEqual(asked(wanted, { attributes: { email: "ada@EXAMPLE.com" } }), unproved);
    for (const source of ["PreSignUp_SignUp", "PreSignUp_ExternalProvider"] as const) {
      assert.throws(() => asked(wanted, { attributes: { email: "ada@example.org" }, source }), { name: "TurnedAway", message: "Addresses of this domain cannot sign up." });
    }
    for (const attributes of [{ email: "ada@evil.org@example.com" }, {}]) assert.throws(() => asked(wanted, { attributes }), { message: "Sign up with an e-mail address." });
    assert.throws(() => asked({}, { attributes: { email: `${"a".repeat(250)}@example.com` } }), { message: "Sign up with an e-mail address." });
  });

  it("administrators let in whom they want", () => {
    assert.deepEqual(asked({ EMAIL_DOMAINS: "example.com" }, { attributes: { email: "ada@example.org" }, source: "PreSignUp_AdminCreateUser" }), unproved);
  });

  it("reads its rules from the environment, and starts with no others", () => {
    assert.throws(() => rulesFrom({}, now), { message: /^the environment has no EMAIL_DOMAINS/ });
    assert.throws(() => rulesFrom({ EMAIL_DOMAINS: "*", INVITATION_KEY: publicKey }, now), { message: /^the environment has no INVITATION_AUDIENCE/ });
    assert.throws(() => invitationKey(otherInviter("P-384").publicKey), { message: "the key of invitations is of another kind: want a public key on the curve P-256, as DER in base64" });
  });
});

describe("an invitation", () => {
  const inviting = { INVITATION_KEY: publicKey, INVITATION_AUDIENCE: "understudy-prod" };
  const confirmed = { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: false };

  it("confirms whoever brings it, and proves their address, of whatever domain", () => {
    assert.deepEqual(asked(inviting, { invitation: invite(claims) }), confirmed);
    assert.deepEqual(asked({ ...inviting, EMAIL_DOMAINS: "example.org" }, { attributes: { email: "Ada@Example.com" }, invitation: invite(claims) }), confirmed);
  });

  it("confirms nobody who signs in with a number too, who is created by an administrator or vouched for by a provider", () => {
    const invitation = invite(claims);
    assert.deepEqual(asked(inviting, { attributes: { email: "ada@example.com", phone_number: "+15555550100" }, invitation }), unproved);
    for (const source of ["PreSignUp_AdminCreateUser", "PreSignUp_ExternalProvider"] as const) assert.deepEqual(asked(inviting, { source, invitation }), unproved);
    assert.throws(() => asked({ ...inviting, EMAIL_DOMAINS: "example.org" }, { source: "PreSignUp_ExternalProvider", invitation }), { message: "Addresses of this domain cannot sign up." });
  });

  it("is none for another address or stack, after its time, by another hand, without a signature, or too long", () => {
    const good = invite(claims);
    const [head, body] = good.split(".");
    const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    const flaws: readonly string[] = [
      invite({ ...claims, email: "eve@example.com" }), invite({ ...claims, email: undefined }), invite({ ...claims, aud: "understudy-dev" }), invite({ ...claims, exp: later - 60 }),
      invite({ ...claims, exp: undefined }), otherInviter().invite(claims), invite(claims, { alg: "HS256" }), `${none}.${String(body)}.`, `${none}.${String(body)}.AAAA`,
      `${String(head)}.${Buffer.from(JSON.stringify({ ...claims, email: "ada@example.com " })).toString("base64url")}.${String(good.split(".")[2])}`,
      invite({ ...claims, more: "x".repeat(2048) }), "", "a.b.c", "{}",
    ];
    const key = invitationKey(publicKey);
    assert.equal(invites(good, "ada@example.com", { key, audience: "understudy-prod", at: now() }), true);
    assert.deepEqual(flaws.filter((flaw) => invites(flaw, "ada@example.com", { key, audience: "understudy-prod", at: now() })), []);
    assert.equal(invites(good, undefined, { key, audience: "understudy-prod", at: now() }), false);
    assert.deepEqual(asked(inviting, { invitation: flaws[0] ?? "" }), unproved);
    assert.throws(() => asked({ ...inviting, EMAIL_DOMAINS: "example.org" }, { invitation: flaws[3] ?? "" }), { message: "Addresses of this domain cannot sign up." });
  });
});

describe("a domain that nobody has to prove", () => {
  const confirming = { CONFIRMED_DOMAINS: "test.example.com" };
  const asks = (email: string, rest: Question = {}) => asked(confirming, { attributes: { email }, ...rest });

  it("lets in at once whoever gives an address of it, and proves no address", () => {
    assert.deepEqual(asks("bot@TEST.example.com"), { ...unproved, autoConfirmUser: true });
  });

  it("lets in nobody of a domain above or below it, with a number, or by another way", () => {
    for (const email of ["a@example.com", "a@sub.test.example.com", "a@test.example.com.evil.org"]) assert.deepEqual(asks(email), unproved);
    assert.deepEqual(asked(confirming, { attributes: { email: "a@test.example.com", phone_number: "+15555550100" } }), unproved);
    assert.deepEqual(asks("a@test.example.com", { source: "PreSignUp_ExternalProvider" }), unproved);
  });
});
