import { type Statement } from "../../core/iam";
import { type Place } from "../../core/place";
import { allowAccount, allowService } from "../key-policy";

/**
 * Lets Fargate encrypt the disks of tasks in the place's clusters, and a shell into a task be encrypted end to end.
 * A cluster is known by the key of the place that its name starts with: its full name is not there before the key is.
 */
export function computeUses(place: Place): readonly Statement[] {
  const cluster = {
    StringEquals: { "kms:EncryptionContext:aws:ecs:clusterAccount": place.account },
    StringLike: { "kms:EncryptionContext:aws:ecs:clusterName": `${place.key}-*` },
  };
  return [
    // Source: Amazon ECS Developer Guide, "Customer managed keys for AWS Fargate ephemeral storage".
    allowService("fargate.amazonaws.com", {
      sid: "EncryptTaskStorage", actions: ["kms:GenerateDataKeyWithoutPlaintext"], when: cluster,
    }),
    allowService("fargate.amazonaws.com", {
      sid: "GrantTaskStorage",
      actions: ["kms:CreateGrant"],
      when: { ...cluster, "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } },
    }),
    // The task's role decrypts and the operator's makes the key. Source: the same guide, "Monitor containers with ECS Exec",
    // and Systems Manager User Guide, "Turn on KMS key encryption of session data", for the context of a session.
    allowAccount(place, {
      sid: "EncryptSessions",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      when: { Null: { "kms:EncryptionContext:aws:ssm:SessionId": "false" } },
    }),
  ];
}
