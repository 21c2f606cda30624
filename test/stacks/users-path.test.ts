import assert from "node:assert/strict";
import { bothPlaces, type MemoryPlace } from "../support/memory-place";
import { totp, type Proof } from "../support/memory-sign-in";
import { type Account, type People } from "../support/pool-world";
import { claimsOf } from "../functions/shared/tokens";
import { ada, goodFor, password, refused, right } from "../support/user-path";

const codeIn = (place: MemoryPlace) => (): string => place.pool.ports.mail.code;
const wrongCode = (place: MemoryPlace): string => (codeIn(place)() === "000000" ? "111111" : "000000");

/** Somebody who signed up in the first place. */
async function signedUp({ use2, people }: { readonly use2: MemoryPlace; readonly people: People }, as: Partial<Account> = {}): Promise<Account> {
  await use2.pool.signUp(ada, password);
  await use2.pool.confirm(ada, codeIn(use2)());
  use2.pool.change(ada, as);
  return people.of(ada) ?? assert.fail("nobody");
}

/** Every way in, and what the account has for it. */
const factors: readonly (readonly [string, Partial<Account>, (place: MemoryPlace) => Proof])[] = [
  ["a password", {}, () => right],
  ["a password and a code by e-mail", { mfa: "EMAIL_OTP" }, (place) => ({ ...right, second: codeIn(place) })],
  ["a password and a code by text", { mfa: "SMS_MFA" }, (place) => ({ ...right, second: codeIn(place) })],
  ["a code by e-mail alone", {}, (place) => ({ by: "EMAIL_OTP", code: codeIn(place) })],
  ["a passkey", { passkey: true }, () => ({ by: "WEB_AUTHN" })],
  ["a password and a code of the platform's own", {}, (place) => ({ by: "challenge", password, answers: [codeIn(place)] })],
];
const byTotp: Proof = { ...right, second: () => totp };

describe("a user's path in the first place", () => {
  it("begins with a proved address, and with the group of all", async () => {
    const world = await bothPlaces();
    const { use2, people } = world;
    assert.equal(await refused(use2.pool.signUp(ada, "short")), "InvalidPasswordException");
    await use2.pool.signUp(ada, password);
    assert.deepEqual(use2.pool.ports.mail.letters.map(({ to, subject }) => [to, subject]), [[ada, "Your code for Example"]]);
    assert.equal(await refused(use2.web.signIn(ada, right)), "UserNotConfirmedException");
    assert.equal(await refused(use2.pool.confirm(ada, wrongCode(use2))), "CodeMismatchException");
    await use2.pool.confirm(ada, codeIn(use2)());
    assert.deepEqual([people.of(ada)?.status, people.of(ada)?.groups, people.of(ada)?.attributes["email_verified"]], ["CONFIRMED", ["member"], "true"]);
    assert.equal(await refused(use2.pool.signUp(ada, password)), "UsernameExistsException");
  });

  for (const [factor, has, proof] of [...factors, ["a password and an authenticator app", { mfa: "SOFTWARE_TOKEN_MFA" }, () => byTotp] as const]) {
    it(`leads with ${factor} to tokens, credentials and new tokens`, async () => {
      const world = await bothPlaces();
      const account = await signedUp(world, has);
      await goodFor(world.use2, await world.use2.web.signIn(ada, proof(world.use2)), account);
      assert.equal(world.use2.pool.ports.signIns.noted.length, 1);
    });
  }

  it("ends at a wrong password, code, factor or passkey, and at a name that nobody has", async () => {
    const world = await bothPlaces();
    const { use2 } = world;
    await signedUp(world, { mfa: "EMAIL_OTP" });
    const wrong = (): string => wrongCode(use2);
    assert.deepEqual([
      await refused(use2.web.signIn(ada, { by: "password", password: "Wrong-horse-battery-1" })), await refused(use2.web.signIn(ada, { ...right, second: wrong })),
      await refused(use2.web.signIn(ada, { by: "EMAIL_OTP", code: wrong })), await refused(use2.web.signIn(ada, { by: "WEB_AUTHN" })),
      await refused(use2.web.signIn(ada, { by: "SMS_OTP", code: codeIn(use2) })), await refused(use2.web.signIn("nobody@example.com", right)),
    ], ["NotAuthorizedException", "CodeMismatchException", "CodeMismatchException", "NotAuthorizedException", "InvalidParameterException", "NotAuthorizedException"]);
    assert.equal(await refused(use2.web.signIn(ada, { by: "challenge", password, answers: [wrong, wrong, wrong, codeIn(use2)] })), "NotAuthorizedException");
    assert.equal(await refused(use2.web.signIn(ada, { by: "challenge", answers: [codeIn(use2)] })), "NotAuthorizedException");
  });

  it("is closed after five wrong passwords, for a time that doubles", async () => {
    const world = await bothPlaces();
    const { use2, people } = world;
    await signedUp(world);
    const guess = (): Promise<string> => refused(use2.web.signIn(ada, { by: "password", password: "Wrong-horse-battery-1" }));
    for (let count = 0; count < 5; count += 1) assert.equal(await guess(), "NotAuthorizedException");
    assert.equal(await refused(use2.web.signIn(ada, right)), "NotAuthorizedException");
    people.clock.at = new Date(people.clock.at.getTime() + 1000);
    assert.equal(await guess(), "NotAuthorizedException");
    people.clock.at = new Date(people.clock.at.getTime() + 1999);
    assert.equal(await refused(use2.web.signIn(ada, right)), "NotAuthorizedException");
    people.clock.at = new Date(people.clock.at.getTime() + 1);
    assert.equal(await refused(use2.web.signIn(ada, right)), "let in");
  });

  it("gives no more codes than settings say, and looks at no more answers", async () => {
    const world = await bothPlaces();
    const { use2 } = world;
    await signedUp(world);
    const before = use2.pool.ports.mail.letters.length;
    for (let count = 0; count < 7; count += 1) await refused(use2.web.signIn(ada, { by: "challenge", password, answers: [(): string => wrongCode(use2)] }));
    assert.equal(use2.pool.ports.mail.letters.length - before, 5);
  });

  it("leads past a forgotten password, and keeps out whoever is blocked", async () => {
    const world = await bothPlaces();
    const { use2, people } = world;
    const account = await signedUp(world);
    const { refresh } = await use2.web.signIn(ada, right);
    await use2.pool.forgot(ada);
    await use2.pool.reset(ada, codeIn(use2)(), "Another-horse-battery-2");
    assert.deepEqual([await refused(use2.web.signIn(ada, right)), await refused(use2.web.signIn(ada, { by: "password", password: "Another-horse-battery-2" })), account.groups],
      ["NotAuthorizedException", "let in", ["member"]]);
    people.blocked.push(account.attributes["sub"] ?? "");
    const blocked = "This account is blocked. Ask support for help.";
    assert.deepEqual([await refused(use2.web.signIn(ada, { by: "password", password: "Another-horse-battery-2" })), await refused(use2.web.refresh(refresh))], [blocked, blocked]);
  });

  it("begins at a provider, and comes back to the same account", async () => {
    const { use2, people } = await bothPlaces();
    for (const provider of ["Google", "Workforce"]) {
      const account = await use2.pool.vouched(provider, { sub: "1", email: `${provider.toLowerCase()}@example.com` });
      assert.deepEqual([account.status, account.groups], ["EXTERNAL_PROVIDER", [`${use2.facts.userPoolId}_${provider}`, "member"]]);
      await goodFor(use2, await use2.web.comeBack(account), account);
      assert.equal(await use2.pool.vouched(provider, { sub: "1" }), account);
    }
    assert.equal(await refused(use2.pool.vouched("Facebook", { sub: "1" })), "InvalidParameterException");
    assert.equal(people.accounts.length, 2);
  });

  it("gives nothing to guests, and every group what is its own", async () => {
    const world = await bothPlaces();
    const { use2 } = world;
    const account = await signedUp(world);
    assert.equal(await refused(Promise.resolve().then(() => use2.credentials())), "NotAuthorizedException");
    account.groups.push("operator");
    const { id, access } = await use2.web.signIn(ada, right);
    assert.match(use2.credentials(id).role, /\/use2-identity-people-group-operator-/);
    assert.deepEqual([claimsOf(id)["role"], claimsOf(access)["role"]], ["operator", "operator"]);
    account.groups.splice(0);
    assert.match(use2.credentials((await use2.web.signIn(ada, right)).id).role, /\/use2-identity-people-authenticated-/);
  });
});

describe("a user's path in the standby, after the first place is lost", () => {
  for (const [factor, has, proof] of factors) {
    it(`leads with ${factor} to tokens, credentials and new tokens, without the other place`, async () => {
      const world = await bothPlaces();
      const account = await signedUp(world, has);
      world.people.lost.add("use2");
      assert.equal(await refused(world.use2.web.signIn(ada, proof(world.use2))), "NetworkError");
      await goodFor(world.usw2, await world.usw2.web.signIn(ada, proof(world.usw2)), account);
    });
  }

  it("goes on where it was: tokens of before are good, and bring new ones", async () => {
    const world = await bothPlaces();
    const { use2, usw2, people } = world;
    const account = await signedUp(world);
    const tokens = await use2.web.signIn(ada, right);
    people.lost.add("use2");
    assert.equal((await usw2.verify(tokens.id))?.sub, account.attributes["sub"]);
    await goodFor(usw2, await usw2.web.refresh(tokens.refresh), account);
  });

  it("refuses what client configurations say: sign-up, reset, changes, TOTP, and a first federated sign-in", async () => {
    const world = await bothPlaces();
    const { use2, usw2, people } = world;
    await signedUp(world, { mfa: "SOFTWARE_TOKEN_MFA" });
    const known = await use2.pool.vouched("Google", { sub: "1", email: "grace@example.com" });
    people.lost.add("use2");
    const not = "OperationNotSupportedInReplica";
    assert.deepEqual([
      await refused(usw2.pool.signUp("grace@example.com", password)), await refused(usw2.pool.forgot(ada)),
      await refused(Promise.resolve().then(() => usw2.pool.change(ada, { passkey: true }))), await refused(usw2.web.signIn(ada, byTotp)),
      await refused(usw2.pool.vouched("Google", { sub: "2", email: "new@example.com" })),
    ], [not, not, not, not, not]);
    assert.equal(await usw2.pool.vouched("Google", { sub: "1" }), known);
    await goodFor(usw2, await usw2.web.comeBack(known), known);
  });

  it("counts wrong passwords by itself, and keeps out whoever was blocked in either place", async () => {
    const world = await bothPlaces();
    const { use2, usw2, people } = world;
    const account = await signedUp(world);
    for (let count = 0; count < 5; count += 1) await refused(use2.web.signIn(ada, { by: "password", password: "Wrong-horse-battery-1" }));
    assert.equal(await refused(use2.web.signIn(ada, right)), "NotAuthorizedException");
    people.lost.add("use2");
    assert.equal(await refused(usw2.web.signIn(ada, right)), "let in");
    people.blocked.push(account.attributes["sub"] ?? "");
    assert.equal(await refused(usw2.web.signIn(ada, right)), "This account is blocked. Ask support for help.");
  });
});
