import assert from "node:assert/strict";
import { admitSignIn } from "../../../functions/identity-admission/admit";
import { addClaims, claimsOf, type TokenEvent } from "../../../functions/identity-claims/claims";
import { rankedFrom } from "../../../functions/identity-claims/rules";
import { welcome } from "../../../functions/identity-confirmed/welcome";
import { noteSignIn } from "../../../functions/identity-signed-in/note";
import { insistOnWelcome } from "../../../functions/shared/blocks";
import { inTime } from "../../../functions/shared/trigger";
import { about, ada, FakeBlocks, FakeJoined, FakeLog, FakeMail, FakeSignIns } from "../shared/people";

const now = (): Date => new Date("2026-11-21T12:00:00Z");
const voice = { product: "Example", language: "en" } as const;

describe("after a sign-up", () => {
  const join = async (triggerSource: "PostConfirmation_ConfirmForgotPassword" | "PostConfirmation_ConfirmSignUp", add?: () => Promise<void>) => {
    const [added, joined, log]: [unknown[], FakeJoined, FakeLog] = [[], new FakeJoined(), new FakeLog()];
    const groups = { add: add ?? ((...all: unknown[]) => { added.push(all); return Promise.resolve(); }) };
    const event = { ...about(triggerSource), request: { userAttributes: ada }, response: {} };
    assert.equal(await welcome({ groups: ["member", "beta"] }, { groups, joined, log }, 20)(event), event);
    return { added, noted: await joined.of(ada.sub), lines: log.lines };
  };

  it("everybody joins the groups of all, in the pool that asked, and that is noted", async () => {
    const added = [["us-east-2_AbCdEfGhI", ada.sub, "member"], ["us-east-2_AbCdEfGhI", ada.sub, "beta"]];
    assert.deepEqual(await join("PostConfirmation_ConfirmSignUp"), { added, noted: ["member", "beta"], lines: [] });
  });

  it("a new password joins nothing", async () => assert.deepEqual(await join("PostConfirmation_ConfirmForgotPassword"), { added: [], noted: [], lines: [] }));

  it("whoever is confirmed stays confirmed, when a group refuses or says nothing; it is written down, and not noted", async () => {
    const lines = [["error", "the user has not joined the groups of all: the first token tries again"]];
    for (const add of [() => Promise.reject(new Error("slow down")), () => new Promise<void>(() => undefined)]) {
      assert.deepEqual(await join("PostConfirmation_ConfirmSignUp", add), { added: [], noted: [], lines });
    }
  });
});

describe("before a sign-in", () => {
  const signIn = (blocks: FakeBlocks, request: { userAttributes?: Record<string, string> } = { userAttributes: ada }) =>
    admitSignIn({ blocks, log: new FakeLog(), now })({ ...about("PreAuthentication_Authentication"), request: request as { userAttributes: Record<string, string> }, response: {} });

  it("blocked users are turned away, and nobody else", async () => {
    await assert.rejects(signIn(new FakeBlocks([ada.sub])), { name: "TurnedAway", message: "This account is blocked. Ask support for help." });
    assert.equal((await signIn(new FakeBlocks(["other"]))).userName, ada.sub);
    assert.equal((await signIn(new FakeBlocks([ada.sub]), {})).userName, ada.sub);
  });

  it("a list that fails or says nothing keeps nobody out, and is written down", async () => {
    const silences = [() => Promise.reject(new Error("gone")), () => new Promise<boolean>(() => undefined)];
    for (const isBlocked of silences) {
      const log = new FakeLog();
      await insistOnWelcome(ada.sub, { blocks: { isBlocked }, log, now }, 20);
      assert.deepEqual(log.lines, [["error", "the list of blocked users does not answer: nobody is kept out by it"]]);
    }
  });
});

describe("after a sign-in", () => {
  const signedIn = async (newDeviceUsed: boolean, change: { readonly mail?: FakeMail; readonly attributes?: Record<string, string>; readonly note?: () => Promise<void>; readonly keep?: () => Promise<void> } = {}) => {
    const kept: unknown[] = [];
    const [signIns, log] = [new FakeSignIns(), new FakeLog()];
    const event = { ...about("PostAuthentication_Authentication"), request: { userAttributes: change.attributes ?? { ...ada, locale: "de" }, newDeviceUsed }, response: {} };
    const letterboxes = { keep: change.keep ?? ((userId: string, { email }: { email?: string | undefined }) => Promise.resolve(void kept.push([userId, email]))) };
    const ports = { letterboxes, signIns: change.note === undefined ? signIns : { note: change.note }, mail: change.mail, log, now };
    assert.equal(await noteSignIn(voice, ports)(event), event);
    return { noted: signIns.noted, kept, lines: log.lines };
  };

  it("it is noted, and its owner hears of a device that was not known", async () => {
    const mail = new FakeMail();
    assert.deepEqual(await signedIn(true, { mail }), { noted: [[ada.sub, "2026-11-21T12:00:00.000Z"]], kept: [[ada.sub, "ada@example.com"]], lines: [] });
    assert.deepEqual(mail.letters.map(({ to, subject }) => [to, subject]), [["ada@example.com", "Eine neue Anmeldung bei Example"]]);
  });

  it("nobody hears of a known device, of an address that is not proved, or where the place sends no mail", async () => {
    const mail = new FakeMail();
    await signedIn(false, { mail });
    await signedIn(true, { mail, attributes: { ...ada, email_verified: "false" } });
    assert.deepEqual((await signedIn(true)).lines, []);
    assert.deepEqual(mail.letters, []);
  });

  it("nobody is kept out by a table or a mailbox that fails", async () => {
    const mail = Object.assign(new FakeMail(), { send: () => Promise.reject(new Error("full")) });
    assert.deepEqual((await signedIn(true, { mail, note: () => Promise.reject(new Error("gone")), keep: () => Promise.reject(new Error("gone")) })).lines.sort(),
      [["error", "the letterboxes are not kept"], ["error", "the owner is not told of a new device"], ["error", "the sign-in is not noted"]]);
  });
});

describe("claims of groups", () => {
  const nowhere = { region: "us-east-2", joined: new FakeJoined(), groups: { add: () => Promise.reject(new Error("nobody joins here")) } };
  const ranked = [{ group: "operator", claims: { role: "operator", desk: "1" } }, { group: "member", claims: { role: "member", club: "yes" } }];
  const request = { userAttributes: ada, groupConfiguration: { groupsToOverride: ["member", "operator"], iamRolesToOverride: [], preferredRole: undefined } };
  const claimsToAddOrOverride = { role: "operator", desk: "1", club: "yes" };
  const ask = (event: unknown, blocks = new FakeBlocks()) => addClaims({ ranked, everybody: [] }, { ...nowhere, blocks, log: new FakeLog(), now })(event as TokenEvent);
  const event = (version: string, source = "TokenGeneration_Authentication") => ({ ...about(source, version), request, response: {} });

  it("are those of all groups, the first in rank before the others", () => {
    assert.deepEqual([claimsOf(["member", "operator"], ranked), claimsOf(["member"], ranked), claimsOf([], ranked)], [claimsToAddOrOverride, { role: "member", club: "yes" }, {}]);
  });

  it("go into identity tokens alone by the first form of the event, into access tokens too by the others", async () => {
    assert.deepEqual((await ask(event("1"))).response, { claimsOverrideDetails: { claimsToAddOrOverride, groupOverrideDetails: request.groupConfiguration } });
    for (const version of ["2", "3"]) {
      assert.deepEqual((await ask(event(version, "TokenGeneration_RefreshTokens"))).response, {
        claimsAndScopeOverrideDetails: { idTokenGeneration: { claimsToAddOrOverride }, accessTokenGeneration: { claimsToAddOrOverride }, groupOverrideDetails: request.groupConfiguration },
      });
    }
  });

  it("are none of a program, and none of who is in no group", async () => {
    const program = { ...event("3", "TokenGeneration_ClientCredentials"), request: { scopes: ["a"] } };
    assert.equal(await ask(program), program);
    const nobody = { ...event("2"), request: { ...request, groupConfiguration: {} } };
    assert.equal(await ask(nobody), nobody);
  });

  it("are not given to a blocked user, nor is a token, fresh or renewed", async () => {
    for (const source of ["TokenGeneration_Authentication", "TokenGeneration_RefreshTokens", "TokenGeneration_HostedAuth"]) {
      await assert.rejects(ask(event("2", source), new FakeBlocks([ada.sub])), { name: "TurnedAway" });
    }
  });

  it("are read from the environment as they were written, and refused in any other form", () => {
    assert.deepEqual(rankedFrom(JSON.stringify(ranked)), ranked);
    for (const text of ["", "{}", '[{"group":"a"}]', '[{"group":"a","claims":{"b":1}}]', '["a"]']) assert.throws(() => rankedFrom(text), { message: /^GROUP_CLAIMS is no list of claims/ });
  });
});

describe("a trigger", () => {
  it("answers in time, or fails by itself before Cognito gives up", async () => {
    assert.equal(await inTime(Promise.resolve(1), 20), 1);
    await assert.rejects(inTime(Promise.reject(new Error("gone")), 20), { message: "gone" });
    await assert.rejects(inTime(new Promise(() => undefined), 20), { message: "no answer within 20 ms: Cognito waits no longer, so ask what this trigger calls" });
  });
});
