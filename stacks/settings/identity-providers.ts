import * as z from "zod";
import { flag, text } from "./text";

const attributes = z.record(text(/^(custom:)?[a-z][a-z0-9_]*$/, "an attribute such as `email` or `custom:tier`"), text(/^\S.*$/, "a claim of the provider"))
  .describe("Claims of the provider, by the attribute that they fill. Each attribute has to be mutable.");

const common = {
  clientId: text(/^\S{1,256}$/, "the ID that the provider gave").describe("ID of the client that the provider knows the platform by."),
  secret: z.string().describe("Key of an empty one of the `secrets`. An owner puts in what the provider has given, as it is: the client's secret, or for Apple the private key."),
  scopes: z.array(text(/^[\x21\x23-\x2B\x2D-\x5B\x5D-\x7E]+$/, "a scope such as `email`")).min(1, "at least one scope").describe("What the platform asks the provider for."),
  attributes,
};

const appleId = text(/^[A-Z0-9]{10}$/, "10 letters and digits");

/** Somebody else who vouches for people. */
export const IdentityProviderSettings = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("saml").describe("Anybody who speaks SAML 2.0, such as AD FS or Entra. It needs no secret."),
    metadataUrl: text(/^https:\/\/\S+$/, "an address such as `https://sts.example.com/metadata.xml`").describe("Where the provider describes itself. AWS reads it again as it expires."),
    signOut: flag().describe("Whether signing out here signs out there."),
    attributes,
  }),
  z.strictObject({ kind: z.enum(["google", "facebook", "amazon"]).describe("Google, Facebook, or Login with Amazon."), ...common }),
  z.strictObject({
    kind: z.literal("apple").describe("Sign in with Apple."), ...common,
    teamId: appleId.describe("Team that the key belongs to."), keyId: appleId.describe("The private key's ID."),
  }),
  z.strictObject({
    kind: z.literal("oidc").describe("Anybody who speaks OpenID Connect."), ...common,
    issuer: text(/^https:\/\/\S+$/, "an address such as `https://id.example.com`").describe("The provider's issuer: its addresses are found below it."),
  }),
], { error: "kind: saml, google, facebook, amazon, apple or oidc, with what belongs to it" });
export type IdentityProviderSettings = z.infer<typeof IdentityProviderSettings>;
