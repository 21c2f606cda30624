import assert from "node:assert/strict";
import { Region } from "@pulumi/aws-native/types/enums";
import { isNativeRegion } from "../../stacks/native-regions";

describe("regions of the other provider for AWS", () => {
  it("are those that its package lists, and no other", () => {
    assert.deepEqual(Object.values(Region).filter((region) => !isNativeRegion(region)), []);
    assert.deepEqual(["nowhere", "", "us-east-9", "toString"].filter(isNativeRegion), []);
  });
});
