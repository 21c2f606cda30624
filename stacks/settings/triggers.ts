import * as z from "zod";
import { key, oneOf, text, whole } from "./text";

/** Languages that messages are written in: those of `functions/shared/messages`. */
export const languages = ["de", "en", "es", "fr"] as const;

const https = text(/^https:\/\/[^\s/]+\/\S*$/, "an address such as `https://www.example.com/verify`");
const claim = text(/^[a-zA-Z][a-zA-Z0-9_:./-]{0,127}$/, "a claim such as `role` or `https://example.com/role`");

const Captcha = z.union([
  z.literal("off"),
  z.strictObject({
    url: https.describe("Where answers are verified, by `siteverify` of reCAPTCHA, hCaptcha or Turnstile."),
    siteKey: text(/^[A-Za-z0-9_.-]{1,256}$/, "the public key").describe("Public key, which applications are told."),
    secret: key.describe("Key of the secret, under `secrets`, that holds the private key."),
  }),
], { error: "`off`, or url, siteKey and secret" });

const Challenge = z.union([
  z.literal("off"),
  z.strictObject({
    first: oneOf(["password", "nothing"]).describe("What is proved before the code. `nothing`: who reads the mailbox is let in."),
    codeMinutes: whole(1, 5, "minutes").describe("Minutes that a code is good for."),
    answers: whole(1, 5, "answers").describe("Answers to one code; after that the sign-in is over."),
    answersPerHour: whole(1, 100, "answers").describe("Answers of a user in an hour, in each place; more are not looked at."),
    codesPerHour: whole(1, 100, "codes").describe("E-mails with a code to a user in an hour, from each place."),
    captcha: Captcha.describe("Whether a person is told from a program before a code is sent."),
  }),
], { error: "`off`, or first, codeMinutes, answers, answersPerHour, codesPerHour and captcha" });

const Migration = z.union([
  z.literal("off"),
  z.strictObject({
    url: https.describe("Where the system of before answers; docs/guides/functions.md says what it is asked. It sees passwords."),
    secret: key.describe("Key of the secret, under `secrets`, that requests are signed with."),
  }),
], { error: "`off`, or url and secret" });

const domain = text(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, "a domain such as `example.com`");

const AutoConfirm = z.union([
  z.literal("off"),
  z.strictObject({
    by: z.literal("invitation").describe("Whoever brings an invitation that was sent to their address. It proves the address, of whatever domain."),
    publicKey: text(/^[A-Za-z0-9+/]{100,200}={0,2}$/, "a public key as DER in base64")
      .describe("Public key on the curve P-256 that verifies invitations, as `aws kms get-public-key` gives it. docs/guides/identity.md says how they are made."),
  }),
  z.strictObject({
    by: z.literal("domain").describe("Whoever gives an address of some domains. Nobody proves it, so anybody can give it: for users of tests."),
    domains: z.array(domain).min(1, "at least one domain such as `test.example.com`").describe("The domains."),
  }),
], { error: "`off`, by: invitation with a publicKey, or by: domain with domains" });

export const TriggerSettings = z.strictObject({
  signUp: z.strictObject({
    emailDomains: z.array(domain).describe("Domains of addresses that may sign up. `[]`: all. Administrators can let in anybody."),
    autoConfirm: AutoConfirm.describe("Who is let in without a code to their address. `off`: nobody."),
    groups: z.array(z.string()).describe("Groups that everybody joins, each once: with the sign-up, or with the first token after it, such as of who is taken over, or once a group is added here. `[]`: none."),
  }).describe("Who may sign up, and what they are then."),
  challenge: Challenge.describe("Sign-in by a code in the mail through the application's own pages, with `CUSTOM_AUTH`."),
  messages: z.strictObject({
    product: text(/^[\p{L}\p{N} .&'-]{1,24}$/u, "1 to 24 letters, digits, spaces and . & ' -").describe("What the platform is called in its messages."),
    language: oneOf(languages).describe("Language of those who have said none that the platform writes in."),
  }).describe("What messages say, where the platform and not AWS signs them."),
  claims: z.record(z.string(), z.record(claim, text(/^.{1,256}$/, "1 to 256 characters")))
    .describe("Claims that the members of a group have in their tokens, by group; of several groups the one with the lowest `precedence` has its way."),
  migration: Migration.describe("Whether users are taken over from another system as they sign in."),
}, { error: "signUp, challenge, messages, claims and migration" });
