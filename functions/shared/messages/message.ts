import { settings } from "../environment";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import type { Language, Occasion } from "./wording";

const languages = { de, en, es, fr } as const satisfies Readonly<Record<string, Language>>;

/** Languages that the platform writes in. */
export type LanguageKey = keyof typeof languages;
export const languageKeys: readonly LanguageKey[] = ["de", "en", "es", "fr"];

/** What the platform is called in its messages, and the language of those who have said none that it knows. */
export interface Voice {
  readonly product: string;
  readonly language: LanguageKey;
}

/** A message as every channel needs it. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Absent where the occasion has none. */
  readonly sms?: string;
}

/** What is said in a message. The code can be what stands for it until Cognito puts it in. */
export interface Words {
  readonly code?: string;
  readonly username?: string;
}

/** The language of somebody: the first of these that the platform writes in. `pt-BR`, `de_AT` and the like are taken for their language. */
export function languageFor(wishes: readonly (string | undefined)[], { language }: Pick<Voice, "language">): LanguageKey {
  const wanted = wishes.map((wish) => wish?.trim().toLowerCase().split(/[-_]/)[0]);
  return wanted.flatMap((wish) => languageKeys.filter((key) => key === wish))[0] ?? language;
}

/** The message for an occasion. What is filled in is text, never markup. */
export function messageFor(occasion: Occasion, language: LanguageKey, { product, ...words }: Words & Pick<Voice, "product">): Message {
  const { subject, lead, end, sms } = languages[language][occasion];
  const values: Record<string, string> = { product, code: words.code ?? "", username: words.username ?? "" };
  const plain = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const page = (text: string): string => escaped(text).replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? escaped(values[name] ?? "") : whole));
  const code = words.code === undefined ? [] : [words.code];
  return {
    subject: plain(subject),
    text: [plain(lead), ...code, plain(end)].join("\n\n"),
    html: pageOf(language, [
      `<p>${page(lead)}</p>`, ...code.map((each) => `<p style="font-size:28px;letter-spacing:4px"><strong>${escaped(each)}</strong></p>`), `<p>${page(end)}</p>`,
    ]),
    ...(sms !== undefined && { sms: plain(sms) }),
  };
}

/**
 * How the platform speaks, from a function's environment.
 *
 * @throws {Error} with every setting that is missing, or a language that it does not know.
 */
export function voiceFrom(environment: Readonly<Record<string, string | undefined>>): Voice {
  const setting = settings(environment, ["LANGUAGE", "PRODUCT"]);
  const language = languageKeys.find((key) => key === setting("LANGUAGE"));
  if (language === undefined) throw new Error(`LANGUAGE is ${setting("LANGUAGE")}: want one of ${languageKeys.join(", ")}`);
  return { product: setting("PRODUCT"), language };
}

function pageOf(language: LanguageKey, paragraphs: readonly string[]): string {
  return `<!doctype html><html lang="${language}"><body style="font-family:sans-serif;font-size:16px;line-height:1.5">${paragraphs.join("")}</body></html>`;
}

/** Cognito's own placeholders, `{####}` and `{username}`, have nothing in them that would change. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
