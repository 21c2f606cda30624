import { type Statement } from "../../core/iam";
import { arnOf, type Place } from "../../core/place";
import { allowAccount } from "../key-policy";

/**
 * Lets whoever deploys, and the roles of functions, encrypt the environments of the place's functions by way of Lambda, and
 * keep the events that failed by way of SQS.
 */
export function functionsUses(place: Place): readonly Statement[] {
  const through = (service: string): Record<string, string> => ({ "kms:ViaService": `${service}.${place.region}.amazonaws.com` });
  return [
    // Source: Lambda Developer Guide, "Securing Lambda environment variables"; the context and the service in whose name the
    // key is used stand in AWS's own policies for roles that deploy functions.
    allowAccount(place, {
      sid: "EncryptEnvironments",
      actions: ["kms:Decrypt", "kms:Encrypt"],
      when: {
        StringEquals: through("lambda"),
        ArnLike: { "kms:EncryptionContext:aws:lambda:FunctionArn": arnOf(place, "lambda", `function:${place.key}-*`) },
      },
    }),
    // With this grant Lambda opens the environment when it starts the function.
    allowAccount(place, {
      sid: "GrantEnvironments", actions: ["kms:CreateGrant"], when: { StringEquals: through("lambda"), Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
    // Source: SQS Developer Guide, "Key management", Configuring KMS permissions for Amazon SQS.
    allowAccount(place, { sid: "KeepFailedEvents", actions: ["kms:Decrypt", "kms:GenerateDataKey"], when: { StringEquals: through("sqs") } }),
  ];
}
