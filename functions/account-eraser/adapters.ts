import { AdminDeleteUserCommand, UserNotFoundException, type CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DeleteObjectCommand, ListObjectVersionsCommand, type S3Client } from "@aws-sdk/client-s3";
import { usersPrefix } from "../shared/upload";
import type { Trace } from "./erase";

/** The user in the pool: with it every way to sign in, and to renew a token, is gone. */
export function userTrace(cognito: CognitoIdentityProviderClient, userPoolId: string): Trace {
  return {
    name: "user",
    async erase({ username }) {
      try {
        await cognito.send(new AdminDeleteUserCommand({ UserPoolId: userPoolId, Username: username }));
      } catch (error) {
        if (!(error instanceof UserNotFoundException)) throw error;
      }
    },
  };
}

/** Every version of every file in the bucket of this place. Replication carries no such deletion, so each place deletes its own. */
export function objectsTrace(s3: S3Client, bucket: string): Trace {
  return {
    name: "objects",
    async erase({ userId }) {
      for (;;) {
        const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: `${usersPrefix}${userId}/` }));
        const found = [...Versions, ...DeleteMarkers];
        if (found.length === 0) return;
        for (const { Key, VersionId } of found) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId }));
      }
    },
  };
}
