import assert from "node:assert/strict";
import { PrivateBucket } from "../../../components/core/bucket";
import { Replication, twinBucket, type ReplicationArgs, type TwinBucketArgs } from "../../../components/core/replicated-buckets";
import { type Place } from "../../../components/core/place";
import { record, type Nodes } from "../../support/record";

const use2: Place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const usw2: Place = { ...use2, key: "usw2", region: "us-west-2" };
const here = { place: use2, bucketName: "here", arn: "arn:aws:s3:::here", keyArn: "arn:key:here" };
const there = { place: usw2, bucketName: "there", arn: "arn:aws:s3:::there", keyArn: "arn:key:there" };
const args: ReplicationArgs = { from: here, to: there, deleteMarkers: "replicate", timeliness: "metrics", objectLock: false };
const build = (change: Partial<ReplicationArgs> = {}): Promise<{ graph: Nodes }> =>
  record((opts) => new Replication("use2-archive-replication", { ...args, ...change }, opts));

const throughS3 = (region: string, arn: string): object => ({
  StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
  StringLike: { "kms:EncryptionContext:aws:s3:arn": [arn, `${arn}/*`] },
});
const statements = (reads: readonly string[]): object[] => [
  { Sid: "SeeWhatIsNew", Effect: "Allow", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: [here.arn] },
  { Sid: "ReadHere", Effect: "Allow", Action: reads, Resource: [`${here.arn}/*`] },
  { Sid: "DecryptHere", Effect: "Allow", Action: ["kms:Decrypt"], Resource: [here.keyArn], Condition: throughS3("us-east-2", here.arn) },
  { Sid: "WriteThere", Effect: "Allow", Action: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"], Resource: [`${there.arn}/*`] },
  {
    Sid: "EncryptThere", Effect: "Allow", Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], Resource: [there.keyArn],
    Condition: throughS3("us-west-2", there.arn),
  },
];

describe("Replication", () => {
  it("copies in one direction, as a role that reads one bucket, writes the other and uses their two keys through S3", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.all.map(({ type, name, inputs }) => [type, name, inputs]), [
      ["aws:iam/role:Role", "use2-archive-replication", {
        description: "Copies new objects from use2 to usw2",
        assumeRolePolicy: { Version: "2012-10-17", Statement: [{
          Sid: "Assume", Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole",
          Condition: { StringEqualsIfExists: { "aws:SourceAccount": "111122223333" }, ArnLikeIfExists: { "aws:SourceArn": here.arn } },
        }] },
      }],
      ["aws:iam/rolePolicy:RolePolicy", "use2-archive-replication", {
        role: "use2-archive-replication-name",
        policy: { Version: "2012-10-17", Statement: statements(
          ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"]) },
      }],
      ["aws:s3/bucketReplicationConfig:BucketReplicationConfig", "use2-archive-replication", {
        bucket: "here", role: "arn:aws:test:::use2-archive-replication",
        rules: [{
          id: "all", status: "Enabled", priority: 1, filter: {}, deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { replicaModifications: { status: "Enabled" }, sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: { bucket: there.arn, encryptionConfiguration: { replicaKmsKeyId: there.keyArn }, metrics: { status: "Enabled" } },
        }],
      }],
      ["understudy:core:Replication", "use2-archive-replication", {}],
    ]);
  });

  it("takes locks along when the pair has them", async () => {
    const { graph } = await build({ objectLock: true });
    assert.deepEqual(graph.one("aws:iam/rolePolicy:RolePolicy", "use2-archive-replication").inputs["policy"], {
      Version: "2012-10-17",
      Statement: statements([
        "s3:GetObjectLegalHold", "s3:GetObjectRetention", "s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging",
      ]),
    });
  });

  it("starts when its role may, and both sides keep versions", async () => {
    const twin = (place: Place): TwinBucketArgs => ({
      place, namePrefix: "understudy-test-box", keyArn: "arn:key", expireAfterDays: "never", keepOlderVersionsDays: 30, transitions: [],
      objectLock: "none", access: () => [], accessLogs: { bucketName: "logs", prefix: "s3" }, forceDestroy: false,
    });
    const { graph } = await record((opts) => {
      const boxIn = (place: Place): ReplicationArgs["from"] => {
        const { bucketName, arn } = new PrivateBucket(`${place.key}-box`, twinBucket(twin(place)), opts);
        return { place, bucketName, arn, keyArn: "arn:key" };
      };
      const [a, b] = [boxIn(use2), boxIn(usw2)];
      new Replication("use2-box-replication", { ...args, from: a, to: b }, opts);
      new Replication("usw2-box-replication", { ...args, from: b, to: a }, opts);
    });
    const versioned = ["use2-box", "usw2-box"].map((name) => graph.one("aws:s3/bucketVersioning:BucketVersioning", name).urn);
    for (const { state, name } of graph.ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig")) {
      const waits = reachable(graph, state.urn);
      assert.deepEqual([...versioned, graph.one("aws:iam/rolePolicy:RolePolicy", name).urn].filter((urn) => !waits.has(urn)), []);
    }
  });

  it("refuses to copy a region onto itself, and a name without room for its suffix", async () => {
    const name = `use2-${"n".repeat(60)}`;
    await assert.rejects(record((opts) => new Replication(name, { ...args, to: { ...there, place: use2 } }, opts)), { message: [
      `${name} has 65 characters: want 56 at most, so that a iamRole has room for its suffix; shorten the place's key or the part that an owner named`,
      `${name} copies us-east-2 onto itself: want two regions`,
    ].join("\n") });
  });
});

/** Everything that a resource waits for, directly or through others. */
function reachable(graph: Nodes, urn: string, seen = new Set<string>()): Set<string> {
  for (const next of graph.all.find((node) => node.urn === urn)?.state.dependencies ?? []) {
    if (!seen.has(next)) reachable(graph, next, seen.add(next));
  }
  return seen;
}
