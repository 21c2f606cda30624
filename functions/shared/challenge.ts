/** One step of a sign-in that is behind a person, as Cognito tells of it. */
export interface PastStep {
  readonly challengeName: string;
  readonly challengeResult: boolean;
  readonly challengeMetadata?: string | undefined;
}

/** What a sign-in by challenge asks for. */
export interface ChallengeRules {
  /** What is proved before the code: with `nothing`, the code alone lets people in. */
  readonly first: "password" | "nothing";
  readonly captcha: boolean;
  /** Answers to one challenge, the right one among them. */
  readonly answers: number;
}

export type NextStep = "password" | "captcha" | "code" | "let-in" | "refuse";

/** What the challenges of the platform are called in what Cognito remembers of them. */
export type ChallengeKind = "captcha" | "code";

/** What a challenge was, by what it left in the session. */
export function kindOf({ challengeName, challengeMetadata = "" }: PastStep): ChallengeKind | undefined {
  if (challengeName !== "CUSTOM_CHALLENGE") return undefined;
  return challengeMetadata.startsWith("code:") ? "code" : challengeMetadata === "captcha" ? "captcha" : undefined;
}

/** What comes next: the password where one is wanted, then a CAPTCHA where one is, then the code. Nobody is let in without a code. */
export function nextStep(session: readonly PastStep[], rules: ChallengeRules): NextStep {
  const password = passwordStep(session.filter(({ challengeName }) => challengeName !== "CUSTOM_CHALLENGE"), rules);
  if (password !== "proved") return password;
  if (session.some((step) => step.challengeName === "CUSTOM_CHALLENGE" && kindOf(step) === undefined)) return "refuse";
  for (const kind of [...(rules.captcha ? ["captcha" as const] : []), "code" as const]) {
    const answers = session.filter((step) => kindOf(step) === kind);
    if (answers.some(({ challengeResult }) => challengeResult)) continue;
    return answers.length >= rules.answers ? "refuse" : kind;
  }
  return "let-in";
}

/** Cognito proves passwords itself: a client that wants to begins with `SRP_A`. Source: Amazon Cognito Developer Guide, "Define Auth challenge Lambda trigger". */
function passwordStep(steps: readonly PastStep[], { first }: ChallengeRules): "password" | "proved" | "refuse" {
  if (steps.some(({ challengeResult }) => !challengeResult)) return "refuse";
  const has = (name: string): boolean => steps.some(({ challengeName }) => challengeName === name);
  if (has("PASSWORD_VERIFIER")) return "proved";
  if (has("SRP_A")) return "password";
  return first === "password" || steps.length > 0 ? "refuse" : "proved";
}
