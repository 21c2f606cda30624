import assert from "node:assert/strict";
import { composeMessage } from "../../../functions/identity-messages/compose";
import { languageFor, languageKeys, messageFor, voiceFrom } from "../../../functions/shared/messages/message";
import { occasions } from "../../../functions/shared/messages/wording";
import { languages } from "../../../stacks/settings/triggers";
import { about } from "../shared/people";

const voice = { product: "Example", language: "en" } as const;
type Event = Parameters<ReturnType<typeof composeMessage>>[0];

function composed(source: Event["triggerSource"], change: { readonly mail?: boolean; readonly locale?: string; readonly language?: string } = {}) {
  const { mail = true, locale, language } = change;
  const event = {
    ...about(source),
    request: {
      userAttributes: { ...(locale !== undefined && { locale }) }, codeParameter: "{####}", linkParameter: "{##Click##}", ...(language !== undefined && { clientMetadata: { language } }),
      usernameParameter: source === "CustomMessage_AdminCreateUser" ? "{username}" : null,
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  };
  return composeMessage({ voice, mail })(event).response;
}

/** Most characters that Cognito takes. Source: Amazon Cognito user pools API, `MessageTemplateType`, EmailMessage, and `VerificationMessageTemplateType`, EmailSubject, SmsMessage. */
const most = { emailMessage: 20_000, emailSubject: 140, smsMessage: 140 };

describe("what the pool sends", () => {
  const sources = ["SignUp", "ResendCode", "ForgotPassword", "AdminCreateUser", "UpdateUserAttribute", "VerifyUserAttribute", "Authentication"] as const;
  for (const source of sources) {
    it(`has the code in mail and text, within what Cognito takes, in every language: ${source}`, () => {
      for (const language of languageKeys) {
        const { smsMessage, emailMessage, emailSubject } = composed(`CustomMessage_${source}`, { language });
        for (const text of [smsMessage, emailMessage]) assert.equal(text?.split("{####}").length, 2);
        if (source === "AdminCreateUser") for (const text of [smsMessage, emailMessage]) assert.equal(text?.includes("{username}"), true);
        assert.match(emailMessage ?? "", new RegExp(`^<!doctype html><html lang="${language}">`));
        assert.deepEqual(Object.entries({ smsMessage, emailMessage, emailSubject }).filter(([name, text]) => (text ?? "").length > most[name as keyof typeof most]), []);
        assert.equal(/\{(product|code)\}/.test(`${String(smsMessage)}${String(emailMessage)}${String(emailSubject)}`), false);
      }
    });
  }

  it("is in the language that the application asks for, then in the user's, then in the platform's", () => {
    const subjects = [{ language: "fr", locale: "de" }, { locale: "de_AT" }, { locale: "pt-BR" }, { language: "xx", locale: "ES" }, {}].map((change) => composed("CustomMessage_ForgotPassword", change).emailSubject);
    assert.deepEqual(subjects, ["Un nouveau mot de passe pour Example", "Ein neues Passwort für Example", "A new password for Example", "Una contraseña nueva para Example", "A new password for Example"]);
  });

  it("keeps Cognito's words for mail where Cognito signs it, since it refuses others then", () => {
    assert.deepEqual(composed("CustomMessage_SignUp", { mail: false }), { smsMessage: "{####} is your code for Example.", emailMessage: null, emailSubject: null });
  });

  it("keeps Cognito's words for an occasion that is not known", () => {
    assert.deepEqual(composed("CustomMessage_Anything" as Event["triggerSource"]), { smsMessage: null, emailMessage: null, emailSubject: null });
  });
});

describe("a message", () => {
  it("takes what is filled in for text, never for markup or for another blank", () => {
    const { html, text } = messageFor("invitation", "en", { product: "A & <b>", username: "{code}", code: "1<2" });
    assert.equal(text.includes("A & <b>") && text.includes("Your name is {code};"), true);
    assert.equal(html.includes("A &#38; &#60;b&#62;") && html.includes("Your name is {code};") && html.includes("1&#60;2") && !html.includes("<b>"), true);
  });

  it("has words for every occasion in every language, and no blank that nothing fills", () => {
    for (const language of languageKeys) {
      for (const occasion of occasions) {
        const { subject, text } = messageFor(occasion, language, { product: "P", code: "C", username: "U" });
        assert.equal(/[{}]/.test(subject + text), false, `${language} ${occasion}`);
      }
    }
  });

  it("knows the languages that settings offer", () => assert.deepEqual(languageKeys, languages));

  it("takes a language and its variants for each other", () => {
    assert.deepEqual([["DE-ch"], [undefined, "fr_CA"], ["", "xx"]].map((wishes) => languageFor(wishes, voice)), ["de", "fr", "en"]);
  });

  it("speaks as the environment says", () => {
    assert.deepEqual(voiceFrom({ PRODUCT: "P", LANGUAGE: "de" }), { product: "P", language: "de" });
    assert.throws(() => voiceFrom({ PRODUCT: "P", LANGUAGE: "xx" }), { message: "LANGUAGE is xx: want one of de, en, es, fr" });
  });
});
