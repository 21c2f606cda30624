import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { uploadPorts } from "../../../functions/api-uploads/adapters";
import { uploadAnswers, type UploadPorts } from "../../../functions/api-uploads/uploads";
import { SdkStub } from "../../support/sdk-stub";
import { ask, userId } from "../api/ask";

const sha256 = `${"A".repeat(43)}=`;
const wanted = { contentType: "image/png", sizeBytes: 1000, sha256, name: "cat.png" };
const limits = { mostBytes: 1000, seconds: 900 };

describe("uploads", () => {
  it("announces the file before it hands out an address for it", async () => {
    const done: unknown[] = [];
    const ports: UploadPorts = {
      uploads: { announce: (announced) => Promise.resolve(void done.push(announced)), find: () => assert.fail("was asked") },
      sign: (file, seconds) => Promise.resolve(done.push([file, seconds])).then(() => ({ url: "https://bucket/key", headers: { "content-type": "image/png" } })),
      now: () => new Date("2026-11-21T12:00:00Z"), newId: () => "upload-1",
    };
    const { status, body } = await ask(uploadAnswers(ports, limits), "POST /uploads", { body: wanted });
    assert.deepEqual([status, body], [201, { uploadId: "upload-1", url: "https://bucket/key", headers: { "content-type": "image/png" }, expiresAt: "2026-11-21T12:15:00.000Z" }]);
    const file = { userId, uploadId: "upload-1", contentType: "image/png", sizeBytes: 1000, sha256 };
    assert.deepEqual(done, [{ ...file, name: "cat.png", askedAt: "2026-11-21T12:00:00.000Z", expiresAt: 1795867200 }, [file, 900]]);
  });

  it("refuses a file that is larger than the stack takes, and announces nothing", async () => {
    const ports = { uploads: { announce: () => assert.fail("announced"), find: () => assert.fail("asked") }, sign: () => assert.fail("signed"), now: () => new Date(0), newId: () => "x" };
    const { status, body } = await ask(uploadAnswers(ports, limits), "POST /uploads", { body: { ...wanted, sizeBytes: 1001 } });
    assert.deepEqual([status, body], [413, { code: "too_large", message: "the file has 1001 bytes: want 1000 at most" }]);
  });

  it("tells an owner of an upload, and nobody of another's", async () => {
    const asked: unknown[] = [];
    const ports = {
      uploads: { announce: () => assert.fail("announced"), find: (id: { readonly uploadId: string }) => Promise.resolve(asked.push(id)).then(() => id.uploadId === "mine" ? {
        userId, uploadId: "mine", name: "cat.png", contentType: "image/png", sizeBytes: 5, sha256, askedAt: "x", state: "refused" as const, versionId: "v1", reason: "its size is 6, not 5 as announced",
      } : undefined) },
      sign: () => assert.fail("signed"), now: () => new Date(0), newId: () => "x",
    };
    const mine = await ask(uploadAnswers(ports, limits), "GET /uploads/{uploadId}", { path: { uploadId: "mine" } });
    const other = await ask(uploadAnswers(ports, limits), "GET /uploads/{uploadId}", { path: { uploadId: "other" } });
    assert.deepEqual([mine.body, other.status], [{ uploadId: "mine", state: "refused", name: "cat.png", contentType: "image/png", sizeBytes: 5, reason: "its size is 6, not 5 as announced" }, 404]);
    assert.deepEqual(asked, [{ userId, uploadId: "mine" }, { userId, uploadId: "other" }]);
  });
});

describe("an address for a file", () => {
  it("is good for that file, once, under the place's key, and for no other", async () => {
    const stub = new SdkStub({});
    const ports = uploadPorts({ dynamodb: stub.client(DynamoDBClient), s3: stub.client(S3Client) }, { tableName: "uploads", bucket: "bucket", keyArn: "arn:aws:kms:us-east-2:123456789012:key/k" });
    const { url, headers } = await ports.sign({ userId, uploadId: "u1", contentType: "image/png", sizeBytes: 1000, sha256 }, 900);
    const { hostname, pathname, searchParams } = new URL(url);
    assert.equal(hostname, "bucket.s3.us-east-2.amazonaws.com");
    assert.deepEqual(headers, {
      "content-type": "image/png", "if-none-match": "*", "x-amz-checksum-sha256": sha256,
      "x-amz-server-side-encryption": "aws:kms", "x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:us-east-2:123456789012:key/k",
    });
    assert.deepEqual([pathname, searchParams.get("X-Amz-Expires"), searchParams.get("X-Amz-SignedHeaders")?.split(";")], [
      `/users/${userId}/u1`, "900", ["content-length", ...Object.keys(headers), "host"].sort(),
    ]);
    assert.deepEqual(stub.sent, []);
  });
});
