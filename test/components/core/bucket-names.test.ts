import assert from "node:assert/strict";
import { bucketNameProblems, namedBucket } from "../../../components/core/bucket-names";
import { regions } from "../../../components/core/regions";

const placeIn = (region: string) => ({ key: "use2", region, account: "111122223333", partition: "aws" });

describe("the name of a bucket that others know", () => {
  it("is the account's own, whoever else asks for it", () => {
    assert.deepEqual(namedBucket(placeIn("us-east-2"), "understudy-prod-archive"), {
      bucket: "understudy-prod-archive-111122223333-us-east-2-an", namespace: "account-regional",
      arn: "arn:aws:s3:::understudy-prod-archive-111122223333-us-east-2-an",
    });
  });

  it("is unlikely to be taken where an account has no names of its own", () => {
    assert.deepEqual(["me-central-1", "me-south-1"].map((region) => namedBucket(placeIn(region), "understudy-prod-archive")), [
      { bucket: "understudy-prod-archive-111122223333-me-central-1", namespace: "global", arn: "arn:aws:s3:::understudy-prod-archive-111122223333-me-central-1" },
      { bucket: "understudy-prod-archive-111122223333-me-south-1", namespace: "global", arn: "arn:aws:s3:::understudy-prod-archive-111122223333-me-south-1" },
    ]);
  });

  it("has room for 32 characters of an owner's in every region", () => {
    assert.deepEqual(regions.flatMap((region) => bucketNameProblems(namedBucket(placeIn(region), "a".repeat(32)))), []);
  });

  const refused: readonly [string, string][] = [
    ["Archive", "is no bucket name: want lower-case words and digits with single hyphens between, and not a start that AWS keeps for itself"],
    ["archive--old", "is no bucket name: want lower-case words and digits with single hyphens between, and not a start that AWS keeps for itself"],
    ["sthree-archive", "is no bucket name: want lower-case words and digits with single hyphens between, and not a start that AWS keeps for itself"],
    ["a".repeat(38), "has 64 characters: want 63 at most; shorten the project, the stack or the bucket's purpose"],
  ];
  for (const [prefix, problem] of refused) {
    it(`refuses to start with ${prefix}`, () => {
      assert.deepEqual(bucketNameProblems(namedBucket(placeIn("us-east-2"), prefix)), [`${prefix}-111122223333-us-east-2-an ${problem}`]);
    });
  }
});
