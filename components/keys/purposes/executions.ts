import { type Statement } from "../../core/iam";
import { arnOf, type Place } from "../../core/place";
import { allowAccount, allowService } from "../key-policy";

/**
 * Lets whoever deploys or starts a state machine of the place, and its role, encrypt the definition and the history of executions, and the
 * log that is delivered of them, in no other way.
 * Source: Step Functions Developer Guide, "Data at rest encryption in Step Functions", state machine permissions and CloudWatch Logs encryption.
 */
export function executionsUses(place: Place): readonly Statement[] {
  const logs = { "kms:EncryptionContext:SourceArn": arnOf(place, "logs", "*") };
  return [
    allowAccount(place, {
      sid: "EncryptExecutions", actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      when: {
        StringEquals: { "kms:CallerAccount": place.account },
        ArnLike: { "kms:EncryptionContext:aws:states:stateMachineArn": arnOf(place, "states", "stateMachine:*") },
      },
    }),
    allowAccount(place, { sid: "EncryptLogsOfExecutions", actions: ["kms:GenerateDataKey"], when: { StringEquals: { "kms:CallerAccount": place.account, ...logs } } }),
    allowService("delivery.logs.amazonaws.com", { sid: "DeliverLogsOfExecutions", actions: ["kms:Decrypt"], when: { StringEquals: logs } }),
  ];
}
