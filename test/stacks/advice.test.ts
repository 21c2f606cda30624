import assert from "node:assert/strict";
import { adviceOn } from "../../stacks/advice";
import { parseSettings } from "../../stacks/settings";
import { asConfig, stackFile } from "../support/settings";

describe("adviceOn", () => {
  it("finds nothing about prod, and says what is small about the primary of dev", () => {
    const [prod, dev] = (["prod", "dev"] as const).map((stack) => adviceOn(parseSettings(asConfig(stackFile(stack)), stack)));
    assert.deepEqual(prod, []);
    assert.deepEqual(dev, [
      "database.capacity.minAcu is 2: AWS advises 8 or more where a global database writes, so that replication keeps pace",
    ]);
  });
});
