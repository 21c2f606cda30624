/** Occasions on which the platform writes to somebody about their account. */
export const occasions = ["sign-up", "sign-in", "reset", "address", "invitation", "new-device"] as const;
export type Occasion = (typeof occasions)[number];

/** Words for one occasion. `{product}`, `{code}` and `{username}` stand for what they say. */
export interface Wording {
  readonly subject: string;
  /** What is said before the code, or instead of one. */
  readonly lead: string;
  /** What is said after it. */
  readonly end: string;
  /** Absent where no text message is sent. */
  readonly sms?: string;
}

/** All words of one language. */
export type Language = Readonly<Record<Occasion, Wording>>;
