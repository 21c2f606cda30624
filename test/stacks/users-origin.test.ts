import assert from "node:assert/strict";
import { inviter } from "../functions/shared/invitation";
import { bothPlaces } from "../support/memory-place";
import { type Proof, type Tokens } from "../support/memory-sign-in";
import { stackFile } from "../support/settings";
import { claimsOf } from "../functions/shared/tokens";
import { ada, goodFor, password, refused, right } from "../support/user-path";
import { fullerProd } from "../support/variants";

describe("the path of somebody who was invited", () => {
  const { triggers } = stackFile("prod") as { readonly triggers: { readonly signUp: object } };
  const { publicKey, invite } = inviter();
  const set = [`understudy:triggers=${JSON.stringify({ ...triggers, signUp: { ...triggers.signUp, emailDomains: ["example.org"], autoConfirm: { by: "invitation", publicKey } } })}`];
  const claims = (change: object = {}) => ({ email: ada, aud: "understudy-prod", exp: Date.now() / 1000 + 60, ...change });

  it("leads in without a code, past the domains of others, and to the group of all", async () => {
    const { use2, people } = await bothPlaces(set);
    await use2.pool.signUp(ada, password, { invitation: invite(claims()) });
    assert.deepEqual(use2.pool.ports.mail.letters, []);
    const account = people.of(ada) ?? assert.fail("nobody");
    assert.deepEqual([account.status, account.attributes["email_verified"]], ["CONFIRMED", "true"]);
    await goodFor(use2, await use2.web.signIn(ada, right), account);
  });

  it("does not begin with an invitation of somebody else, or of another stack", async () => {
    const { use2 } = await bothPlaces(set);
    for (const flaw of [{ email: "eve@example.com" }, { aud: "understudy-dev" }]) {
      assert.equal(await refused(use2.pool.signUp(ada, password, { invitation: invite(claims(flaw)) })), "Addresses of this domain cannot sign up.");
    }
  });
});

describe("the path of somebody whom another system knew", () => {
  const inClear: Proof = { ...right, inClear: true };

  it("leads in by the password of before, once over the other system and from then on without it, in the standby too", async () => {
    const { use2, usw2, people } = await bothPlaces(fullerProd);
    people.old.set(ada, { password, attributes: { email: ada, email_verified: "true", "custom:tier": "gold" } });
    assert.equal(await refused(use2.web.signIn(ada, { by: "password", password: "Wrong-horse-battery-1", inClear: true })), "NotAuthorizedException");
    const { id, access } = await use2.web.signIn(ada, inClear);
    const account = people.of(ada) ?? assert.fail("nobody");
    assert.deepEqual([account.status, account.attributes["custom:tier"], account.groups], ["CONFIRMED", undefined, ["member"]]);
    for (const token of [id, access]) assert.deepEqual([claimsOf(token)["cognito:groups"], claimsOf(token)["role"]], [["member"], "member"]);
    people.old.clear();
    people.lost.add("use2");
    await goodFor(usw2, await usw2.web.signIn(ada, right), account);
  });

  it("leads to the group of all in the standby too, where nobody can be put into it, and once only", async () => {
    const { use2, usw2, people } = await bothPlaces(fullerProd);
    people.old.set(ada, { password, attributes: { email: ada, email_verified: "true" } });
    people.refusesGroups = true;
    const groupsOf = ({ id }: Tokens): unknown => claimsOf(id)["cognito:groups"];
    assert.deepEqual(groupsOf(await use2.web.signIn(ada, inClear)), ["member"]);
    const account = people.of(ada) ?? assert.fail("nobody");
    people.lost.add("use2");
    const tokens = await usw2.web.signIn(ada, right);
    assert.deepEqual([groupsOf(tokens), account.groups, usw2.pool.ports.log.lines], [["member"], [], []]);
    assert.match(usw2.credentials(tokens.id).role, /\/usw2-identity-people-group-member-/);
    people.lost.clear();
    people.refusesGroups = false;
    await use2.web.signIn(ada, right);
    assert.deepEqual(account.groups, ["member"]);
    account.groups.splice(0);
    assert.deepEqual([groupsOf(await use2.web.signIn(ada, right)), groupsOf(await usw2.web.signIn(ada, right)), account.groups], [[], [], []]);
  });

  it("is that of whoever an administrator created, too", async () => {
    const { use2, people } = await bothPlaces();
    const account = people.add({ email: ada, email_verified: "true" }, { password, status: "CONFIRMED" });
    await goodFor(use2, await use2.web.signIn(ada, right), account);
    assert.deepEqual(account.groups, ["member"]);
  });

  it("does not begin in the standby, nor where nobody is taken over", async () => {
    const { usw2, people } = await bothPlaces(fullerProd);
    people.old.set(ada, { password, attributes: { email: ada, email_verified: "true" } });
    people.lost.add("use2");
    assert.equal(await refused(usw2.web.signIn(ada, inClear)), "NotAuthorizedException");
    assert.equal(await refused((await bothPlaces()).use2.web.signIn(ada, inClear)), "InvalidParameterException");
  });
});
