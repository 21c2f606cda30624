import { DeleteObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { type LeverPort } from "../../protocol";
import { reaching } from "./reaching";

/** A bucket of levers, and the client of its region. */
export interface LeverBucket {
  readonly client: S3Client;
  readonly bucket: string;
}

/** Claims users here, and withdraws the claim there or its own. What counts is that an object is there: the epoch in it is for people. */
export function leverOn(key: string, here: LeverBucket, there: LeverBucket): LeverPort {
  return {
    put: (epoch) => reaching("lever", async () => {
      await here.client.send(new PutObjectCommand({
        Bucket: here.bucket, Key: key, Body: "", ContentLength: 0, ContentType: "text/plain", CacheControl: "no-store", Metadata: { epoch: String(epoch) },
      }));
    }),
    withdraw: () => reaching("the other place's lever", async () => {
      await there.client.send(new DeleteObjectCommand({ Bucket: there.bucket, Key: key }));
    }),
    letGo: () => reaching("lever", async () => {
      await here.client.send(new DeleteObjectCommand({ Bucket: here.bucket, Key: key }));
    }),
  };
}
