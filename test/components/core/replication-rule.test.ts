import assert from "node:assert/strict";
import { replicationRule, type Timeliness } from "../../../components/core/replication-rule";

const to = { arn: "arn:aws:s3:::there", keyArn: "arn:key:there" };
const every = {
  id: "all", status: "Enabled", priority: 1, filter: {}, deleteMarkerReplication: { status: "Disabled" },
  sourceSelectionCriteria: { replicaModifications: { status: "Enabled" }, sseKmsEncryptedObjects: { status: "Enabled" } },
};
const destination = { bucket: to.arn, encryptionConfiguration: { replicaKmsKeyId: to.keyArn } };
const rows: readonly [Timeliness, object][] = [
  ["unwatched", {}],
  ["metrics", { metrics: { status: "Enabled" } }],
  ["time-control", {
    metrics: { status: "Enabled", eventThreshold: { minutes: 15 } }, replicationTime: { status: "Enabled", time: { minutes: 15 } },
  }],
];

describe("the rule of a replication", () => {
  for (const [timeliness, watch] of rows) {
    it(`takes everything encrypted, and changes of copies, under the other side's key: ${timeliness}`, () => {
      assert.deepEqual(replicationRule({ to, deleteMarkers: "keep-here", timeliness }), { ...every, destination: { ...destination, ...watch } });
    });
  }

  it("lets deletions spread only when asked to", () => {
    assert.deepEqual(replicationRule({ to, deleteMarkers: "replicate", timeliness: "unwatched" }),
      { ...every, deleteMarkerReplication: { status: "Enabled" }, destination });
  });
});
