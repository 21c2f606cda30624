import * as z from "zod";
import { flag, key, oneOf, text } from "./text";

const address = text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address");

const OperatorSettings = z.strictObject({
  emails: z.array(address, { error: "a list of e-mail addresses, or `[]`" })
    .describe("Addresses that every alarm goes to, from each place. Each is asked to confirm, once for each place, and hears nothing before."),
  webhooks: z.record(key, text(/^https:\/\/\S+$/, "an address that starts with `https://`"), { error: "HTTPS addresses by key, or `{}`" })
    .describe("HTTPS addresses that every alarm goes to, by key, such as a pager's. Each has to confirm the subscription that it is sent."),
}, { error: "emails and webhooks" });

const AppleSettings = z.union([
  z.literal("none"),
  z.strictObject({
    bundleId: text(/^[A-Za-z0-9.-]{1,155}$/, "the ID of an app, such as `com.example.app`").describe("ID of the app at Apple."),
    teamId: text(/^[A-Z0-9]{10}$/, "the 10 capital letters and digits of a team").describe("ID of the team at Apple."),
    keyId: text(/^[A-Z0-9]{10}$/, "the 10 capital letters and digits of a key").describe("ID of the signing key at Apple."),
    sandbox: flag().describe("Whether builds that Xcode runs are reached too."),
  }),
], { error: "`none`, or bundleId, teamId, keyId and sandbox" });

const PushSettings = z.union([
  z.literal("none"),
  z.strictObject({
    fcm: flag().describe("Android and web, through Firebase Cloud Messaging. Set `push:fcm` to the JSON of a service account, as a secret."),
    apns: AppleSettings.describe("Apple's devices. Set `push:apns` to the text of the `.p8` file, as a secret."),
    adm: z.union([z.literal("none"), z.strictObject({ clientId: z.string().min(1, "the ID of a client").describe("ID of the client at Amazon.") })],
      { error: "`none`, or clientId" }).describe("Amazon's devices. Set `push:adm` to the secret of the client, as a secret."),
  }),
], { error: "`none`, or fcm, apns and adm" });

const SmsSettings = z.union([
  z.literal("none"),
  z.strictObject({
    messageType: oneOf(["TRANSACTIONAL", "PROMOTIONAL"]).describe("What the numbers are registered for."),
    originationArns: z.record(key, z.array(text(/^arn:aws:sms-voice:[a-z0-9-]+:\d{12}:(phone-number|sender-id)\/\S+$/, "the ARN of a phone number or a sender ID")),
      { error: "ARNs by the key of a place, or `{}`" })
      .describe("Phone numbers and sender IDs, by place. Lease and register them by hand, in both regions, weeks ahead. Without any, no text message is sent."),
  }),
], { error: "`none`, or messageType and originationArns" });

const EmailSettings = z.union([
  z.literal("none"),
  z.strictObject({
    fromName: text(/^[\p{L}\p{N} .&'-]{1,64}$/u, "1 to 64 letters, digits, spaces and . & ' -").describe("Name that e-mails come from."),
    fromUser: text(/^[a-z0-9][a-z0-9._-]{0,63}$/, "the part of an address before the @, such as `no-reply`").describe("What stands before the @; what follows is `domain.zone`."),
    dmarc: z.union([z.literal("kept-elsewhere"), z.strictObject({
      policy: oneOf(["none", "quarantine", "reject"]).describe("What others shall do with e-mails that claim to come from the domain and do not."),
      reports: address.optional().describe("Address that others report such e-mails to."),
    })], { error: "`kept-elsewhere`, or policy" }).describe("The domain's DMARC record. `kept-elsewhere`: somebody else keeps it."),
  }),
], { error: "`none`, or fromName, fromUser and dmarc" });

export const MessagingSettings = z.strictObject({
  operators: OperatorSettings.describe("Who hears alarms."),
  push: PushSettings.describe("Push notifications. `none` where AWS End User Messaging Push refuses your account an application: no source says whether accounts opened after 20 May 2025 get one."),
  sms: SmsSettings.describe("Text messages."),
  email: EmailSettings.describe("E-mails from `domain.zone`. Ask AWS for production access in both regions."),
}, { error: "operators, push, sms and email" });
