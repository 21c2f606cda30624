import assert from "node:assert/strict";
import { idleTiersOf, modeProblems, transitionsOf, type ArchiveMode } from "../../../components/archive/mode";

const halfYear: ArchiveMode = { kind: "age", steps: [{ afterDays: 180, storageClass: "GLACIER" }, { afterDays: 270, storageClass: "DEEP_ARCHIVE" }] };

describe("the mode of an archive", () => {
  it("by age: moves by lifecycle, and leaves nothing to Intelligent-Tiering", () => {
    assert.deepEqual([transitionsOf(halfYear), idleTiersOf(halfYear), modeProblems(halfYear)], [
      [{ afterDays: 180, storageClass: "GLACIER" }, { afterDays: 270, storageClass: "DEEP_ARCHIVE" }], [], [],
    ]);
  });

  const idle: readonly [number | "never", number | "never", object[]][] = [
    ["never", "never", []],
    [180, "never", [{ accessTier: "ARCHIVE_ACCESS", days: 180 }]],
    ["never", 180, [{ accessTier: "DEEP_ARCHIVE_ACCESS", days: 180 }]],
    [90, 730, [{ accessTier: "ARCHIVE_ACCESS", days: 90 }, { accessTier: "DEEP_ARCHIVE_ACCESS", days: 730 }]],
  ];
  for (const [archiveAfterDays, deepArchiveAfterDays, tiers] of idle) {
    it(`by idleness, ${archiveAfterDays} and ${deepArchiveAfterDays}: hands every object to Intelligent-Tiering at once`, () => {
      const mode: ArchiveMode = { kind: "idle", archiveAfterDays, deepArchiveAfterDays };
      assert.deepEqual([transitionsOf(mode), idleTiersOf(mode), modeProblems(mode)], [[{ afterDays: 0, storageClass: "INTELLIGENT_TIERING" }], tiers, []]);
    });
  }

  const refused: readonly [ArchiveMode, string[]][] = [
    [{ kind: "idle", archiveAfterDays: 89, deepArchiveAfterDays: 179 }, [
      "ARCHIVE_ACCESS comes after 89 days without an access: want whole days from 90 to 730, or never",
      "DEEP_ARCHIVE_ACCESS comes after 179 days without an access: want whole days from 180 to 730, or never",
    ]],
    [{ kind: "idle", archiveAfterDays: 731, deepArchiveAfterDays: 180.5 }, [
      "ARCHIVE_ACCESS comes after 731 days without an access: want whole days from 90 to 730, or never",
      "DEEP_ARCHIVE_ACCESS comes after 180.5 days without an access: want whole days from 180 to 730, or never",
      "DEEP_ARCHIVE_ACCESS comes after 180.5 days, ARCHIVE_ACCESS after 731: want the deeper tier later",
    ]],
    [{ kind: "idle", archiveAfterDays: 200, deepArchiveAfterDays: 200 },
      ["DEEP_ARCHIVE_ACCESS comes after 200 days, ARCHIVE_ACCESS after 200: want the deeper tier later"]],
    [{ kind: "age", steps: [{ afterDays: 0, storageClass: "GLACIER" }] },
      ["GLACIER comes after 0 days: want whole days, 1 or more, so that replication has copied an object before it is archived"]],
    [{ kind: "age", steps: [{ afterDays: 1, storageClass: "DEEP_ARCHIVE" }, { afterDays: 400, storageClass: "GLACIER" }] },
      ["GLACIER comes after DEEP_ARCHIVE: want each step colder than the one before it"]],
    [{ kind: "age", steps: [{ afterDays: 1, storageClass: "GLACIER_IR" }, { afterDays: 90, storageClass: "DEEP_ARCHIVE" }] },
      ["DEEP_ARCHIVE comes 89 days after GLACIER_IR: want 90 at least, which S3 charges for there in any case"]],
  ];
  for (const [mode, problems] of refused) {
    it(`refuses ${JSON.stringify(mode)}`, () => assert.deepEqual(modeProblems(mode), problems));
  }
});
