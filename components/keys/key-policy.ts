import { allowPrincipal, document, type Document, type Grant, type Statement } from "../core/iam";
import { type Place } from "../core/place";

/** In a key's own policy, everything is the key itself. Source: KMS Developer Guide, "Key policies", Resource. */
const thisKey = ["*"] as const;

/** A grant on the key whose policy it stands in. */
export type KeyGrant = Omit<Grant, "resources">;

/**
 * Policy of a key: administration, and what its purpose adds.
 *
 * The account may administer the key by IAM, and with `PutKeyPolicy` it can always widen this policy, so the key cannot
 * become unmanageable. It may not use the key by IAM alone, as it could with the `kms:*` of AWS's default policy: what
 * the key has locked is opened by the services that the purpose names, and by nobody who merely has a broad IAM policy.
 */
export function keyPolicy(place: Place, uses: readonly Statement[]): Document {
  return document(administer(place), ...uses);
}

/** Lets an AWS service use the key. `when` keeps it from doing so for somebody else. */
export function allowService(service: string, grant: KeyGrant & Required<Pick<Grant, "when">>): Statement {
  return allowPrincipal({ Service: service }, { ...grant, resources: thisKey });
}

/** Lets the account's IAM policies grant a use of the key, within `when`. Without an IAM policy nobody has it. */
export function allowAccount(place: Place, grant: KeyGrant): Statement {
  return allowPrincipal({ AWS: `arn:${place.partition}:iam::${place.account}:root` }, { ...grant, resources: thisKey });
}

/** Source: KMS Developer Guide, "Default key policy", key administrators; the Service Authorization Reference names the actions. */
function administer(place: Place): Statement {
  return allowAccount(place, {
    sid: "AdministerByIam",
    actions: [
      "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey", "kms:DisableKeyRotation",
      "kms:EnableKey", "kms:EnableKeyRotation", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListGrants",
      "kms:ListKeyPolicies", "kms:ListKeyRotations", "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:RevokeGrant",
      "kms:RotateKeyOnDemand", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ],
  });
}
