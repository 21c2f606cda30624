import assert from "node:assert/strict";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** An expression with what stands behind its placeholders, as AppSync hands it to DynamoDB. */
export interface Expression {
  readonly expression: string;
  readonly expressionNames?: Readonly<Record<string, string>>;
  readonly expressionValues?: Attributes;
}

/**
 * Whether an item meets an expression: terms joined by AND, each a comparison or one of two functions, which is what the resolvers
 * write. Whatever DynamoDB would refuse is an error: an unknown or unused placeholder, a bare name, another form.
 */
export function holds({ expression, expressionNames = {}, expressionValues = {} }: Expression, item: Attributes | undefined): boolean {
  const used = new Set<string>();
  const attribute = (text = ""): AttributeValue | undefined => {
    const name = take(expressionNames, text, used);
    return item?.[name];
  };
  const valueOf = (text: string): AttributeValue => take(expressionValues, text, used);
  const met = expression.split(" AND ").map((term) => {
    const absent = /^attribute_not_exists\((#\w+)\)$/.exec(term);
    if (absent !== null) return attribute(absent[1]) === undefined;
    const begins = /^begins_with\((#\w+), (:\w+)\)$/.exec(term);
    if (begins !== null) return compare(attribute(begins[1]), valueOf(begins[2] ?? ""), "begins");
    const compared = /^(#\w+) (=|>=) (:\w+)$/.exec(term);
    assert.ok(compared !== null, `${term} is no term that DynamoDB takes, or none that this model knows`);
    return compare(attribute(compared[1]), valueOf(compared[3] ?? ""), compared[2] as "=" | ">=");
  });
  const given = [...Object.keys(expressionNames), ...Object.keys(expressionValues)];
  assert.deepEqual(given.filter((key) => !used.has(key)), [], "DynamoDB refuses placeholders that an expression does not use");
  return met.every(Boolean);
}

function take<T>(from: Readonly<Record<string, T>>, key: string, used: Set<string>): T {
  const found = from[key];
  assert.ok(found !== undefined, `${key} stands for nothing`);
  used.add(key);
  return found;
}

/** Values of two types are never equal, nor in any order. */
function compare(left: AttributeValue | undefined, right: AttributeValue, how: "=" | ">=" | "begins"): boolean {
  if (left === undefined || Object.keys(left)[0] !== Object.keys(right)[0]) return false;
  const [a, b] = [plain(left), plain(right)];
  if (how === "begins") return String(a).startsWith(String(b));
  return how === "=" ? a === b : (a as number | string) >= (b as number | string);
}

export const plain = (value: AttributeValue): unknown => (unmarshall({ value }) as { value: unknown }).value;
