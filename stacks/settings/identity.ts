import * as z from "zod";
import { channels, firstFactors, plans, secondFactors, standardAttributes } from "../../components/identity/spec";
import { IdentityProviderSettings } from "./identity-providers";
import { flag, hostLabel, logDays, oneOf, text, whole } from "./text";

/** Key of a group, an application programming interface or a provider: a part of names. */
const word = text(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "lower-case letters, digits and single hyphens, such as `provider`")
  .max(24, "24 characters or fewer, since AWS limits the names made of it");
const address = text(/^[a-z][a-z0-9+.-]*:\/\/\S+$/, "an address such as `https://app.example.com/signed-in` or `com.example.app://signed-in`");
const mutable = flag().describe("Whether a value can be changed once it is there. Whatever an identity provider fills has to be.");

const ownersChangeIt = flag().describe("Whether people change it by themselves, and providers fill it. Never for what rights hang on.");

const CustomAttribute = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("text").describe("Letters."), minLength: whole(0, 2048, "characters").describe("Fewest characters."),
    maxLength: whole(1, 2048, "characters").describe("Most characters."), mutable, ownersChangeIt,
  }),
  z.strictObject({ type: z.literal("number").describe("A number."), min: z.int().describe("Smallest value."), max: z.int().describe("Largest value."), mutable, ownersChangeIt }),
  z.strictObject({ type: oneOf(["flag", "time"]).describe("Yes or no, or a moment."), mutable, ownersChangeIt }),
], { error: "type: text, number, flag or time, with its bounds" });

const SignIn = z.strictObject({
  with: z.array(oneOf(channels)).min(1, "at least one of email, phone").describe("What people sign in with as their name. Decided for ever: another choice is another pool."),
  selfSignUp: flag().describe("Whether people sign up by themselves. Else administrators let them in."),
  firstFactors: z.array(oneOf(firstFactors)).describe("What people prove first; `password` is always one of them. A replica takes all of them."),
  mfa: z.strictObject({
    enforcement: oneOf(["off", "optional", "required"]).describe("Whether people prove a second thing: never, if they want to, or always."),
    methods: z.array(oneOf(secondFactors)).describe("What counts as a second thing. A replica takes no `totp`."),
  }).describe("The second factor."),
  passkeys: z.strictObject({
    userVerification: oneOf(["required", "preferred"]).describe("Whether a device has to know its holder."),
    countsAsTwoFactors: flag().describe("Whether a passkey that knew its holder needs no second factor."),
    relyingParty: z.string().optional().describe("Domain that passkeys are made for. Absent: the name of the sign-in pages. Another one makes those that people have useless."),
  }).optional().describe("Passkeys. Absent: none."),
  devices: oneOf(["off", "always", "if-the-user-agrees"]).describe("Whether devices are remembered."),
}, { error: "how people sign in" });

const Login = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("prefix").describe("Sign-in pages at a name of AWS's."),
    prefix: z.string().describe("First label of the name, unique among all pools of a region, anybody's."),
  }),
  z.strictObject({
    kind: z.literal("custom").describe("Sign-in pages at a name of the platform."),
    label: hostLabel.describe("First label of the name; what follows is the name of the front service, such as `login.app.example.com`."),
  }),
], { error: "kind: prefix or kind: custom, with a name" });

const People = z.strictObject({
  callbackUrls: z.array(address).describe("Addresses that people come back to after they signed in."),
  logoutUrls: z.array(address).describe("Addresses that people come back to after they signed out."),
}, { error: "callbackUrls and logoutUrls" });

const server = z.strictObject({
  identifier: text(/^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/, "what scopes start with, such as `https://api.example.com`").describe("What its scopes start with. Changing it replaces them."),
  scopes: z.record(text(/^[a-z][a-z0-9._-]*$/, "a scope such as `orders.read`"), text(/^.{1,256}$/, "half a sentence")).describe("What each scope allows, in half a sentence."),
});

export const IdentitySettings = z.strictObject({
  plan: oneOf(plans).describe("What AWS is paid for: `lite` has neither replication nor passkeys, `plus` alone watches for threats."),
  replication: oneOf(["native", "off"]).describe("`native` keeps a replica of all users in the other place, which lets them in while the first is lost. `off` costs less, and nobody signs in then."),
  issuer: oneOf(["original", "updated"]).describe("URL in tokens. `updated` has its keys in several regions; identity pools are not known to take its tokens, so it needs `credentials` off."),
  signIn: SignIn.describe("How people sign in."),
  requiredAttributes: z.array(oneOf(standardAttributes)).describe("What everyone has to give at sign-up. Decided for ever."),
  customAttributes: z.record(z.string(), CustomAttribute).describe("Attributes of the platform's own. Add as many as you like; AWS never changes or removes one."),
  password: z.strictObject({
    minLength: whole(6, 99, "characters").describe("Fewest characters."),
    needs: z.array(oneOf(["lower-case", "upper-case", "digits", "symbols"])).describe("Kinds of characters that it has to have."),
    history: whole(0, 24, "passwords").describe("Earlier passwords that cannot be taken again."),
    temporaryDays: whole(1, 365, "days").describe("Days that a password from an administrator is good for."),
  }).describe("What passwords have to be."),
  recovery: z.array(oneOf(channels)).describe("By what people get back in, the first choice first. `[]`: through an administrator."),
  email: z.discriminatedUnion("sender", [
    z.strictObject({ sender: z.literal("cognito").describe("AWS's own address, for a few messages a day.") }),
    z.strictObject({
      sender: z.literal("ses").describe("An identity of SES in both places."),
      identity: text(/^[^\s/]+$/, "a domain or address such as `example.com`").describe("The identity: a domain or an address. `domain.zone` is verified by the stack where `messaging.email` is on; verify any other in each place."),
      from: text(/^.{3,320}$/, "an address such as `Example <no-reply@example.com>`").describe("Who the mail is from."),
      replyTo: text(/^\S+@\S+$/, "an address").optional().describe("Where answers go."),
    }),
  ], { error: "sender: cognito, or sender: ses with an identity" }).describe("Who signs the mail, in each place by itself."),
  sms: z.union([z.literal("off"), z.record(z.string(), z.string())], { error: "`off`, or by the key of each place who texts are from" })
    .describe("Whether people get text messages, which cost money: by the key of each place the number, pool of numbers or name there that they are from, such as `pool/pool-…`. You own it before."),
  threats: oneOf(["off", "audit", "enforce"]).describe("What is done about stolen passwords and unusual sign-ins: nothing, a record, or more proof."),
  groups: z.record(word, z.strictObject({
    description: text(/^.{1,2048}$/, "half a sentence").describe("Who is in it."),
    precedence: whole(0, 10_000, "ranks").describe("Who is in several groups acts for the lowest."),
  })).describe("Groups of people. Each has a role in each place."),
  clients: z.strictObject({
    web: People.describe("The web application."), ios: People.describe("The iOS application."), android: People.describe("The Android application."),
    server: z.strictObject({ scopes: z.array(z.string()).describe("Scopes, such as `https://api.example.com/orders.read`, that it gets.") }).describe("A program that acts for nobody but itself, with a secret."),
  }).describe("Applications."),
  tokens: z.strictObject({
    accessMinutes: whole(5, 1440, "minutes").describe("Minutes that an access token is good for."),
    idMinutes: whole(5, 1440, "minutes").describe("Minutes that an identity token is good for."),
    refreshDays: whole(1, 3650, "days").describe("Days after which people have to sign in again."),
  }).describe("How long tokens are good for."),
  resourceServers: z.record(word, server).describe("APIs that have scopes of their own."),
  providers: z.record(text(/^[A-Za-z][A-Za-z0-9]{2,31}$/, "3 to 32 letters and digits, such as `Workforce`"), IdentityProviderSettings)
    .describe("Who else may vouch for people, by the name that applications use."),
  login: Login.describe("Where people sign in."),
  branding: z.union([z.literal("standard"), z.record(z.string(), z.json())], { error: "`standard`, or what the branding designer exports" })
    .describe("What the sign-in pages look like: as AWS made them, or the settings that its designer exports."),
  credentials: z.union([z.literal("off"), z.strictObject({ guests: flag().describe("Whether those who have not signed in get credentials, too.") })], { error: "`off`, or guests" })
    .describe("Temporary AWS credentials for people, by an identity pool in each place."),
  rate: z.strictObject({
    limit: whole(10, 2_000_000_000, "requests").describe("Requests of one address in a window; more are turned away."),
    windowSeconds: z.literal([60, 120, 300, 600], { error: "one of 60, 120, 300, 600" }).describe("Seconds over which requests are counted."),
  }).describe("How often one address may ask the pool."),
  logRetentionDays: logDays.describe("Days that the pool's own records are kept."),
}, { error: "who may come in; see the example in `Pulumi.prod.yaml`" });
export type IdentitySettings = z.infer<typeof IdentitySettings>;
