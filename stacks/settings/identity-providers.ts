import * as z from "zod";
import { flag, text } from "./text";

const secretName = text(/^[A-Za-z0-9/_+=.@-]{1,512}$/, "the name of a secret such as `understudy/prod/google`")
  .describe("Name of the Secrets Manager secret in the first place that holds what the provider has given: the client's secret, or for Apple the private key. No values here, ever.");
const clientId = text(/^\S{1,256}$/, "the ID that the provider gave").describe("ID of the client that the provider knows the platform by.");
const attributes = z.record(text(/^(custom:)?[a-z][a-z0-9_]*$/, "an attribute such as `email` or `custom:tier`"), text(/^\S.*$/, "a claim of the provider"))
  .describe("Claims of the provider, by the attribute that they fill. Each attribute has to be mutable.");
const scopes = z.array(text(/^[\x21\x23-\x5B\x5D-\x7E]+$/, "a scope such as `email`")).min(1, "at least one scope").describe("What the platform asks the provider for.");
const common = { clientId, secretName, scopes, attributes };

/** Who else vouches for people. */
export const IdentityProviderSettings = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("google").describe("Google."), ...common }),
  z.strictObject({ kind: z.literal("facebook").describe("Facebook."), ...common }),
  z.strictObject({ kind: z.literal("amazon").describe("Login with Amazon."), ...common }),
  z.strictObject({
    kind: z.literal("apple").describe("Sign in with Apple."), ...common,
    teamId: text(/^[A-Z0-9]{10}$/, "10 letters and digits").describe("Team that the key belongs to."),
    keyId: text(/^[A-Z0-9]{10}$/, "10 letters and digits").describe("The private key's ID."),
  }),
  z.strictObject({
    kind: z.literal("oidc").describe("Anybody who speaks OpenID Connect."), ...common,
    issuer: text(/^https:\/\/\S+$/, "an address such as `https://id.example.com`").describe("The provider's issuer: its addresses are found below it."),
  }),
  z.strictObject({
    kind: z.literal("saml").describe("Anybody who speaks SAML 2.0, such as AD FS or Entra."),
    metadataUrl: text(/^https:\/\/\S+$/, "an address such as `https://sts.example.com/metadata.xml`").describe("Where the provider describes itself. AWS reads it again as it expires."),
    signOut: flag().describe("Whether signing out here signs out there."),
    attributes,
  }),
], { error: "kind: google, facebook, amazon, apple, oidc or saml, with what belongs to it" });
export type IdentityProviderSettings = z.infer<typeof IdentityProviderSettings>;
