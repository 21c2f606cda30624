import assert from "node:assert/strict";
import { portsIn } from "./world";

const snapshot = (id: string, Status = "available") => ({ DBClusterSnapshotIdentifier: id, Status });

describe("the database, as the steps ask AWS for it", function () {
  this.timeout(120_000);

  it("tells the age of the heartbeat also where CloudWatch does not answer", async () => {
    const { ports } = await portsIn("usw2", { "cloudwatch:GetMetricData": new Error("dark") });
    assert.deepEqual(await ports.database.lag(), { heartbeatSeconds: 3, replicationSeconds: undefined });
    const lit = await portsIn("usw2");
    assert.deepEqual(await lit.ports.database.lag(), { heartbeatSeconds: 3, replicationSeconds: 0.12 });
  });

  it("finds what a failover cut off, and its copy, among more snapshots than one page has", async () => {
    const full = Array.from({ length: 100 }, (_, rank) => snapshot(`awsbackup:job-${String(rank)}`));
    const cut = snapshot("rds:unplanned-global-failover-1");
    const paged = (...last: readonly object[]) => portsIn("usw2", { "rds:DescribeDBClusterSnapshots": ({ Marker }) => (Marker === "2" ? { DBClusterSnapshots: last } : { DBClusterSnapshots: full, Marker: "2" }) });
    const copied = (stub: { readonly operations: readonly string[] }): number => stub.operations.filter((operation) => operation === "rds:CopyDBClusterSnapshot").length;
    const due = await paged(cut), done = await paged(cut, snapshot("kept-unplanned-global-failover-1"));
    assert.deepEqual([await due.ports.database.keepCutOffWrites(), copied(due.stub)], [false, 1]);
    assert.deepEqual([await done.ports.database.keepCutOffWrites(), copied(done.stub)], [true, 0]);
  });
});
