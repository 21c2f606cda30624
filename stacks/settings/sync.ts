import * as z from "zod";
import { flag, logDays, oneOf, text, whole } from "./text";

export const SyncSettings = z.strictObject({
  sharers: z.array(text(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u, "the name of a group"), { error: "names of groups, or `[]`" })
    .describe("Groups whose members may share records with others; `[]` lets everybody. Whoever is let into a space may write there."),
  overlapSeconds: whole(1, 3600, "seconds")
    .describe("Seconds that a device looks back at every sync, so that it misses no change that an index or another region brought late. Costs reads of what changed in them."),
  fullSyncHours: whole(1, 720, "hours")
    .describe("Hours after which a device compares everything: what a region held back when it was lost is found by then. Costs reads of all its records."),
  tombstoneDays: whole(2, 3650, "days")
    .describe("Days that the stone of a deleted record stays. A device that comes back later takes what it does not find for deleted."),
  introspection: flag().describe("Whether callers may ask the API for its schema. For development."),
  fieldLogs: oneOf(["all", "errors"]).describe("Whether the API logs what became of every field, or of those that failed. Neither holds headers, arguments or results."),
  logRetentionDays: logDays.describe("Days that the API's log is kept."),
}, { error: "how devices keep records in step; see the example in `Pulumi.prod.yaml`" });
export type SyncSettings = z.infer<typeof SyncSettings>;
