import * as z from "zod";
import { flag, text } from "./text";

/** Somebody else who vouches for people. */
export const IdentityProviderSettings = z.strictObject({
  kind: z.literal("saml", { error: "saml" }).describe("Anybody who speaks SAML 2.0, such as AD FS or Entra. It needs no secret."),
  metadataUrl: text(/^https:\/\/\S+$/, "an address such as `https://sts.example.com/metadata.xml`").describe("Where the provider describes itself. AWS reads it again as it expires."),
  signOut: flag().describe("Whether signing out here signs out there."),
  attributes: z.record(text(/^(custom:)?[a-z][a-z0-9_]*$/, "an attribute such as `email` or `custom:tier`"), text(/^\S.*$/, "a claim of the provider"))
    .describe("Claims of the provider, by the attribute that they fill. Each attribute has to be mutable."),
}, { error: "kind: saml, with metadataUrl, signOut and attributes" });
export type IdentityProviderSettings = z.infer<typeof IdentityProviderSettings>;
