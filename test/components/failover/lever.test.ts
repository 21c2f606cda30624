import assert from "node:assert/strict";
import { Lever, checkerRanges, leverEnd } from "../../../components/failover";
import { record } from "../../support/record";

const ohio = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const args = { place: ohio, namePrefix: "understudy-test-lever", folder: "test", accessLogs: { bucketName: "logs", prefix: "requests" }, forceDestroy: false };

describe("Lever", () => {
  it("is known by name and paths before it is there", () => {
    assert.deepEqual(leverEnd(args), {
      host: "understudy-test-lever-111122223333-us-east-2-an.s3.us-east-2.amazonaws.com", activeKey: "test/active", drillKey: "test/drill",
    });
  });

  it("shows two objects to Route 53's checkers and is closed to everybody else, under S3's own key", async () => {
    const { graph } = await record((opts) => new Lever("use2-failover-lever", args, opts));
    const arn = "arn:aws:test:::use2-failover-lever";
    const policy = graph.one("aws:s3/bucketPolicy:BucketPolicy", "use2-failover-lever").inputs["policy"] as { Statement: { Effect: string }[] };
    assert.deepEqual(policy.Statement.filter(({ Effect }) => Effect === "Allow"), [{
      Sid: "AnswerHealthCheckers", Effect: "Allow", Principal: "*", Action: ["s3:GetObject"],
      Resource: [`${arn}/test/active`, `${arn}/test/drill`], Condition: { IpAddress: { "aws:SourceIp": checkerRanges } },
    }]);
    assert.deepEqual(graph.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "use2-failover-lever").inputs, {
      bucket: "understudy-test-lever-111122223333-us-east-2-an",
      blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
    });
    assert.deepEqual(graph.ofType("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration").map(({ inputs }) => inputs["rules"]),
      [[{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]]);
    assert.deepEqual(graph.one("aws:s3/bucketVersioning:BucketVersioning", "use2-failover-lever").inputs["versioningConfiguration"], { status: "Enabled" });
  });

  it("lets in whole blocks that S3 does not take for the public: a policy with a block wider than a /8 would be one", () => {
    assert.equal(checkerRanges.length, 17);
    assert.deepEqual(checkerRanges.filter((range) => !/^\d{1,3}(\.\d{1,3}){3}\/(1[6-9]|2\d)$/.test(range)), []);
    assert.deepEqual([...new Set(checkerRanges)], checkerRanges);
  });
});
