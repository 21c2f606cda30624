import { createChallenge, type CreateRules } from "../../../functions/identity-challenge-create/create";
import { defineChallenge } from "../../../functions/identity-challenge-define/define";
import type { Captcha } from "../../../functions/identity-challenge-verify/ports";
import { verifyChallenge } from "../../../functions/identity-challenge-verify/verify";
import type { PastStep } from "../../../functions/shared/challenge";
import { about, ada, FakeLog, FakeMail, FakeTries } from "./people";

/** What the application sees of a sign-in. */
export type Seen = { readonly state: "in" | "out" } | { readonly state: "asked"; readonly by: string; readonly parameters: Readonly<Record<string, string>> };

/** Who signs in. Without attributes the name is one that nobody has. */
export interface Person {
  readonly userName: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

const defaults: CreateRules = {
  first: "nothing", captcha: false, answers: 3, codeSeconds: 300, codesPerHour: 5, voice: { product: "Example", language: "en" },
};

/** The three functions of the challenge over ports in memory, shared by all sign-ins of a test. */
export class ChallengeWorld {
  readonly mail = new FakeMail();
  readonly tries = new FakeTries();
  readonly log = new FakeLog();
  readonly clock = { at: new Date("2026-11-21T12:00:00Z") };
  readonly rules: CreateRules;

  constructor(rules: Partial<CreateRules> = {}, readonly limits: { readonly answersPerHour: number } = { answersPerHour: 10 }, readonly captcha?: Captcha) {
    this.rules = { ...defaults, ...rules };
  }

  /** Begins a sign-in, with `SRP_A` where the application means to prove a password first. */
  begin(person: Person = { userName: ada.sub, attributes: ada }, srp = false): Promise<[SignIn, Seen]> {
    const signIn = new SignIn(this, person, srp ? [{ challengeName: "SRP_A", challengeResult: true }] : []);
    return signIn.next().then((seen) => [signIn, seen]);
  }
}

/** One sign-in, with Cognito's part of it: it keeps the session, and shows nobody the private half of a challenge. */
export class SignIn {
  #open: { readonly privately: Record<string, string>; readonly metadata: string } | undefined;

  constructor(private readonly world: ChallengeWorld, private readonly person: Person, readonly session: PastStep[]) {}

  /** The password was proved, or not: Cognito sees to that by itself. */
  password(challengeResult: boolean): Promise<Seen> {
    this.session.push({ challengeName: "PASSWORD_VERIFIER", challengeResult });
    return this.next();
  }

  async answer(challengeAnswer: string, clientMetadata?: Record<string, string>): Promise<Seen> {
    const { tries, captcha, log, clock, limits } = this.world;
    const open = this.#open ?? { privately: {}, metadata: "" };
    const verify = verifyChallenge(limits, { tries, captcha, log, now: () => clock.at });
    const { response: { answerCorrect } } = await verify({
      ...about("VerifyAuthChallengeResponse_Authentication"), ...this.name,
      request: { ...this.request, privateChallengeParameters: open.privately, challengeAnswer }, response: { answerCorrect: false },
    });
    this.session.push({ challengeName: "CUSTOM_CHALLENGE", challengeResult: answerCorrect, challengeMetadata: open.metadata });
    return this.next(clientMetadata);
  }

  /** What Cognito does after each step: it asks what comes next, and has it made. */
  async next(clientMetadata?: Record<string, string>): Promise<Seen> {
    const { rules } = this.world;
    const { response } = defineChallenge(rules)({
      ...about("DefineAuthChallenge_Authentication"), ...this.name, request: { ...this.request, session: this.events }, response: { issueTokens: false, failAuthentication: false },
    });
    if (response.failAuthentication || response.issueTokens) return { state: response.issueTokens && !response.failAuthentication ? "in" : "out" };
    const by = response.challengeName ?? "";
    return { state: "asked", by, parameters: by === "CUSTOM_CHALLENGE" ? await this.make(clientMetadata) : {} };
  }

  private async make(clientMetadata: Record<string, string> | undefined): Promise<Record<string, string>> {
    const { rules, mail, tries, log, clock } = this.world;
    const { response } = await createChallenge(rules, { mail, tries, log, now: () => clock.at })({
      ...about("CreateAuthChallenge_Authentication"), ...this.name,
      request: { ...this.request, challengeName: "CUSTOM_CHALLENGE", session: this.events, ...(clientMetadata !== undefined && { clientMetadata }) },
      response: { publicChallengeParameters: {}, privateChallengeParameters: {}, challengeMetadata: "" },
    });
    this.#open = { privately: response.privateChallengeParameters, metadata: response.challengeMetadata };
    return response.publicChallengeParameters;
  }

  private get name() {
    return { userName: this.person.userName };
  }

  private get request() {
    const { attributes } = this.person;
    // Of a name that nobody has Cognito tells nothing, though the typings promise attributes.
    return { userAttributes: attributes as Record<string, string>, userNotFound: attributes === undefined };
  }

  /** The typings tell custom steps from Cognito's own by their name. */
  private get events() {
    return this.session as Parameters<ReturnType<typeof defineChallenge>>[0]["request"]["session"];
  }
}
