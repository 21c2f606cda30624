import { nameOf, type ResourceState } from "../../recorder/graph";
import { shortType } from "../graph/places";
import { fit, type Paper } from "./paint";

interface Row {
  readonly branch: string;
  readonly type: string;
  readonly name: string;
  readonly note: string;
}

/** Columns that a long type may take before it is cut. */
const widestType = 72;

/**
 * Resources as `pulumi preview` prints them, each under its parent: `├─ aws:kms:Key  use2-keys-data`. One whose parent is not
 * among them stands at the left.
 */
export function treeLines(resources: readonly ResourceState[], { paint, width }: Paper): readonly string[] {
  const urns = new Set(resources.map(({ urn }) => urn));
  const children = new Map<string, ResourceState[]>();
  for (const resource of resources) {
    const parent = resource.parent !== undefined && urns.has(resource.parent) ? resource.parent : "";
    children.set(parent, [...children.get(parent) ?? [], resource]);
  }
  const rows: Row[] = [];
  const descend = (parent: string, stem: string): void => {
    const family = (children.get(parent) ?? []).toSorted(byName);
    family.forEach((resource, index) => {
      const isLast = index === family.length - 1;
      rows.push(rowOf(resource, parent === "" ? "" : `${stem}${isLast ? "└─ " : "├─ "}`));
      descend(resource.urn, parent === "" ? "" : `${stem}${isLast ? "   " : "│  "}`);
    });
  };
  descend("", "");
  const typeWidth = Math.min(Math.max(...rows.map(({ branch, type }) => branch.length + type.length), 0), widestType);
  return rows.map(({ branch, type, name, note }) => {
    const shown = fit(type, typeWidth - branch.length);
    const space = " ".repeat(typeWidth - branch.length - shown.length + 2);
    return `${paint.dim(branch)}${shown}${space}${paint.cyan(fit(name, width - typeWidth - 2))}${note === "" ? "" : paint.dim(`  ${note}`)}`;
  });
}

function rowOf(resource: ResourceState, branch: string): Row {
  const notes = [...resource.protect === true ? ["protected"] : [], ...resource.external === true ? ["read"] : []];
  return { branch, type: shortType(resource.type), name: nameOf(resource), note: notes.join(", ") };
}

/** By name, numbers in it by their size; components of one name before what they hold. */
function byName(one: ResourceState, other: ResourceState): number {
  return nameOf(one).localeCompare(nameOf(other), "en", { numeric: true }) || (one.type < other.type ? -1 : 1);
}
