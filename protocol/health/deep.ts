import { type HealthAnswer } from "./role";
import { inTime } from "./within";

/** Path at which a place does what a user does. Asked by the other place's detector and by the steps of a failover, by nobody else. */
export const deepPath = "/healthz/deep";

/** What a place answers at {@link deepPath} when all of it went well. */
export const deepMark = "DEEP=OK";

/** Seconds that an answer is good for: whoever asks in a loop gets the last one, and no load arises. */
export const freshSeconds = 5;

/** What a journey needs of the world. */
export interface DeepPorts {
  /** Signs in, writes and reads as a user does. Rejects with what did not work. */
  readonly journey: () => Promise<void>;
  readonly now: () => number;
  /** Resolves after so many seconds. */
  readonly after: (seconds: number) => Promise<void>;
}

/** Answers at {@link deepPath}: one journey at a time, whoever asks, and each answer for some seconds. */
export function deepAnswers({ journey, now, after }: DeepPorts): () => Promise<HealthAnswer> {
  let last: { readonly at: number; readonly answer: HealthAnswer } | undefined;
  let under: Promise<HealthAnswer> | undefined;
  const travel = async (): Promise<HealthAnswer> => {
    try {
      await inTime(journey(), after);
      return { status: 200, body: `${deepMark}\n` };
    } catch (error) {
      return { status: 503, body: `DEEP=FAILED\n${error instanceof Error ? error.message : String(error)}\n` };
    }
  };
  return async () => {
    if (last !== undefined && now() - last.at < freshSeconds * 1000) return last.answer;
    under ??= travel().then((answer) => {
      last = { at: now(), answer };
      under = undefined;
      return answer;
    });
    return under;
  };
}
