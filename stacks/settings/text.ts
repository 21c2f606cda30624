import * as z from "zod";
import { logRetentionDays } from "../../components/core/log-retention";

/** Text of a certain form. `want` completes the sentence "want …" and shows an example. */
export const text = (form: RegExp, want: string) => z.string({ error: want }).regex(form, want);

/** Whole number within bounds, both included. */
export const whole = (min: number, max: number, unit: string) => {
  const want = `a whole number of ${unit} from ${String(min)} to ${String(max)}`;
  return z.int({ error: want }).min(min, want).max(max, want);
};

/** One of a few words. */
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) => z.enum(words, { error: `one of ${words.join(", ")}` });

/** Yes or no. */
export const flag = () => z.boolean({ error: "true or false" });

/** Key of an entry: part of names, so it is short, and renaming it replaces what it names. */
export const key = text(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "lower-case letters, digits and single hyphens, such as `app`")
  .max(12, "12 characters or fewer, since AWS limits the names made of it");

/** One label of a domain name. */
export const hostLabel = text(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "one label of a domain name, such as `api`");

/** Days that a log is kept. */
export const logDays = z.literal(logRetentionDays, { error: `one of the periods that CloudWatch Logs offers: ${logRetentionDays.join(", ")} days` });
