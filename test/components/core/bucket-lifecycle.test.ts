import assert from "node:assert/strict";
import { lifecycleRule, retentionProblems, type BucketRetention } from "../../../components/core/bucket-lifecycle";

const always = { id: "retention", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const rows: readonly [string, BucketRetention, object][] = [
  ["expires by age", { expireAfterDays: 90, olderVersions: "none" }, { expiration: { days: 90 } }],
  ["expires by age and drops older versions", { expireAfterDays: 90, olderVersions: { keepDays: 30 } },
    { expiration: { days: 90 }, noncurrentVersionExpiration: { noncurrentDays: 30 } }],
  ["keeps what is current, and clears what deletions leave behind", { expireAfterDays: "never", olderVersions: { keepDays: 30 } },
    { expiration: { expiredObjectDeleteMarker: true }, noncurrentVersionExpiration: { noncurrentDays: 30 } }],
  ["moves what is current to colder classes, the youngest age first",
    { expireAfterDays: 400, olderVersions: "none", transitions: [{ afterDays: 1, storageClass: "GLACIER_IR" }, { afterDays: 91, storageClass: "DEEP_ARCHIVE" }] },
    { transitions: [{ days: 1, storageClass: "GLACIER_IR" }, { days: 91, storageClass: "DEEP_ARCHIVE" }], expiration: { days: 400 } }],
  ["keeps everything but abandoned uploads", { expireAfterDays: "never", olderVersions: "none" }, {}],
];

describe("the lifecycle of a private bucket", () => {
  for (const [title, retention, rule] of rows) {
    it(title, () => assert.deepEqual(lifecycleRule(retention), { ...always, ...rule }));
  }

  it("refuses days that are not whole, or none, all at once", () => {
    assert.deepEqual(retentionProblems({ expireAfterDays: 0, olderVersions: { keepDays: 1.5 } }), [
      "expireAfterDays is 0: want whole days, 1 or more",
      "olderVersions.keepDays is 1.5: want whole days, 1 or more",
    ]);
  });

  it("refuses moves that come in no order, or after an object is gone", () => {
    assert.deepEqual(retentionProblems({
      expireAfterDays: 30, olderVersions: "none",
      transitions: [{ afterDays: 30, storageClass: "GLACIER_IR" }, { afterDays: 30, storageClass: "GLACIER" }, { afterDays: -1, storageClass: "DEEP_ARCHIVE" }],
    }), [
      "expireAfterDays is 30, the transition to GLACIER_IR after 30 days: want it later, or never",
      "transition to GLACIER comes after 30 days, that to GLACIER_IR after 30: want each later than the one before it",
      "expireAfterDays is 30, the transition to GLACIER after 30 days: want it later, or never",
      "transition to DEEP_ARCHIVE comes after -1 days: want whole days, 0 or more",
      "transition to DEEP_ARCHIVE comes after -1 days, that to GLACIER after 30: want each later than the one before it",
    ]);
  });

  it("finds no fault with what it can do", () => {
    assert.deepEqual(rows.flatMap(([, retention]) => retentionProblems(retention)), []);
  });
});
