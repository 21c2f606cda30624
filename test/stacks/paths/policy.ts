import { list, parsed, json, texts, type Json } from "./world";

/** Who asks: a role of the account, or a service by itself. */
export type Principal = { readonly role: string } | { readonly service: string };

/** One question to a policy. */
export interface Ask {
  readonly by: Principal;
  readonly action: string;
  readonly resource: string;
  /** Everything that IAM would know, by key: what is not here is absent. */
  readonly context: Readonly<Record<string, string>>;
}

export type Verdict = "allowed" | "denied" | "silent";

/**
 * What a document says to a question, as IAM reads it: a denial outweighs, and what it is silent about it does not allow.
 * Source: IAM User Guide, "Policy evaluation logic"; "IAM JSON policy elements: Condition operators".
 */
export function verdictOf(documents: readonly unknown[], ask: Ask): Verdict {
  const effects = new Set<unknown>();
  for (const document of documents) for (const statement of statementsOf(parsed(document))) if (applies(statement, ask)) effects.add(statement["Effect"]);
  return effects.has("Deny") ? "denied" : effects.has("Allow") ? "allowed" : "silent";
}

const statements = new WeakMap<Json, readonly Json[]>();

/** Statements of a document that was parsed once. */
function statementsOf(document: Json): readonly Json[] {
  const known = statements.get(document) ?? list(document["Statement"]);
  statements.set(document, known);
  return known;
}

function applies(statement: Json, ask: Ask): boolean {
  const { names, meant, resources, conditions } = readingOf(statement);
  return isAbout(names, ask.action, statement) && (meant ? isMeant(statement["Principal"], ask) : true)
    && resources.some((pattern) => like(pattern, ask.resource)) !== ("NotResource" in statement)
    && conditions.every(([operator, key, wanted]) => holds(operator, wanted, ask.context[key]));
}

/** A statement, taken apart once, with the actions that it is about as far as anybody asked. */
interface Reading {
  readonly names: Map<string, boolean>;
  readonly meant: boolean;
  readonly resources: readonly string[];
  readonly conditions: readonly (readonly [operator: string, key: string, wanted: readonly string[]])[];
}

const readings = new WeakMap<Json, Reading>();

function readingOf(statement: Json): Reading {
  const known = readings.get(statement) ?? {
    names: new Map<string, boolean>(), meant: "Principal" in statement, resources: texts(statement["NotResource" in statement ? "NotResource" : "Resource"]),
    conditions: Object.entries(json(statement["Condition"])).flatMap(([operator, keys]) => Object.entries(json(keys)).map(([key, wanted]) => [operator, key, texts(wanted)] as const)),
  };
  readings.set(statement, known);
  return known;
}

function isAbout(names: Map<string, boolean>, action: string, statement: Json): boolean {
  const known = names.get(action) ?? texts(statement["NotAction" in statement ? "NotAction" : "Action"]).some((pattern) => like(pattern, action, true)) !== ("NotAction" in statement);
  names.set(action, known);
  return known;
}

/** The root of an account stands for every principal of it. */
function isMeant(principal: unknown, { by }: Ask): boolean {
  if (principal === "*") return true;
  const { AWS, Service } = json(principal);
  if ("service" in by) return texts(Service).includes(by.service);
  const account = by.role.split(":")[4] ?? "";
  return texts(AWS).some((each) => each === "*" || each === by.role || each === account || each === `arn:aws:iam::${account}:root`);
}

function holds(operator: string, wanted: readonly string[], got: string | undefined): boolean {
  const [, set, base = "", absent] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (base === "Null") return wanted.includes(String(got === undefined));
  const negative = base.includes("Not");
  if (got === undefined) return negative || absent !== undefined || set === "ForAllValues";
  const positive = base.replace("Not", "");
  const test = tests[positive];
  if (test === undefined) throw new Error(`${operator} is an operator that the walk does not know: add it to test/stacks/paths/policy.ts`);
  return wanted.some((value) => test(value, got)) !== negative;
}

const tests: Readonly<Record<string, (wanted: string, got: string) => boolean>> = {
  StringEquals: (wanted, got) => wanted === got, StringEqualsIgnoreCase: (wanted, got) => wanted.toLowerCase() === got.toLowerCase(), StringLike: (wanted, got) => like(wanted, got),
  ArnEquals: (wanted, got) => like(wanted, got), ArnLike: (wanted, got) => like(wanted, got), Bool: (wanted, got) => wanted === got,
  NumericEquals: (wanted, got) => Number(wanted) === Number(got), NumericLessThan: (wanted, got) => Number(got) < Number(wanted), NumericLessThanEquals: (wanted, got) => Number(got) <= Number(wanted),
  NumericGreaterThanEquals: (wanted, got) => Number(got) >= Number(wanted),
};

const compiled = [new Map<string, RegExp>(), new Map<string, RegExp>()] as const;

export function like(pattern: string, value: string, anyCase = false): boolean {
  if (pattern === "*" || pattern === value) return true;
  const patterns = compiled[anyCase ? 1 : 0];
  const known = patterns.get(pattern) ?? new RegExp(`^${pattern.replace(/[\\^$.|+()[\]{}]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".")}$`, anyCase ? "is" : "s");
  patterns.set(pattern, known);
  return known.test(value);
}
