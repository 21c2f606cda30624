import * as z from "zod";
import { type TableSpec } from "../../components/tables";
import { oneOf, text } from "./text";

const Attribute = z.strictObject({
  name: z.string().min(1, "the name of an attribute").describe("Name of the attribute."),
  type: oneOf(["S", "N", "B"]).describe("Text, number or bytes."),
}, { error: "an attribute: name and type" });

const Index = z.strictObject({
  hashKey: Attribute.describe("Attribute that the index is looked up by."),
  rangeKey: Attribute.optional().describe("Attribute that the index sorts by."),
  projection: z.union([z.literal("all"), z.literal("keys"), z.tuple([z.string()], z.string())], { error: "`all`, `keys`, or a list of attributes" })
    .describe("What a look-up through the index gives back beside keys."),
}, { error: "an index: hashKey, rangeKey and projection" });

export const TableSettings = z.strictObject({
  hashKey: Attribute.describe("Attribute that items are looked up by. Changing it replaces the table."),
  rangeKey: Attribute.optional().describe("Attribute that items of one hash key are sorted by. Changing it replaces the table."),
  indexes: z.record(text(/^[A-Za-z0-9_.-]{3,255}$/, "the name of an index"), Index, { error: "indexes by name, or `{}`" }).describe("Other ways to look items up, by name."),
  ttlAttribute: z.string().min(1, "the name of an attribute").optional()
    .describe("Attribute with the second since 1970 after which an item is deleted, in both places. Absent: items stay."),
  class: oneOf(["STANDARD", "STANDARD_INFREQUENT_ACCESS"]).describe("What the table is billed for most: requests, or storage."),
}, { error: "a table: hashKey, indexes and class" });
export type TableSettings = z.infer<typeof TableSettings>;

/** Proves at compile time that what the settings hold is what the component takes. */
export const tableSpecOf = ({ class: _, ...spec }: TableSettings): TableSpec => spec;
