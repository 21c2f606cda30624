import * as cognito from "@pulumi/aws-native/cognito";
import * as pulumi from "@pulumi/pulumi";
import { type SamlSpec } from "./provider-spec";

export interface FederationArgs {
  readonly userPoolId: pulumi.Input<string>;
  /** By the name that applications use. Another name is another provider. */
  readonly providers: Readonly<Record<string, SamlSpec>>;
}

/**
 * Others who vouch for people before the user pool, by SAML: they have no secret. A replica lets in whom they have vouched for before.
 *
 * AWS adds to a provider what it reads in its description. AWS's own API of all resources, which these are made by, compares what is asked
 * for with what was asked for, so that what AWS adds is no difference.
 */
export class Federation extends pulumi.ComponentResource {
  constructor(name: string, { userPoolId, providers }: FederationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:Federation", name, {}, opts);
    for (const [providerName, { metadataUrl, signOut, attributes }] of Object.entries(providers)) {
      new cognito.UserPoolIdentityProvider(`${name}-${providerName.toLowerCase()}`, {
        userPoolId, providerName, providerType: "SAML", attributeMapping: { ...attributes },
        providerDetails: { MetadataURL: metadataUrl, IDPSignout: String(signOut) },
      }, { parent: this });
    }
    this.registerOutputs({});
  }
}
