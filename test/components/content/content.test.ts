import assert from "node:assert/strict";
import { Content, type ContentArgs } from "../../../components/content";
import { type Place, type Role } from "../../../components/core/place";
import { changes, record, value, type Nodes } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const args: ContentArgs = {
  place, namePrefix: "understudy-prod-media", keyArn: "arn:key", keepOlderVersionsDays: 30, readers: () => [],
  accessLogs: { bucketName: "use2-logs", prefix: "s3" }, forceDestroy: true,
};
const bucket = "understudy-prod-media-111122223333-us-east-2-an";
const arn = `arn:aws:s3:::${bucket}`;
const build = (change: Partial<ContentArgs> = {}) => record((opts) => new Content("use2-content-media", { ...args, ...change }, opts),
  (type) => (type === "aws:s3/bucket:Bucket" ? { arn } : {}));

describe("Content", () => {
  it("keeps what is current for ever, and what was overwritten for some days", async () => {
    const { graph, result } = await build();
    assert.deepEqual(graph.inputs("aws:s3/bucket:Bucket"), { "use2-content-media": { bucket, bucketNamespace: "account-regional", forceDestroy: true } });
    assert.deepEqual(graph.inputs("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"), { "use2-content-media": { bucket, rules: [{
      id: "retention", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      expiration: { expiredObjectDeleteMarker: true }, noncurrentVersionExpiration: { noncurrentDays: 30 },
    }] } });
    assert.deepEqual([await value(result.bucketName), await value(result.arn)], [bucket, arn]);
  });

  it("is read by whom it was told to let in, over TLS", async () => {
    const { graph } = await build({ readers: (bucketArn) => [{ Sid: "ReadByDistribution", Effect: "Allow", Resource: bucketArn }] });
    const { policy } = graph.one("aws:s3/bucketPolicy:BucketPolicy", "use2-content-media").inputs as { policy: { Statement: { Sid: string; Resource: unknown }[] } };
    assert.deepEqual(policy.Statement.map(({ Sid, Resource }) => [Sid, Resource]),
      [["DenyPlaintext", [arn, `${arn}/*`]], ["DenyOldTls", [arn, `${arn}/*`]], ["ReadByDistribution", arn]]);
  });

  it("is the same whoever is primary", async () => {
    const as = async (role: Role): Promise<Nodes> => (await build({ place: { ...place, role } as Place })).graph;
    assert.deepEqual(changes(await as("primary"), await as("standby")), []);
  });

  it("refuses days that are not whole", async () => {
    await assert.rejects(build({ keepOlderVersionsDays: 0.5 }), { message: "olderVersions.keepDays is 0.5: want whole days, 1 or more" });
  });
});
