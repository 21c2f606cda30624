import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Somebody else who vouches for people, by SAML 2.0. */
export interface SamlSpec {
  /** Where the provider describes itself. */
  readonly metadataUrl: string;
  /** Whether signing out here signs out there. */
  readonly signOut: boolean;
  /** Claims of the provider, by the attribute that they fill. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface FederationArgs {
  readonly userPoolId: pulumi.Input<string>;
  /** By the name that applications use. Another name is another provider. */
  readonly providers: Readonly<Record<string, SamlSpec>>;
}

/** What AWS adds to a provider as it reads its description, and gives back ever after. */
const filledIn = ["ActiveEncryptionCertificate", "SLORedirectBindingURI", "SSORedirectBindingURI"] as const;

/** Others who vouch for people before the user pool. A replica lets in whom they have vouched for before. */
export class Federation extends pulumi.ComponentResource {
  /** Names of the providers. */
  readonly names: readonly string[];

  constructor(name: string, { userPoolId, providers }: FederationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:Federation", name, {}, opts);
    for (const [providerName, { metadataUrl, signOut, attributes }] of Object.entries(providers)) {
      new aws.cognito.IdentityProvider(`${name}-${providerName.toLowerCase()}`, {
        userPoolId, providerName, providerType: "SAML", attributeMapping: { ...attributes },
        providerDetails: { MetadataURL: metadataUrl, IDPSignout: String(signOut) },
      }, { parent: this, ignoreChanges: filledIn.map((key) => `providerDetails.${key}`) });
    }
    this.names = Object.keys(providers).sort();
    this.registerOutputs({});
  }
}
