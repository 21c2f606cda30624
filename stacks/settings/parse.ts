import * as z from "zod";
import { type Problem, problemsOf } from "./problems";
import { apiProblems } from "./rules/api";
import { databaseProblems } from "./rules/database";
import { firewallProblems } from "./rules/firewall";
import { functionProblems } from "./rules/functions";
import { identityProblems } from "./rules/identity";
import { messagingProblems } from "./rules/messaging";
import { placeProblems } from "./rules/places";
import { reachProblems } from "./rules/reach";
import { recoveryProblems } from "./rules/recovery";
import { serviceProblems } from "./rules/services";
import { storeProblems } from "./rules/stores";
import { syncProblems } from "./rules/sync";
import { triggerProblems } from "./rules/triggers";
import { usesProblems } from "./rules/uses";
import { Settings } from "./schema";

/** Rules over several settings at once. Each runs only on settings whose form is right. */
const rules = [
  placeProblems, serviceProblems, usesProblems, reachProblems, firewallProblems, databaseProblems, storeProblems, syncProblems, recoveryProblems,
  functionProblems, identityProblems, messagingProblems, apiProblems, triggerProblems,
];

/** Either valid settings, or everything that is wrong with them. Pure. */
export function problemsIn(raw: unknown): { readonly settings: Settings } | { readonly problems: readonly Problem[] } {
  const parsed = Settings.safeParse(raw, { reportInput: true });
  if (!parsed.success) return { problems: problemsOf(parsed.error, keysAt) };
  const problems = rules.flatMap((rule) => rule(parsed.data));
  return problems.length === 0 ? { settings: parsed.data } : { problems };
}

/** Keys that an object at a path may have, for a hint at the right spelling. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = Settings;
  for (const segment of path) schema = step(schema, segment);
  return keysOf(schema);
}

function keysOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodDiscriminatedUnion ? [...new Set(schema.options.flatMap(keysOf))] : [];
}

function step(schema: unknown, segment: PropertyKey): unknown {
  if (schema instanceof z.ZodOptional) return step(schema.unwrap(), segment);
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).find(([key]) => key === segment)?.[1];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodTuple) return schema.def.items[Number(segment)];
  return undefined;
}
