import assert from "node:assert/strict";
import { Archive, type ArchiveArgs } from "../../../components/archive";
import { type Place, type Role } from "../../../components/core/place";
import { changes, record, value, type Nodes } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const args: ArchiveArgs = {
  place, namePrefix: "understudy-prod-archive", keyArn: "arn:key", mode: { kind: "age", steps: [{ afterDays: 180, storageClass: "GLACIER_IR" }] },
  expireAfterDays: 3650, keepOlderVersionsDays: 90, objectLock: "none", accessLogs: { bucketName: "use2-logs", prefix: "s3" }, forceDestroy: false,
};
const bucket = "understudy-prod-archive-111122223333-us-east-2-an";
const arn = `arn:aws:s3:::${bucket}`;
const build = (change: Partial<ArchiveArgs> = {}) => record((opts) => new Archive("use2-archive", { ...args, ...change }, opts),
  (type) => (type === "aws:s3/bucket:Bucket" ? { arn } : {}));

const settings = {
  encryption: { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:key" }, bucketKeyEnabled: true }] },
  versioning: { bucket, versioningConfiguration: { status: "Enabled" } },
  logging: { bucket, targetBucket: "use2-logs", targetPrefix: "s3/", targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } } },
};
const denied = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] };

describe("Archive", () => {
  it("is a private bucket under the place's key whose objects grow colder with age, and then go", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.all.map(({ type, name, inputs }) => [type, name, inputs]), [
      ["aws:s3/bucket:Bucket", "use2-archive", { bucket, bucketNamespace: "account-regional", forceDestroy: false }],
      ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "use2-archive", { bucket, rules: [{
        id: "retention", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        transitions: [{ days: 180, storageClass: "GLACIER_IR" }], expiration: { days: 3650 }, noncurrentVersionExpiration: { noncurrentDays: 90 },
      }] }],
      ["aws:s3/bucketLogging:BucketLogging", "use2-archive", settings.logging],
      ["aws:s3/bucketOwnershipControls:BucketOwnershipControls", "use2-archive", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }],
      ["aws:s3/bucketPolicy:BucketPolicy", "use2-archive", { bucket, policy: { Version: "2012-10-17", Statement: [
        { ...denied, Sid: "DenyPlaintext", Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { ...denied, Sid: "DenyOldTls", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
      ] } }],
      ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "use2-archive",
        { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true }],
      ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "use2-archive", settings.encryption],
      ["aws:s3/bucketVersioning:BucketVersioning", "use2-archive", settings.versioning],
      ["understudy:archive:Archive", "use2-archive", {}],
      ["understudy:core:PrivateBucket", "use2-archive", {}],
    ]);
  });

  it("by idleness: lets Intelligent-Tiering archive what nobody reads, once the bucket is settled", async () => {
    const { graph } = await build({ mode: { kind: "idle", archiveAfterDays: 180, deepArchiveAfterDays: 365 }, expireAfterDays: "never" });
    assert.deepEqual(graph.inputs("aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration"), { "use2-archive": {
      bucket, name: "idle", status: "Enabled",
      tierings: [{ accessTier: "ARCHIVE_ACCESS", days: 180 }, { accessTier: "DEEP_ARCHIVE_ACCESS", days: 365 }],
    } });
    assert.deepEqual(graph.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "use2-archive").inputs["rules"], [{
      id: "retention", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      transitions: [{ days: 0, storageClass: "INTELLIGENT_TIERING" }],
      expiration: { expiredObjectDeleteMarker: true }, noncurrentVersionExpiration: { noncurrentDays: 90 },
    }]);
  });

  it("by idleness without archive tiers: everything opens at once, and there is nothing to configure", async () => {
    const { graph } = await build({ mode: { kind: "idle", archiveAfterDays: "never", deepArchiveAfterDays: "never" } });
    assert.deepEqual(graph.inputs("aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration"), {});
  });

  it("locks what it keeps, so that nobody deletes it before its time", async () => {
    const { graph } = await build({ objectLock: { mode: "compliance", days: 365, acknowledge: "nobody-can-shorten-this" } });
    assert.deepEqual(graph.inputs("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"),
      { "use2-archive": { bucket, rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } } } });
  });

  it("is the same on both sides, but for the names of account, region and key", async () => {
    const there = await record((opts) => new Archive("use2-archive", { ...args, place: { ...place, region: "us-west-2" } }, opts),
      (type) => (type === "aws:s3/bucket:Bucket" ? { arn: arn.replace("us-east-2", "us-west-2") } : {}));
    const { graph } = await build();
    assert.deepEqual(
      there.graph.all.map(({ type, inputs }) => [type, JSON.stringify(inputs).replaceAll("us-west-2", "us-east-2")]),
      graph.all.map(({ type, inputs }) => [type, JSON.stringify(inputs)]));
  });

  it("tells its bucket's name and ARN", async () => {
    const { result } = await build();
    assert.deepEqual([await value(result.bucketName), await value(result.arn)], [bucket, arn]);
  });

  it("is the same whoever is primary", async () => {
    const as = async (role: Role): Promise<Nodes> => (await build({ place: { ...place, role } as Place })).graph;
    assert.deepEqual(changes(await as("primary"), await as("standby")), []);
  });

  it("refuses a mode that S3 would refuse", async () => {
    await assert.rejects(build({ mode: { kind: "idle", archiveAfterDays: 30, deepArchiveAfterDays: "never" } }),
      { message: "ARCHIVE_ACCESS comes after 30 days without an access: want whole days from 90 to 730, or never" });
  });
});
