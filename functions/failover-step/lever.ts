import { DeleteObjectCommand, HeadObjectCommand, NotFound, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
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
    put: (epoch) => reaching("lever", () => pull(here, key, epoch)),
    withdraw: () => reaching("the other place's lever", () => letGo(there, key)),
    letGo: () => reaching("lever", () => letGo(here, key)),
  };
}

/** Pulls a lever: its object is there from now on. */
export async function pull({ client, bucket }: LeverBucket, key: string, epoch: number): Promise<void> {
  await client.send(new PutObjectCommand({
    Bucket: bucket, Key: key, Body: "", ContentLength: 0, ContentType: "text/plain", CacheControl: "no-store", Metadata: { epoch: String(epoch) },
  }));
}

/** Lets go of a lever, pulled or not. */
export async function letGo({ client, bucket }: LeverBucket, key: string): Promise<void> {
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}

/** The epoch under which a lever was pulled, and when, in milliseconds since 1970; undefined while it is not. */
export async function pulled({ client, bucket }: LeverBucket, key: string): Promise<{ readonly epoch: number; readonly at: number | undefined } | undefined> {
  try {
    const { Metadata, LastModified } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return { epoch: Number(Metadata?.["epoch"] ?? 0), at: LastModified?.getTime() };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
