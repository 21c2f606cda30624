import { parseDocument, type Document } from "./document";
import { flaw, undecided, type Findings } from "./finding";
import type { Subject } from "./rule";
import { tokens } from "./tokens";
import { at, list } from "./value";
import type { Statement } from "./document";

/** Documents that say what an identity may do, each with the property that holds it. */
export function identityDocuments({ type, props }: Pick<Subject, "type" | "props">): readonly Document[] {
  if (!tokens.roles.some((token) => token === type)) return [parseDocument(props["policy"], "policy")];
  return list(props["inlinePolicies"]).map((each, index) => [at(each, "policy"), index] as const)
    .filter(([policy]) => policy !== undefined)
    .map(([policy, index]) => parseDocument(policy, `inlinePolicies[${index}].policy`));
}

/** Puts every statement that allows something to `judge`; says so where a document cannot be read yet, or at all. */
export function* eachAllow(document: Document, property: string, judge: (statement: Statement) => Findings): Findings {
  if (document.kind === "unknown") yield undecided(document.unknown);
  else if (document.kind === "unreadable") yield flaw(property, "not a policy document", "JSON with a Statement");
  else for (const statement of document.statements) if (statement.effect === "allow") yield* judge(statement);
}
