import * as z from "zod";
import { Settings } from "../../stacks/settings/schema";

/** One line of the reference: a setting, what it takes, and what it decides. */
interface Row {
  readonly path: string;
  readonly takes: string;
  readonly decides: string;
}

/** Reference of every setting, as Markdown, made from the schema itself. */
export function settingsPage(): string {
  const rows = Object.entries(Settings.shape).map(([key, schema]) => ({ key, schema, rows: rowsOf(key, schema) }));
  const single = rows.filter(({ key, rows: [first, ...more] }) => more.length === 0 && first?.path === key);
  const sections = rows.filter((section) => !single.includes(section));
  return [
    "<!-- Made by `npm run docs` from stacks/settings. Edit the schema, not this page. -->",
    "# Settings", "",
    "Every setting stands in `Pulumi.<stack>.yaml` under `understudy:`. A key that is not listed here is refused. `npm run preview -- --set",
    "understudy:<path>=<value>` tries another value without writing it down.", "",
    "## The stack", "",
    ...table(single.flatMap((section) => section.rows)),
    ...sections.flatMap(({ key, schema, rows: inner }) => [`## ${key}`, "", schema.description ?? "", "", ...table(inner)]),
  ].join("\n");
}

function table(rows: readonly Row[]): string[] {
  return [
    "| setting | takes | decides |", "|---|---|---|",
    ...rows.map((row) => `| \`${row.path}\` | ${row.takes} | ${row.decides} |`), "",
  ].map((line) => line.replaceAll("\n", " "));
}

function rowsOf(path: string, schema: unknown): Row[] {
  if (schema instanceof z.ZodOptional) return rowsOf(path, schema.unwrap()).map((row) => ({ ...row, takes: `${row.takes}, or nothing`, decides: describe(schema, row.decides) }));
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).flatMap(([key, inner]) => rowsOf(`${path}.${key}`, inner));
  if (schema instanceof z.ZodDiscriminatedUnion) return schema.options.flatMap((option) => rowsOf(path, option));
  if (schema instanceof z.ZodUnion) return eitherOf(path, schema);
  if (schema instanceof z.ZodRecord) return inside(`${path}.<key>`, schema.valueType, schema);
  if (schema instanceof z.ZodTuple && schema.def.items[0] instanceof z.ZodObject) {
    return rowsOf(`${path}[${schema.def.rest === null ? `0…${String(schema.def.items.length - 1)}` : "…"}]`, schema.def.items[0]);
  }
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodObject) return rowsOf(`${path}[…]`, schema.element);
  return [{ path, takes: takes(schema), decides: describe(schema, "") }];
}

/** A word or an object: the words in one row, and then the object's own. Of words alone, one row. */
function eitherOf(path: string, schema: z.ZodUnion): Row[] {
  const inner = schema.options.filter((option) => option instanceof z.ZodObject || option instanceof z.ZodDiscriminatedUnion);
  const words = schema.options.filter((option) => !inner.some((each) => each === option));
  const more = inner.length === 0 ? "" : ", or what follows";
  return [{ path, takes: `${words.map(takes).join(", or ")}${more}`, decides: describe(schema, "") }, ...inner.flatMap((option) => rowsOf(path, option))];
}

/** Values of a map: their own rows when they are objects, else one row that says what the map holds. */
function inside(path: string, value: unknown, map: z.ZodRecord): Row[] {
  if (value instanceof z.ZodObject || value instanceof z.ZodDiscriminatedUnion) return rowsOf(path, value);
  return [{ path, takes: takes(value), decides: describe(map, "") }];
}

function describe(schema: unknown, fallback: string): string {
  return schema instanceof z.ZodType ? schema.description ?? fallback : fallback;
}

function takes(schema: unknown): string {
  if (schema instanceof z.ZodEnum) return schema.options.length > 12 ? "one of a list" : schema.options.map((word) => `\`${String(word)}\``).join(", ");
  if (schema instanceof z.ZodLiteral) return [...schema.values].map((value) => `\`${String(value)}\``).join(" or ");
  if (schema instanceof z.ZodBoolean) return "`true` or `false`";
  if (schema instanceof z.ZodNumber) return bounds(schema);
  if (schema instanceof z.ZodArray) return `a list of: ${takes(schema.element)}`;
  if (schema instanceof z.ZodTuple) return `a list of: ${takes(schema.def.items[0])}`;
  if (schema instanceof z.ZodUnion) return schema.options.map(takes).join(", or ");
  return "text";
}

function bounds(schema: z.ZodNumber): string {
  const { minValue, maxValue } = schema;
  const kind = schema.isInt ? "a whole number" : "a number";
  const limited = minValue !== null && maxValue !== null && Number.isFinite(maxValue) && maxValue < Number.MAX_SAFE_INTEGER;
  return limited ? `${kind}, ${String(minValue)} to ${String(maxValue)}` : kind;
}
