/**
 * Milliseconds in which a trigger answers. Cognito waits five seconds, the start of a cold function among them.
 * Source: Amazon Cognito Developer Guide, "Customizing user pool workflows with Lambda triggers", things to know.
 */
const answerMs = 4_000;

/**
 * Waits for work, and not longer than a person at the door can be kept.
 *
 * @throws {Error} when there is no answer in time; the work goes on unheard.
 */
export async function inTime<T>(work: Promise<T>, patienceMs: number = answerMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${String(patienceMs)} ms: Cognito waits no longer, so ask what this trigger calls`)), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What Cognito knows of a user. Of a name that nobody has it tells nothing at all, whatever the typings say. */
export function attributesOf({ userAttributes }: { readonly userAttributes?: Readonly<Record<string, string>> | null }): Readonly<Record<string, string | undefined>> {
  return userAttributes ?? {};
}

/** What functions around sign-in write down, without anybody's name in it. */
export interface Log {
  info(message: string, details: Record<string, unknown>): void;
  error(message: string, details: Record<string, unknown>): void;
}

/** What went wrong, as text for a log. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
