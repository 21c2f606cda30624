import type { ResourceState } from "../../recorder/graph";
import { urnIn } from "../graph/references";
import { isObject } from "../../recorder/property";
import { secretOf, secretText } from "../graph/secrets";
import { covers, type Path } from "./paths";
import { type Change, type Readers, show } from "./values";

interface Circumstances {
  /** URNs that this update replaces, so that their answers will be others. */
  readonly replaced: ReadonlySet<string>;
  /** Changes that are known already. */
  readonly known: readonly Change[];
}

/** Inputs that read the same today, but come from a resource that is replaced, and so change with it. */
export function referenceChanges(resource: ResourceState, readers: Readers, { replaced, known }: Circumstances): readonly Change[] {
  const changes: Change[] = [];
  const isKnown = (path: Path): boolean => known.some((change) => covers(change.path, path));
  for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
    if (!urns.some((urn) => replaced.has(urn))) continue;
    const refersToReplaced = (text: string): boolean => readers.after(text)
      .some((part) => typeof part !== "string" && part.candidates.some((candidate) => replaced.has(urnIn(candidate))));
    eachPath(resource.inputs[property], [property], (path, text, secret) => {
      if (!refersToReplaced(text) || isKnown(path)) return;
      const spelt = secret ? secretText : show(text, readers.after);
      changes.push({ path, kind: "reference", before: spelt, after: spelt });
    });
  }
  return changes;
}

interface Visit {
  (path: Path, text: string, secret: boolean): void;
}

function eachPath(value: unknown, path: Path, visit: Visit): void {
  const secret = secretOf(value);
  if (secret !== undefined) eachPath(secret.value, path, (inner, text) => { visit(inner, text, true); });
  else if (typeof value === "string") visit(path, value, false);
  else if (Array.isArray(value)) value.forEach((item, index) => { eachPath(item, [...path, index], visit); });
  else if (isObject(value)) for (const key of Object.keys(value).sort()) eachPath(value[key], [...path, key], visit);
}
