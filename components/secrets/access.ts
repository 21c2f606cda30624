import type * as pulumi from "@pulumi/pulumi";
import { allow, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";
import { sidWord } from "../core/sid-word";

/** A secret as a place sees it: each place reads its own copy, under the same name. */
export interface SecretEnd {
  readonly place: Place;
  /** The word that grants call it, such as `signing`. */
  readonly key: string;
  readonly secretName: string;
  /** Key of the same place that encrypts the copy. */
  readonly keyArn: pulumi.Input<string>;
}

/**
 * ARN of a secret in a place, known before the secret is there: for policies. The six characters that AWS adds are unknown.
 * Source: Secrets Manager User Guide, "IAM policy reference", Resources (`-??????`).
 */
export function secretArn({ place, secretName }: Pick<SecretEnd, "place" | "secretName">): string {
  return arnOf(place, "secretsmanager", `secret:${secretName}-??????`);
}

/** Read the secret. */
export function readSecret(secret: SecretEnd): Statement[] {
  return [
    allow({ sid: `Read${sidWord(secret.key)}`, actions: ["secretsmanager:GetSecretValue"], resources: [secretArn(secret)] }),
    useSecretKey(`Decrypt${sidWord(secret.key)}`, ["kms:Decrypt"], secret),
  ];
}

/** Put a new value in. It works in the birth place alone: a copy takes none. */
export function writeSecret(secret: SecretEnd): Statement[] {
  return [
    allow({
      sid: `Write${sidWord(secret.key)}`,
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"],
      resources: [secretArn(secret)],
    }),
    useSecretKey(`Encrypt${sidWord(secret.key)}`, ["kms:Decrypt", "kms:GenerateDataKey"], secret),
  ];
}

/** Source: Secrets Manager User Guide, "Secret encryption and decryption", permissions for the KMS key. */
function useSecretKey(sid: string, actions: readonly ["kms:Decrypt", ..."kms:GenerateDataKey"[]], { place, keyArn }: SecretEnd): Statement {
  return allow({ sid, actions, resources: [keyArn], when: { StringEquals: { "kms:ViaService": `secretsmanager.${place.region}.amazonaws.com` } } });
}
