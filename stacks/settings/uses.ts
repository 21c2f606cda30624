import * as z from "zod";
import { flag, key, oneOf } from "./text";

const bucket = oneOf(["none", "read", "write"]);

/** What a service may use of the platform's data: the only way to a permission. */
export const UsesSettings = z.strictObject({
  database: flag().describe("Whether the service signs in to the database, as the application's user and through the place's proxy."),
  tables: z.record(key, oneOf(["read", "write"]), { error: "`read` or `write` by key, or `{}`" }).describe("Tables by key, and whether the service also writes them."),
  archive: bucket.describe("`read` also brings objects back from cold storage; `write` also adds objects, and deletes none."),
  content: bucket.describe("`write` also puts and hides files."),
  secrets: z.array(key, { error: "a list of keys, or `[]`" }).describe("Keys of the platform's secrets that the service may read."),
}, { error: "database, tables, archive, content and secrets" });
export type UsesSettings = z.infer<typeof UsesSettings>;
