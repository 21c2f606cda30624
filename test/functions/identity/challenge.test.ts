import assert from "node:assert/strict";
import { defineChallenge } from "../../../functions/identity-challenge-define/define";
import { nextStep, type PastStep } from "../../../functions/shared/challenge";
import { fromMetadata, newCode, opens, seal, toMetadata } from "../../../functions/shared/code";
import { about, ada } from "../shared/people";
import { ChallengeWorld } from "../shared/sign-in";

const asked = (parameters: Record<string, string>) => ({ state: "asked", by: "CUSTOM_CHALLENGE", parameters });
const codeTo = (sentTo = "a***@e***") => asked({ kind: "code", sentTo, seconds: "300" });
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
const later = (world: ChallengeWorld, minutes: number): void => { world.clock.at = new Date(world.clock.at.getTime() + minutes * 60_000); };

describe("a sign-in by a code in the mail", () => {
  it("sends a code, and lets in whoever types it, spaces and all", async () => {
    const world = new ChallengeWorld();
    const [signIn, seen] = await world.begin();
    assert.deepEqual([seen, world.mail.letters.length, world.mail.letters[0]?.to], [codeTo(), 1, "ada@example.com"]);
    const { code } = world.mail;
    assert.deepEqual(await signIn.answer(` ${code.slice(0, 3)} ${code.slice(3)} `), { state: "in" });
  });

  it("takes another try of the same code after a wrong one, without another e-mail, and turns away at the third", async () => {
    const world = new ChallengeWorld();
    const [first] = await world.begin();
    assert.deepEqual(await first.answer(wrong(world.mail.code)), codeTo());
    assert.deepEqual([await first.answer(world.mail.code), world.mail.letters.length], [{ state: "in" }, 1]);
    const [second] = await world.begin();
    const { code } = world.mail;
    assert.deepEqual([await second.answer(wrong(code)), await second.answer(wrong(code)), await second.answer(wrong(code))], [codeTo(), codeTo(), { state: "out" }]);
  });

  it("does not take a code that is too old, and sends another one then", async () => {
    const world = new ChallengeWorld();
    const [signIn] = await world.begin();
    const old = world.mail.code;
    later(world, 5);
    assert.deepEqual(await signIn.answer(old), codeTo());
    assert.equal(world.mail.letters.length, 2);
    assert.deepEqual(await signIn.answer(world.mail.code), { state: "in" });
  });

  it("does not take the code of another sign-in", async () => {
    const world = new ChallengeWorld();
    await world.begin();
    const other = world.mail.code;
    const [signIn] = await world.begin();
    if (other === world.mail.code) return;
    assert.deepEqual(await signIn.answer(other), codeTo());
  });

  it("looks at no answer beyond the hour's, not even at the right one, however many sign-ins are begun", async () => {
    const world = new ChallengeWorld({ codesPerHour: 100 }, { answersPerHour: 4 });
    const [first] = await world.begin();
    for (let answers = 0; answers < 3; answers++) await first.answer(wrong(world.mail.code));
    const [last] = await world.begin();
    assert.deepEqual(await last.answer(world.mail.code), { state: "in" });
    const [locked] = await world.begin();
    assert.deepEqual(await locked.answer(world.mail.code), codeTo());
    assert.deepEqual(world.log.lines.at(-1), ["info", "not looked at: too many answers in this hour"]);
    later(world, 60);
    const [free] = await world.begin();
    assert.deepEqual(await free.answer(world.mail.code), { state: "in" });
  });

  it("sends no more codes than the hour's, and shows the same then", async () => {
    const world = new ChallengeWorld({ codesPerHour: 2 });
    const seen = [];
    for (let times = 0; times < 3; times++) seen.push((await world.begin())[1]);
    assert.deepEqual([seen, world.mail.letters.length], [[codeTo(), codeTo(), codeTo()], 2]);
  });

  it("shows the same to a name that nobody has, sends nothing, and lets nobody in", async () => {
    const world = new ChallengeWorld();
    const [signIn, seen] = await world.begin({ userName: "nobody@example.com" });
    assert.deepEqual([seen, world.mail.letters], [codeTo("n***@e***"), []]);
    assert.deepEqual([await signIn.answer("000000"), await signIn.answer("000000"), await signIn.answer("000000")], [codeTo("n***@e***"), codeTo("n***@e***"), { state: "out" }]);
    assert.equal(world.tries.counts.size, 0);
  });

  it("sends no code to an address that nobody has proved", async () => {
    const world = new ChallengeWorld();
    const [, seen] = await world.begin({ userName: ada.sub, attributes: { ...ada, email_verified: "false" } });
    assert.deepEqual([seen, world.mail.letters], [codeTo(), []]);
  });

  it("writes in the user's language, and in the one that the application asks for", async () => {
    const world = new ChallengeWorld();
    const [signIn] = await world.begin({ userName: ada.sub, attributes: { ...ada, locale: "de-AT" } });
    assert.equal(world.mail.letters[0]?.subject, "Ihr Anmeldecode für Example");
    later(world, 6);
    await signIn.answer("000000", { language: "fr" });
    assert.equal(world.mail.letters[1]?.subject, "Votre code de connexion à Example");
  });
});

describe("a sign-in that wants a password first", () => {
  it("has it proved before it sends a code", async () => {
    const world = new ChallengeWorld({ first: "password" });
    const [signIn, seen] = await world.begin(undefined, true);
    assert.deepEqual([seen, world.mail.letters], [{ state: "asked", by: "PASSWORD_VERIFIER", parameters: {} }, []]);
    assert.deepEqual(await signIn.password(true), codeTo());
    assert.deepEqual(await signIn.answer(world.mail.code), { state: "in" });
  });

  it("is over with a wrong password, and without any", async () => {
    const world = new ChallengeWorld({ first: "password" });
    const [signIn] = await world.begin(undefined, true);
    assert.deepEqual(await signIn.password(false), { state: "out" });
    assert.deepEqual((await world.begin())[1], { state: "out" });
    assert.deepEqual(world.mail.letters, []);
  });
});

describe("a sign-in with a CAPTCHA", () => {
  const captcha = { passes: (token: string) => Promise.resolve(token === "solved") };
  const puzzle = asked({ kind: "captcha", siteKey: "site" });
  const rules = { captcha: true, captchaSiteKey: "site" } as const;

  it("has it solved before it sends a code", async () => {
    const world = new ChallengeWorld(rules, undefined, captcha);
    const [signIn, seen] = await world.begin();
    assert.deepEqual([seen, world.mail.letters.length], [puzzle, 0]);
    assert.deepEqual(await signIn.answer("guessed"), puzzle);
    assert.deepEqual([await signIn.answer("solved"), world.mail.letters.length], [codeTo(), 1]);
    assert.deepEqual(await signIn.answer(world.mail.code), { state: "in" });
  });

  it("turns away at the third that is not solved, and asks nobody about no answer at all", async () => {
    const shown: string[] = [];
    const world = new ChallengeWorld(rules, undefined, { passes: (token) => Promise.resolve(shown.push(token) === 0) });
    const [signIn] = await world.begin();
    assert.deepEqual([await signIn.answer("no"), await signIn.answer(""), await signIn.answer("no")], [puzzle, puzzle, { state: "out" }]);
    assert.deepEqual(shown, ["no", "no"]);
  });

  it("fails, rather than lets anybody by, when nobody can say whether it was solved", async () => {
    const world = new ChallengeWorld(rules, undefined, { passes: () => Promise.reject(new Error("silence")) });
    const [signIn] = await world.begin();
    await assert.rejects(signIn.answer("solved"), { message: "silence" });
  });
});

describe("the next step of a session", () => {
  const code = (challengeResult: boolean): PastStep => ({ challengeName: "CUSTOM_CHALLENGE", challengeResult, challengeMetadata: toMetadata(seal("123456", "u", 1)) });
  const rules = { first: "nothing", captcha: false, answers: 3 } as const;
  const steps: readonly (readonly [string, readonly PastStep[], Partial<typeof rules> | { captcha: true } | { first: "password" }, string])[] = [
    ["a code that was right lets in", [code(false), code(true)], {}, "let-in"],
    ["a code without its CAPTCHA does not", [code(true)], { captcha: true }, "captcha"],
    ["a code without its password does not", [code(true)], { first: "password" }, "refuse"],
    ["a challenge that is not ours counts for nothing", [{ challengeName: "CUSTOM_CHALLENGE", challengeResult: true, challengeMetadata: "other" }], {}, "refuse"],
    ["a device that was proved is not a password", [{ challengeName: "DEVICE_PASSWORD_VERIFIER", challengeResult: true }, code(true)], {}, "refuse"],
    ["a device beside a password changes nothing", [{ challengeName: "SRP_A", challengeResult: true }, { challengeName: "PASSWORD_VERIFIER", challengeResult: true }, { challengeName: "DEVICE_PASSWORD_VERIFIER", challengeResult: true }], {}, "code"],
  ];
  for (const [title, session, change, next] of steps) it(title, () => assert.equal(nextStep(session, { ...rules, ...change }), next));
});

describe("a name that nobody has", () => {
  it("is let in by nothing, whatever the session says", () => {
    const request = { userAttributes: {}, userNotFound: true, session: [{ challengeName: "CUSTOM_CHALLENGE", challengeResult: true, challengeMetadata: toMetadata(seal("123456", "u", 1)) }] } as const;
    const event = { ...about("DefineAuthChallenge_Authentication"), response: { issueTokens: false, failAuthentication: false } };
    const answers = [request, { ...request, userNotFound: false }].map((each) => defineChallenge(new ChallengeWorld().rules)({ ...event, request: { ...each, session: [...each.session] } }).response);
    assert.deepEqual(answers, [{ issueTokens: false, failAuthentication: true }, { issueTokens: true, failAuthentication: false }]);
  });
});

describe("a code", () => {
  const at = new Date(1_000_000);

  it("is sealed for one user and one time, and never in the seal itself", () => {
    const sealed = seal("123456", "u", 2_000);
    assert.equal(opens("123456", sealed, { userId: "u", at }), true);
    for (const [answer, userId, when] of [["123457", "u", at], ["123456", "v", at], ["123456", "u", new Date(2_000_000)], ["", "u", at]] as const) {
      assert.equal(opens(answer, sealed, { userId, at: when }), false);
    }
    assert.equal(JSON.stringify(sealed).includes("123456"), false);
    assert.notEqual(seal("123456", "u", 2_000).hash, sealed.hash);
  });

  it("goes through a session unchanged, and nothing else is taken for one", () => {
    const sealed = seal("123456", "u", 2_000);
    assert.deepEqual(fromMetadata(toMetadata(sealed)), sealed);
    assert.deepEqual([fromMetadata(undefined), fromMetadata("captcha"), fromMetadata(`${toMetadata(sealed)}x`)], [undefined, undefined, undefined]);
  });

  it("has six digits, whichever they are", () => {
    for (let times = 0; times < 50; times++) assert.match(newCode(), /^\d{6}$/);
  });
});
