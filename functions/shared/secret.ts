import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/** Milliseconds after which a secret is read again, so that a new value counts without a deployment. */
const freshMs = 5 * 60_000;

/**
 * A secret of this place, read once in a while.
 *
 * @throws {Error} when the secret holds no text.
 */
export function secretFrom(client: SecretsManagerClient, name: string, now: () => Date): () => Promise<string> {
  let known: { readonly text: string; readonly readAt: number } | undefined;
  return async () => {
    const at = now().getTime();
    if (known === undefined || at - known.readAt > freshMs) {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
      if (SecretString === undefined || SecretString === "") throw new Error(`the secret ${name} holds no text: put its value in, in the first place`);
      known = { text: SecretString, readAt: at };
    }
    return known.text;
  };
}
