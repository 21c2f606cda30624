import { isObject } from "../shared/json";

/** S3's word that a version of an object is there. */
export interface Notice {
  readonly bucket: string;
  readonly key: string;
  /** Buckets of uploads keep versions, so every object has one. */
  readonly versionId: string;
}

/**
 * Reads what S3 has put into the queue. A message that only tests the way, which S3 sends when the way is laid, holds no notice.
 * Source: S3 User Guide, "Event message structure": keys are encoded as in a form, a test event has no records.
 *
 * @throws {Error} when it is no message of S3.
 */
export function noticesIn(body: string): readonly Notice[] {
  const message: unknown = JSON.parse(body);
  if (!isObject(message)) throw new Error("the message is no JSON object: want one of S3's");
  if (message["Event"] === "s3:TestEvent") return [];
  const records = message["Records"];
  if (!Array.isArray(records)) throw new Error("the message has no Records: want an event of S3");
  return records.map(noticeOf);
}

function noticeOf(record: unknown): Notice {
  const s3 = isObject(record) && isObject(record["s3"]) ? record["s3"] : {};
  const bucket = isObject(s3["bucket"]) ? s3["bucket"]["name"] : undefined;
  const { key, versionId } = isObject(s3["object"]) ? s3["object"] : {};
  if (typeof bucket !== "string" || typeof key !== "string" || typeof versionId !== "string") {
    throw new Error("a record names no bucket, key and version: want all three, as S3 sends them for a bucket with versions");
  }
  return { bucket, key: decodeURIComponent(key.replaceAll("+", " ")), versionId };
}
