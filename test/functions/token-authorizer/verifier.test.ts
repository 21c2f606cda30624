import assert from "node:assert/strict";
import { verifierOf, type Verify } from "../../../functions/token-authorizer/verifier";
import { FakeIssuer, FakeKept, signer, token } from "../shared/tokens";

const [known, rotated, forger] = [signer("key-1"), signer("key-2"), signer("key-1")];
const pool = "us-east-2_AbCdEfGhI";
const issuers = [`https://cognito-idp.us-east-2.amazonaws.com/${pool}`, `https://cognito-idp.us-west-2.amazonaws.com/${pool}`, `https://issuer-cognito-idp.us-east-2.amazonaws.com/${pool}`];
/** When the tests begin: the library looks at the clock itself, and a slow machine may take its time to come here. */
const now = Math.floor(Date.now() / 1000);
const tomorrow = now + 86_400;
const access = { sub: "u-1", iss: issuers[0], token_use: "access", client_id: "web", username: "ada", "cognito:groups": ["operator"], iat: now, exp: tomorrow };
const id = { sub: "u-1", iss: issuers[0], token_use: "id", aud: "web", "cognito:username": "ada", email: "ada@example.com", iat: now, exp: tomorrow };
const ada = { sub: "u-1", username: "ada", groups: '["operator"]' };

interface World { readonly kept: FakeKept; readonly issuer: FakeIssuer; readonly verify: Verify; readonly clock: { ms: number } }

function world(places: FakeKept["places"] = { usw2: [known.publicKey], use2: [] }, shows: FakeIssuer["shows"] = {}): World {
  const [kept, issuer, clock] = [new FakeKept(places), new FakeIssuer(shows), { ms: 0 }];
  return { kept, issuer, clock, verify: verifierOf({ issuers, clientIds: ["web", "ios"], places: ["usw2", "use2"] }, { kept, issuer, now: () => clock.ms }) };
}

describe("verifying a token", () => {
  it("tells whom an access token or an identity token speaks for", async () => {
    const { verify } = world();
    assert.deepEqual(await verify(token(access, known)), ada);
    assert.deepEqual(await verify(token(id, known)), { sub: "u-1", username: "ada", groups: "[]", email: "ada@example.com" });
    assert.deepEqual(await verify(token({ ...access, sub: "web", username: undefined, "cognito:groups": undefined }, known)), { sub: "web", username: "web", groups: "[]" });
  });

  it("takes the pool under each of its names", async () => {
    const { verify } = world();
    for (const iss of issuers) assert.deepEqual(await verify(token({ ...access, iss }, known)), ada);
  });

  const refused: readonly (readonly [string, () => string])[] = [
    ["has expired", () => token({ ...access, exp: now - 1 }, known)],
    ["is not yet good", () => token({ ...access, nbf: tomorrow }, known)],
    ["is for another application", () => token({ ...access, client_id: "stranger" }, known)],
    ["is an identity token for another application", () => token({ ...id, aud: "stranger" }, known)],
    ["names another application where its kind does not look", () => token({ ...id, aud: "stranger", client_id: "web" }, known)],
    ["is of another issuer", () => token({ ...access, iss: "https://cognito-idp.us-east-2.amazonaws.com/us-east-2_Another" }, known)],
    ["is neither for access nor for identity", () => token({ ...access, token_use: "refresh" }, known)],
    ["was signed by somebody else under the same name", () => token(access, forger)],
    ["was changed after it was signed", () => token(access, known).replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ ...access, sub: "u-2" })).toString("base64url")}.`)],
    ["claims to need no signature", () => `${token(access, known, { alg: "none" }).split(".").slice(0, 2).join(".")}.`],
    ["claims a signature by a shared secret", () => token(access, known, { alg: "HS256" })],
    ["has no key", () => token(access, known, { kid: undefined })],
    ["is no token", () => "abc"],
  ];
  for (const [title, forged] of refused) it(`turns away what ${title}`, async () => assert.equal(await world().verify(forged()), undefined));
});

describe("the keys that tokens are verified with", () => {
  it("are this place's own: nobody is asked, whatever became of the issuer", async () => {
    const { verify, kept, issuer } = world();
    for (let times = 0; times < 3; times++) assert.deepEqual(await verify(token(access, known)), ada);
    assert.deepEqual([kept.reads, issuer.asked], [["usw2"], []]);
  });

  it("are the other place's kept ones, in this place's replica, until this one has kept its own", async () => {
    const { verify, kept, issuer } = world({ usw2: [], use2: [known.publicKey] });
    assert.deepEqual(await verify(token(access, known)), ada);
    assert.deepEqual([kept.reads, issuer.asked], [["usw2", "use2"], []]);
  });

  it("are the issuer's on the first day, when nothing has been kept", async () => {
    const { verify, issuer } = world({ usw2: [], use2: [] }, { [issuers[1] ?? ""]: [known.publicKey] });
    assert.deepEqual(await verify(token(access, known)), ada);
    assert.deepEqual(issuer.asked, issuers);
  });

  it("are looked for once when a token has a new one, and not again for a minute, however many tokens are forged", async () => {
    const { verify, issuer, clock } = world(undefined, { [issuers[0] ?? ""]: [known.publicKey, rotated.publicKey] });
    assert.deepEqual(await verify(token(access, rotated)), ada);
    assert.equal(issuer.asked.length, 3);
    const unknown = token(access, known, { kid: "key-9" });
    assert.deepEqual([await verify(unknown), await verify(unknown)], [undefined, undefined]);
    assert.equal(issuer.asked.length, 3);
    clock.ms = 60_001;
    assert.equal(await verify(unknown), undefined);
    assert.equal(issuer.asked.length, 6);
  });

  it("are read again after ten minutes, so that one which is no longer kept opens nothing", async () => {
    const { verify, kept, clock } = world();
    assert.deepEqual(await verify(token(access, known)), ada);
    kept.places["usw2"] = [rotated.publicKey];
    assert.deepEqual(await verify(token(access, known)), ada);
    clock.ms = 600_001;
    assert.equal(await verify(token(access, known)), undefined);
    assert.deepEqual(await verify(token(access, rotated)), ada);
  });

  it("stay known while the table does not answer", async () => {
    const { verify, kept, clock } = world();
    assert.deepEqual(await verify(token(access, known)), ada);
    kept.places["usw2"] = undefined;
    kept.places["use2"] = undefined;
    clock.ms = 600_001;
    assert.deepEqual(await verify(token(access, known)), ada);
  });

  it("are missed as a failure, not as a stranger at the door, when there are none at all", async () => {
    const { verify } = world({ usw2: undefined, use2: undefined });
    await assert.rejects(verify(token(access, known)), { message: "no keys are kept here and no issuer answers: want token-keys to have run once" });
  });
});
