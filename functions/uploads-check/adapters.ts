import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, HeadObjectCommand, NotFound, PutObjectTaggingCommand, type S3Client } from "@aws-sdk/client-s3";
import { uploadsIn } from "../shared/uploads";
import type { CheckPorts } from "./check";
import { typeOf } from "./magic";
import type { Notice } from "./notices";

/** As many bytes as show the type of any file. Source: `file-type`, `reasonableDetectionSizeInBytes`. */
const tellingBytes = 4100;

/** Tag of a version that nobody may read: the bucket's policy refuses it. */
export const quarantineTag = { Key: "verdict", Value: "refused" } as const;

/** The ports of the check, on AWS. */
export function checkPorts({ dynamodb, s3 }: { readonly dynamodb: DynamoDBClient; readonly s3: S3Client }, tableName: string): CheckPorts {
  return { uploads: uploadsIn(dynamodb, tableName), objects: objectsIn(s3), typeOf, now: () => new Date() };
}

const versionOf = ({ bucket, key, versionId }: Notice) => ({ Bucket: bucket, Key: key, VersionId: versionId });

function objectsIn(s3: S3Client): CheckPorts["objects"] {
  return {
    async describe(notice) {
      try {
        const { ContentLength = 0, ContentType = "", ChecksumSHA256 } = await s3.send(new HeadObjectCommand({ ...versionOf(notice), ChecksumMode: "ENABLED" }));
        return { sizeBytes: ContentLength, contentType: ContentType, sha256: ChecksumSHA256 };
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },
    async start(notice) {
      const { Body } = await s3.send(new GetObjectCommand({ ...versionOf(notice), Range: `bytes=0-${tellingBytes - 1}` }));
      return await Body?.transformToByteArray() ?? new Uint8Array();
    },
    async quarantine(notice) {
      await s3.send(new PutObjectTaggingCommand({ ...versionOf(notice), Tagging: { TagSet: [{ ...quarantineTag }] } }));
    },
  };
}
