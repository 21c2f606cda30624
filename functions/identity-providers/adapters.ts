import {
  CreateIdentityProviderCommand, DeleteIdentityProviderCommand, DescribeIdentityProviderCommand, IdentityProviderTypeType, paginateListIdentityProviders,
  UpdateIdentityProviderCommand, type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetSecretValueCommand, ResourceNotFoundException, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Provider, ProviderPorts } from "./ports";

/** The ports of bringing providers, on AWS. */
export function providerPorts(clients: { readonly pools: CognitoIdentityProviderClient; readonly secrets: SecretsManagerClient }, userPoolId: string): ProviderPorts {
  return { secretOf: (name) => secretOf(clients.secrets, name), pool: poolOf(clients.pools, userPoolId) };
}

/** A secret without a value is one that is not found. Source: Secrets Manager API, `GetSecretValue`, Errors. */
async function secretOf(secrets: SecretsManagerClient, name: string): Promise<string | undefined> {
  try {
    return (await secrets.send(new GetSecretValueCommand({ SecretId: name }))).SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function poolOf(client: CognitoIdentityProviderClient, UserPoolId: string): ProviderPorts["pool"] {
  return {
    async list() {
      const found: Pick<Provider, "name" | "type">[] = [];
      for await (const { Providers = [] } of paginateListIdentityProviders({ client }, { UserPoolId, MaxResults: 60 })) {
        found.push(...Providers.map(({ ProviderName = "", ProviderType = "" }) => ({ name: ProviderName, type: ProviderType })));
      }
      return found;
    },
    async describe(ProviderName) {
      const { IdentityProvider } = await client.send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName }));
      return { details: IdentityProvider?.ProviderDetails ?? {}, attributes: IdentityProvider?.AttributeMapping ?? {} };
    },
    async create({ name, type, details, attributes }) {
      await client.send(new CreateIdentityProviderCommand({
        UserPoolId, ProviderName: name, ProviderType: typeOf(type), ProviderDetails: { ...details }, AttributeMapping: { ...attributes },
      }));
    },
    async update({ name, details, attributes }) {
      await client.send(new UpdateIdentityProviderCommand({ UserPoolId, ProviderName: name, ProviderDetails: { ...details }, AttributeMapping: { ...attributes } }));
    },
    async remove(ProviderName) {
      await client.send(new DeleteIdentityProviderCommand({ UserPoolId, ProviderName }));
    },
  };
}

function typeOf(type: string): IdentityProviderTypeType {
  const known = Object.values(IdentityProviderTypeType).find((each) => each === type);
  if (known === undefined) throw new Error(`a provider is of type ${type}: want one of ${Object.values(IdentityProviderTypeType).join(", ")}`);
  return known;
}
