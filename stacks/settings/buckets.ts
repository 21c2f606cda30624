import * as z from "zod";
import { oneOf, whole } from "./text";

const lockDays = whole(1, 36_500, "days").describe("Days for which nobody deletes or overwrites a version of an object.");

export const ObjectLock = z.union([
  z.literal("none"),
  z.discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("governance").describe("Whoever has a permission of its own can lift the lock."), days: lockDays }),
    z.strictObject({
      mode: z.literal("compliance").describe("Nobody lifts the lock, root and AWS included."),
      days: lockDays,
      acknowledge: z.literal("nobody-can-shorten-this", { error: "the words nobody-can-shorten-this" }).describe("Says that this is meant."),
    }),
  ]),
], { error: "`none`, or a mode with days" });

export const neverOr = (least: number, most: number) => z.union([z.literal("never"), whole(least, most, "days")], { error: `\`never\`, or whole days from ${String(least)} to ${String(most)}` });

const Step = z.strictObject({
  afterDays: whole(1, 36_500, "days").describe("Days since the object came to be."),
  storageClass: oneOf(["GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"]).describe("Read at once, after minutes to hours, or after hours to days."),
}, { error: "afterDays and storageClass" });

const Mode = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("idle").describe("What nobody reads gets cheaper; what is read again comes back by itself."),
    archiveAfterDays: neverOr(90, 730).describe("Days without an access after which an object takes hours to read. `never`: everything opens at once."),
    deepArchiveAfterDays: neverOr(180, 730).describe("Days without an access after which an object takes up to 12 hours to read."),
  }),
  z.strictObject({
    kind: z.literal("age").describe("What is old gets colder, whether or not anybody reads it."),
    steps: z.tuple([Step], Step).describe("Moves, the earliest first."),
  }),
], { error: "kind: idle or kind: age" });

const olderVersions = whole(1, 36_500, "days").describe("Days for which a version that was overwritten or deleted can be had back.");

export const ArchiveSettings = z.strictObject({
  mode: Mode.describe("When objects move to colder storage, the same in both places."),
  expireAfterDays: neverOr(1, 36_500).describe("Days after which an object is gone."),
  keepOlderVersionsDays: olderVersions,
  objectLock: ObjectLock.describe("Whether objects can be deleted before their time. Once on, it cannot be taken away."),
}, { error: "mode, expireAfterDays, keepOlderVersionsDays and objectLock" });

export const ContentSettings = z.strictObject({
  keepOlderVersionsDays: olderVersions,
}, { error: "keepOlderVersionsDays" });

const Deletions = oneOf(["replicate", "keep-here"]);

export const ReplicationSettings = z.strictObject({
  timeliness: oneOf(["time-control", "metrics", "unwatched"])
    .describe("`time-control` promises 99.9 % of objects in the other place within 15 minutes, at a price per GB; `metrics` shows how late they are."),
  archiveDeletions: Deletions.describe("Whether an object that is deleted from the archive in one place is hidden in the other too."),
  contentDeletions: Deletions.describe("The same for content. With `keep-here`, a failover brings deleted files back."),
}, { error: "timeliness, archiveDeletions and contentDeletions" });
