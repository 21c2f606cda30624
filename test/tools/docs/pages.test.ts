import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { Settings } from "../../../stacks/settings";
import { pages } from "../../../tools/docs/main";

const root = path.resolve(__dirname, "../../..");

describe("reference pages", () => {
  for (const [file, page] of Object.entries(pages)) {
    it(`${file} is what \`npm run docs\` makes`, () => {
      assert.equal(readFileSync(path.join(root, file), "utf8"), page());
    });
  }

  it("explain every setting", () => {
    assert.deepEqual(undescribed(Settings, "understudy"), []);
  });
});

/** Paths of settings that say nothing about themselves. */
function undescribed(schema: unknown, at: string): string[] {
  if (schema instanceof z.ZodOptional) return undescribed(schema.unwrap(), at).filter(() => schema.description === undefined);
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).flatMap(([key, inner]: [string, z.core.$ZodType]) => silent(inner, `${at}.${key}`));
  if (schema instanceof z.ZodDiscriminatedUnion) return schema.options.flatMap((option) => undescribed(option, at));
  if (schema instanceof z.ZodRecord) return undescribed(schema.valueType, `${at}.*`);
  if (schema instanceof z.ZodArray) return undescribed(schema.element, `${at}[]`);
  if (schema instanceof z.ZodTuple) return schema.def.items.flatMap((item: unknown) => undescribed(item, `${at}[]`));
  return [];
}

function silent(schema: z.core.$ZodType, at: string): string[] {
  const own = schema instanceof z.ZodType && schema.description !== undefined ? [] : [at];
  return [...own, ...undescribed(schema, at)];
}
