import assert from "node:assert/strict";
import { lossesOf, worstOf } from "../../stacks/loss";

describe("lossesOf", () => {
  it("gives each kind of data the figure that stands behind it, and says what figure that is", () => {
    assert.deepEqual(lossesOf([
      { kind: "aurora" }, { kind: "dynamodb" }, { kind: "secrets" }, { kind: "s3", timeControl: true }, { kind: "s3", timeControl: false },
      { kind: "backup", of: "database", everySeconds: 86_400, startSeconds: 3600, finishSeconds: 7200 }, { kind: "nothing", of: "tables" },
    ]), [
      { of: "database", seconds: 1, basis: "typical" }, { of: "tables", seconds: 1, basis: "typical" }, { of: "secrets", seconds: undefined, basis: "none" },
      { of: "objects", seconds: 900, basis: "contract" }, { of: "objects", seconds: undefined, basis: "none" },
      { of: "database", seconds: 97_200, basis: "schedule" }, { of: "tables", seconds: Number.POSITIVE_INFINITY, basis: "none" },
    ]);
  });
});

describe("worstOf", () => {
  it("is the longest loss, not their sum, and open where one has no figure", () => {
    const [aurora, objects, secrets] = lossesOf([{ kind: "aurora" }, { kind: "s3", timeControl: true }, { kind: "secrets" }]);
    assert.ok(aurora !== undefined && objects !== undefined && secrets !== undefined);
    assert.deepEqual(worstOf([aurora, objects]), { seconds: 900, open: false });
    assert.deepEqual(worstOf([aurora, objects, secrets]), { seconds: 900, open: true });
    assert.deepEqual([worstOf([secrets]), worstOf([])], [undefined, undefined]);
  });
});
