import assert from "node:assert/strict";
import { keepCutOffWrites, type ActedOn } from "../../../components/failover";

const place = { key: "usw2", region: "us-west-2", account: "111122223333", partition: "aws" };
const acted: ActedOn = {
  place, clusterArn: "arn:cluster", ecsClusterArn: "arn:tasks", serviceArns: ["arn:service"], proxyGroupId: "sg-1", leverArn: "arn:lever", leverKey: "prod/active",
};

describe("who keeps what a failover cut off", () => {
  it("may copy snapshots under the database's key, at which RDS looks in the copier's name before it asks for a grant", () => {
    const key = { Effect: "Allow", Resource: ["arn:key"] };
    assert.deepEqual(keepCutOffWrites(acted, "arn:key"), [
      {
        Sid: "KeepSnapshots", Effect: "Allow", Action: ["rds:AddTagsToResource", "rds:CopyDBClusterSnapshot", "rds:DescribeDBClusterSnapshots"],
        Resource: ["arn:aws:rds:us-west-2:111122223333:cluster-snapshot:*", "arn:cluster"],
      },
      { Sid: "SeeSnapshotsEncrypted", ...key, Action: ["kms:DescribeKey"] },
      {
        Sid: "KeepSnapshotsEncrypted", ...key, Action: ["kms:CreateGrant"],
        Condition: { StringEquals: { "kms:ViaService": "rds.us-west-2.amazonaws.com" }, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
  });
});
