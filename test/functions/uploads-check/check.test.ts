import assert from "node:assert/strict";
import { checkBatch } from "../../../functions/uploads-check/batch";
import { check, type CheckPorts, type Stored } from "../../../functions/uploads-check/check";
import { noticesIn, type Notice } from "../../../functions/uploads-check/notices";
import type { UploadRecord, Verdict } from "../../../functions/shared/upload";

const sha256 = `${"A".repeat(43)}=`;
const announced: UploadRecord = { userId: "u1", uploadId: "f1", name: "cat.png", contentType: "image/png", sizeBytes: 10, sha256, askedAt: "2026-11-21T11:00:00Z", state: "asked" };
const notice: Notice = { bucket: "bucket", key: "users/u1/f1", versionId: "v1" };
const sound: Stored = { sizeBytes: 10, contentType: "image/png", sha256 };

/** Two places' view of one table and one bucket, in memory. */
class World {
  readonly judged: Verdict[] = [];
  readonly quarantined: string[] = [];
  record: UploadRecord | undefined = announced;
  stored: Stored | undefined = sound;
  shown: string | undefined = "image/png";

  get ports(): CheckPorts {
    return {
      uploads: {
        find: () => Promise.resolve(this.record),
        judge: (_, verdict) => {
          if (this.record === undefined) return Promise.resolve("unknown");
          if (this.record.versionId !== undefined) return Promise.resolve(this.record.versionId === verdict.versionId ? "judged before" : "another version");
          this.judged.push(verdict);
          this.record = { ...this.record, state: verdict.state, versionId: verdict.versionId };
          return Promise.resolve("judged");
        },
      },
      objects: {
        describe: () => Promise.resolve(this.stored), start: () => Promise.resolve(new Uint8Array()),
        quarantine: ({ versionId }) => Promise.resolve(void this.quarantined.push(versionId)),
      },
      typeOf: () => Promise.resolve(this.shown),
      now: () => new Date("2026-11-21T12:00:00Z"),
    };
  }
}

describe("a file that has come", () => {
  it("is kept when it is what it was announced as", async () => {
    const world = new World();
    assert.equal(await check(notice, world.ports), "kept");
    assert.deepEqual([world.judged, world.quarantined], [[{ state: "kept", versionId: "v1", at: "2026-11-21T12:00:00.000Z" }], []]);
  });

  const flaws: readonly (readonly [string, Partial<World>])[] = [
    ["its size is 11, not 10 as announced", { stored: { ...sound, sizeBytes: 11 } }],
    [`its SHA-256 is unknown, not ${sha256} as announced`, { stored: { ...sound, sha256: undefined } }],
    ["its content type is text/html, not image/png as announced", { stored: { ...sound, contentType: "text/html" } }],
    ["its content is application/zip, not image/png as announced", { shown: "application/zip" }],
    ["its content is of no type that is known, not image/png as announced", { shown: undefined }],
  ];
  for (const [reason, flaw] of flaws) {
    it(`is refused and put aside when ${reason}`, async () => {
      const world = Object.assign(new World(), flaw);
      assert.equal(await check(notice, world.ports), "refused");
      assert.deepEqual([world.judged, world.quarantined], [[{ state: "refused", versionId: "v1", at: "2026-11-21T12:00:00.000Z", reason }], ["v1"]]);
    });
  }

  it("is judged once, however often and from wherever S3 tells of it", async () => {
    const world = new World();
    const outcomes = [await check(notice, world.ports), await check(notice, world.ports), await check({ ...notice, bucket: "bucket-of-the-other-place" }, world.ports)];
    assert.deepEqual([outcomes, world.judged.length, world.quarantined], [["kept", "judged before", "judged before"], 1, []]);
  });

  it("is put aside when it comes after another one of the same name", async () => {
    const world = new World();
    await check(notice, world.ports);
    assert.equal(await check({ ...notice, versionId: "v2" }, world.ports), "refused");
    assert.deepEqual([world.judged.length, world.quarantined], [1, ["v2"]]);
  });

  it("is put aside once more when whoever refused it had stopped before", async () => {
    const world = Object.assign(new World(), { record: { ...announced, state: "refused", versionId: "v1" } });
    assert.equal(await check(notice, world.ports), "refused");
    assert.deepEqual([world.judged, world.quarantined], [[], ["v1"]]);
  });

  it("is nobody's when it is gone, or is no upload", async () => {
    assert.equal(await check(notice, Object.assign(new World(), { stored: undefined }).ports), "gone");
    assert.equal(await check({ ...notice, key: "users/u1" }, new World().ports), "not an upload");
  });

  it("waits for its announcement", async () => {
    await assert.rejects(check(notice, Object.assign(new World(), { record: undefined }).ports), { message: "nobody has announced users/u1/f1: want an upload that was started by POST /uploads" });
  });
});

const record = (key: string, versionId: unknown = "v1") => ({ s3: { bucket: { name: "bucket" }, object: { key, versionId } } });

describe("notices of S3", () => {
  it("have a key as in a form, and a test has none", () => {
    assert.deepEqual(noticesIn(JSON.stringify({ Records: [record("users/u1/a+b%2Fc")] })), [{ bucket: "bucket", key: "users/u1/a b/c", versionId: "v1" }]);
    assert.deepEqual(noticesIn(JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "bucket" })), []);
  });

  it("that are none are said to be none", () => {
    assert.throws(() => noticesIn("[]"), { message: "the message is no JSON object: want one of S3's" });
    assert.throws(() => noticesIn("{}"), { message: "the message has no Records: want an event of S3" });
    assert.throws(() => noticesIn(JSON.stringify({ Records: [record("k", 1)] })), { message: "a record names no bucket, key and version: want all three, as S3 sends them for a bucket with versions" });
  });

  it("come again alone when one cannot be handled", async () => {
    const heard: unknown[] = [];
    const world = new World();
    const body = (key: string) => JSON.stringify({ Records: [record(key)] });
    const { batchItemFailures } = await checkBatch([{ messageId: "m1", body: "{" }, { messageId: "m2", body: body("users/u1/f1") }], world.ports, {
      seen: (outcome, { key }) => heard.push([outcome, key]), failed: (_, messageId) => heard.push(messageId),
    });
    assert.deepEqual([batchItemFailures, heard], [[{ itemIdentifier: "m1" }], ["m1", ["kept", "users/u1/f1"]]]);
  });
});
