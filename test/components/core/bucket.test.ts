import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket, type PrivateBucketArgs } from "../../../components/core/bucket";
import { denyPlaintext } from "../../../components/core/bucket-access";
import { namedBucket, type NamedBucket } from "../../../components/core/bucket-names";
import { type Statement } from "../../../components/core/iam";
import { changes, record, value, type Nodes } from "../../support/record";

const args: PrivateBucketArgs = {
  encryption: { kind: "s3" },
  retention: { expireAfterDays: 90, olderVersions: "none" },
  access: () => [],
  forceDestroy: false,
};
const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const arn = "arn:aws:s3:::use2-logs-0a1b2c3";
const answer = (type: string): Record<string, string | boolean> => (type === "aws:s3/bucket:Bucket" ? { bucket: "use2-logs-0a1b2c3", arn } : {});
const build = (change: Partial<PrivateBucketArgs> = {}) =>
  record((opts) => new PrivateBucket("use2-logs", { ...args, ...change }, opts), answer);

const kindOf = (type: string): string => type.slice(type.lastIndexOf(":") + 1);

/** What each setting waits for, beside the bucket that it belongs to. */
function waits(graph: Nodes): Record<string, string[]> {
  return Object.fromEntries(graph.all.filter(({ inputs }) => "bucket" in inputs).map(({ type, dependencies }) =>
    [kindOf(type), dependencies.map((line) => kindOf(line.split(" ")[0] ?? "")).filter((kind) => kind !== "Bucket")]));
}

describe("PrivateBucket", () => {
  it("is closed to everybody, has no ACLs and is encrypted by S3 where deliveries know no key", async () => {
    const { graph } = await build();
    const bucket = "use2-logs-0a1b2c3";
    assert.deepEqual(graph.all.map(({ type, inputs }) => [type, inputs]), [
      ["aws:s3/bucket:Bucket", { forceDestroy: false }],
      ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", { bucket, rules: [{
        id: "retention", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 }, expiration: { days: 90 },
      }] }],
      ["aws:s3/bucketOwnershipControls:BucketOwnershipControls", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }],
      ["aws:s3/bucketPolicy:BucketPolicy", { bucket, policy: { Version: "2012-10-17", Statement: await value(pulumi.output(denyPlaintext(arn))) } }],
      ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true }],
      ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] }],
      ["understudy:core:PrivateBucket", {}],
    ]);
  });

  it("takes a customer's key, and asks for it once per bucket rather than once per object", async () => {
    const { graph } = await build({ encryption: { kind: "kms", keyArn: "arn:key" } });
    assert.deepEqual(graph.inputs("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"), {
      "use2-logs": {
        bucket: "use2-logs-0a1b2c3",
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:key" }, bucketKeyEnabled: true }],
      },
    });
  });

  it("makes one setting after the other, the policy last", async () => {
    const { graph } = await build({ retention: { expireAfterDays: 90, olderVersions: { keepDays: 30 } } });
    assert.deepEqual(waits(graph), {
      BucketPublicAccessBlock: [],
      BucketOwnershipControls: ["BucketPublicAccessBlock"],
      BucketServerSideEncryptionConfiguration: ["BucketOwnershipControls"],
      BucketVersioning: ["BucketServerSideEncryptionConfiguration"],
      BucketLifecycleConfiguration: ["BucketVersioning"],
      BucketPolicy: ["BucketLifecycleConfiguration"],
    });
  });

  it("keeps older versions only when asked to", async () => {
    const { graph } = await build({ retention: { expireAfterDays: "never", olderVersions: { keepDays: 30 } } });
    assert.deepEqual(graph.inputs("aws:s3/bucketVersioning:BucketVersioning"),
      { "use2-logs": { bucket: "use2-logs-0a1b2c3", versioningConfiguration: { status: "Enabled" } } });
    assert.deepEqual((await build()).graph.inputs("aws:s3/bucketVersioning:BucketVersioning"), {});
  });

  it("locks versions and has its requests written down when asked to, still one setting after the other", async () => {
    const { graph } = await build({
      retention: { expireAfterDays: 90, olderVersions: { keepDays: 30 } }, objectLock: { mode: "governance", days: 30 },
      accessLogs: { bucketName: "use2-requests", prefix: "s3" },
    });
    const bucket = "use2-logs-0a1b2c3";
    assert.deepEqual(graph.inputs("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"),
      { "use2-logs": { bucket, rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } } } });
    assert.deepEqual(graph.inputs("aws:s3/bucketLogging:BucketLogging"), { "use2-logs": {
      bucket, targetBucket: "use2-requests", targetPrefix: "s3/", targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
    } });
    assert.deepEqual(waits(graph), {
      BucketPublicAccessBlock: [],
      BucketOwnershipControls: ["BucketPublicAccessBlock"],
      BucketServerSideEncryptionConfiguration: ["BucketOwnershipControls"],
      BucketVersioning: ["BucketServerSideEncryptionConfiguration"],
      BucketObjectLockConfiguration: ["BucketVersioning"],
      BucketLifecycleConfiguration: ["BucketObjectLockConfiguration"],
      BucketLogging: ["BucketLifecycleConfiguration"],
      BucketPolicy: ["BucketLogging"],
    });
  });

  it("gets a lock later without being replaced", async () => {
    const retention = { expireAfterDays: 90, olderVersions: { keepDays: 30 } } as const;
    const [before, after] = [await build({ retention }), await build({ retention, objectLock: { mode: "governance", days: 30 } })];
    assert.deepEqual(changes(before.graph, after.graph),
      ["create aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration use2-logs"]);
  });

  it("takes the name that others know it by, in the account's own namespace where there is one", async () => {
    const own = namedBucket(place, "understudy-prod-archive");
    const everybodys = namedBucket({ ...place, region: "me-south-1" }, "understudy-prod-archive");
    const named = async (identity: NamedBucket): Promise<unknown> =>
      (await record((opts) => new PrivateBucket("use2-archive", { ...args, identity }, opts))).graph.inputs("aws:s3/bucket:Bucket");
    assert.deepEqual(await named(own), { "use2-archive": {
      forceDestroy: false, bucket: "understudy-prod-archive-111122223333-us-east-2-an", bucketNamespace: "account-regional",
    } });
    assert.deepEqual(await named(everybodys), { "use2-archive": { forceDestroy: false, bucket: "understudy-prod-archive-111122223333-me-south-1" } });
  });

  it("refuses a lock without versions or of no days, and a name that S3 does not take", async () => {
    await assert.rejects(build({ objectLock: { mode: "governance", days: 0 }, identity: namedBucket(place, "Archive") }), { message: [
      "Archive-111122223333-us-east-2-an is no bucket name: want lower-case words and digits with single hyphens between, " +
        "and not a start that AWS keeps for itself",
      "objectLock.days is 0: want whole days from 1 to 36500",
      "objectLock needs older versions: want retention.olderVersions with keepDays",
    ].join("\n") });
  });

  it("adds the caller's statements to its own", async () => {
    const read = (bucketArn: pulumi.Output<string>): readonly Statement[] => [{ Sid: "Read", Effect: "Allow", Resource: bucketArn }];
    const { graph } = await build({ access: read });
    const { policy } = graph.one("aws:s3/bucketPolicy:BucketPolicy", "use2-logs").inputs as { policy: { Statement: Statement[] } };
    assert.deepEqual(policy.Statement.map(({ Sid }) => Sid), ["DenyPlaintext", "DenyOldTls", "Read"]);
    assert.deepEqual(policy.Statement[2], { Sid: "Read", Effect: "Allow", Resource: arn });
  });

  it("hands out its name and its ARN by way of the policy, so that whoever uses them waits for it", async () => {
    const { graph, result } = await record((opts) => {
      const logs = new PrivateBucket("use2-logs", args, opts);
      new aws.s3.BucketObjectv2("reader", { bucket: logs.bucketName, key: "k", content: logs.arn }, opts);
      return logs;
    }, answer);
    const policy = graph.one("aws:s3/bucketPolicy:BucketPolicy", "use2-logs").urn;
    const { propertyDependencies = {} } = graph.one("aws:s3/bucketObjectv2:BucketObjectv2", "reader").state;
    for (const property of ["bucket", "content"]) {
      assert.equal(propertyDependencies[property]?.includes(policy), true, property);
    }
    assert.deepEqual([await value(result.bucketName), await value(result.arn)], ["use2-logs-0a1b2c3", arn]);
  });

  it("refuses a name without room for its suffix, and a retention of no days, in one error", async () => {
    const name = `use2-${"n".repeat(51)}`;
    await assert.rejects(
      record((opts) => new PrivateBucket(name, { ...args, retention: { expireAfterDays: 0, olderVersions: "none" } }, opts)),
      { message: `${name} has 56 characters: want 55 at most, so that a s3Bucket has room for its suffix; ` +
        "shorten the place's key or the part that an owner named\nexpireAfterDays is 0: want whole days, 1 or more" });
  });
});
