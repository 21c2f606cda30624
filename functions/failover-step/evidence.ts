import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { type EvidencePort } from "../../protocol";
import { reaching } from "./reaching";

/**
 * Keeps each record as an object of its own, under the activation and in order. The bucket is locked: what is there stays there, and a
 * second record of one number is another version beside it.
 */
export function evidenceOn(client: S3Client, bucket: string): EvidencePort {
  return {
    append: (record) => reaching("evidence", async () => {
      await client.send(new PutObjectCommand({
        Bucket: bucket, Key: `${record.activation}/${String(record.seq).padStart(4, "0")}-${record.step}.json`, Body: JSON.stringify(record),
        ContentType: "application/json", ChecksumAlgorithm: "SHA256",
      }));
    }),
  };
}
