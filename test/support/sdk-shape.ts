import { NormalizedSchema } from "@smithy/core/schema";

type Schema = Parameters<typeof NormalizedSchema.of>[0];

/**
 * What is wrong with a value that is to go through an operation of the SDK, by the schema that the SDK serialises it with: members that
 * the API does not have, which the SDK drops in silence; required ones that are missing; text where a number belongs, and the like.
 */
export function shapeProblems(schema: Schema, value: unknown, at: string): string[] {
  const shape = NormalizedSchema.of(schema);
  if (shape.isDocumentSchema() || shape.isUnitSchema()) return [];
  if (shape.isStructSchema()) return structProblems(shape, value, at);
  if (shape.isListSchema()) {
    return Array.isArray(value) ? value.flatMap((item, rank) => shapeProblems(shape.getValueSchema(), item, `${at}[${rank}]`)) : [wants(at, "a list", value)];
  }
  if (shape.isMapSchema()) {
    return isRecord(value) ? Object.entries(value).flatMap(([key, item]) => shapeProblems(shape.getValueSchema(), item, `${at}.${key}`)) : [wants(at, "a map", value)];
  }
  return leafProblems(shape, value, at);
}

function structProblems(shape: NormalizedSchema, value: unknown, at: string): string[] {
  if (!isRecord(value)) return [wants(at, "an object", value)];
  const members = Object.fromEntries(shape.structIterator());
  const names = Object.keys(members);
  // The schema lists required members first, and says how many they are.
  const [required] = (shape.getSchema() as readonly unknown[]).slice(6);
  return [
    ...names.slice(0, typeof required === "number" ? required : 0).filter((name) => value[name] === undefined && members[name]?.isIdempotencyToken() !== true)
      .map((name) => `${at}.${name} is missing: ${shape.getName()} wants it`),
    ...Object.entries(value).flatMap(([name, member]) => {
      if (member === undefined || name === "$metadata") return [];
      const schema = members[name];
      return schema === undefined ? [`${at}.${name}: ${shape.getName()} has no such member`] : shapeProblems(schema, member, `${at}.${name}`);
    }),
  ];
}

function leafProblems(shape: NormalizedSchema, value: unknown, at: string): string[] {
  if (shape.isStringSchema()) return typeof value === "string" ? [] : [wants(at, "text", value)];
  if (shape.isBooleanSchema()) return typeof value === "boolean" ? [] : [wants(at, "true or false", value)];
  if (shape.isNumericSchema()) return typeof value === "number" ? [] : [wants(at, "a number", value)];
  if (shape.isTimestampSchema()) return value instanceof Date ? [] : [wants(at, "a Date", value)];
  return [];
}

const wants = (at: string, want: string, got: unknown): string => `${at} is ${JSON.stringify(got)}: want ${want}`;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
