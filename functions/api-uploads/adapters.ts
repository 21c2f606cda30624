import { randomUUID } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { objectKey } from "../shared/upload";
import { uploadsIn } from "../shared/uploads";
import type { File, UploadPorts } from "./uploads";

export interface UploadTarget {
  readonly tableName: string;
  readonly bucket: string;
  /** Key of the place that encrypts what is sent. */
  readonly keyArn: string;
}

/** The ports of uploads, on AWS. */
export function uploadPorts({ dynamodb, s3 }: { readonly dynamodb: DynamoDBClient; readonly s3: S3Client }, target: UploadTarget): UploadPorts {
  return {
    uploads: uploadsIn(dynamodb, target.tableName),
    sign: (file, seconds) => sign(s3, { file, seconds, target }),
    now: () => new Date(),
    newId: () => randomUUID(),
  };
}

/**
 * Signs every header that decides what is kept: whoever has the address can send this file, and only where nothing is yet.
 * Headers stay headers, rather than move into the address: S3 checks the ones that were signed as such.
 * Source: S3 User Guide, "Checking object integrity for data uploads"; "Prevent object overwrites with conditional writes".
 */
async function sign(s3: S3Client, { file, seconds, target }: { readonly file: File; readonly seconds: number; readonly target: UploadTarget }) {
  const { contentType, sizeBytes, sha256 } = file;
  const headers = {
    "content-type": contentType,
    "if-none-match": "*",
    "x-amz-checksum-sha256": sha256,
    "x-amz-server-side-encryption": "aws:kms",
    "x-amz-server-side-encryption-aws-kms-key-id": target.keyArn,
  };
  const command = new PutObjectCommand({
    Bucket: target.bucket, Key: objectKey(file), ContentType: contentType, ContentLength: sizeBytes, IfNoneMatch: "*",
    ChecksumAlgorithm: "SHA256", ChecksumSHA256: sha256, ServerSideEncryption: "aws:kms", SSEKMSKeyId: target.keyArn,
  });
  const names = new Set([...Object.keys(headers), "content-length"]);
  const url = await getSignedUrl(s3, command, { expiresIn: seconds, signableHeaders: names, unhoistableHeaders: names });
  return { url, headers };
}
