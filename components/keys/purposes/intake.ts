import { type Statement } from "../../core/iam";
import { type Place } from "../../core/place";
import { allowAccount, allowService } from "../key-policy";

/**
 * Lets the place's buckets put notices of what has come into encrypted queues, and roles put and read events and notices, each
 * in no other way.
 */
export function intakeUses(place: Place): readonly Statement[] {
  return [
    // A bucket's name ends with its account and region. Source: SQS Developer Guide, "Key management", permissions for AWS services that send to encrypted queues.
    allowService("s3.amazonaws.com", {
      sid: "TakeNotices", actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      when: {
        StringEquals: { "aws:SourceAccount": place.account },
        ArnLike: { "aws:SourceArn": `arn:${place.partition}:s3:::*-${place.account}-${place.region}*` },
      },
    }),
    // Source: the same page; Kinesis Data Streams Developer Guide, "Permissions to use user-generated KMS keys".
    allowAccount(place, {
      sid: "UseThroughQueuesAndStreams", actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      when: { StringEquals: { "kms:CallerAccount": place.account, "kms:ViaService": ["kinesis", "sqs"].map((service) => `${service}.${place.region}.amazonaws.com`) } },
    }),
  ];
}
