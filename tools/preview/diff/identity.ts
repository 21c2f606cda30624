import type { ResourceState } from "../../recorder/graph";
import { isObject } from "../../recorder/property";

/** The parts of a URN: `urn:pulumi:<stack>::<project>::<types>::<name>`. */
interface Identity {
  readonly stack: string;
  readonly project: string;
  /** Types of the parents and its own, joined by `$`. */
  readonly types: string;
  readonly name: string;
}

/**
 * URNs under which a resource may have been known, its own first: those that it lists as aliases, and what its own would have been
 * below a parent that had another. `parentBefore` is the parent's earlier URN.
 */
export function formerUrns(resource: ResourceState, parentBefore: string | undefined): readonly string[] {
  const own = identityOf(resource.urn);
  const listed = (resource.aliases ?? []).flatMap((alias): string[] => {
    if (typeof alias === "string") return [alias];
    return isObject(alias) ? [aliasUrn(own, alias)] : [];
  });
  const urns = [resource.urn, ...listed];
  if (parentBefore === undefined || parentBefore === resource.parent) return urns;
  return [...urns, ...urns.map((urn) => belowOther(identityOf(urn), resource.parent ?? "", parentBefore))];
}

/** What an alias leaves out is as it is today. */
function aliasUrn(own: Identity, alias: Readonly<Record<string, unknown>>): string {
  const text = (key: string): string | undefined => typeof alias[key] === "string" && alias[key] !== "" ? alias[key] : undefined;
  const steps = own.types.split("$");
  const type = text("type") ?? steps.at(-1) ?? "";
  const parent = text("parent") ?? text("parentUrn");
  const above = alias["noParent"] === true ? "" : parent === undefined ? steps.slice(0, -1).join("$") : typesBelow(parent);
  return urnOf({
    stack: text("stack") ?? own.stack, project: text("project") ?? own.project, types: above === "" ? type : `${above}$${type}`, name: text("name") ?? own.name,
  });
}

/** A child whose name starts with its parent's carries the parent's old name, as the engine has it. */
function belowOther(own: Identity, parent: string, parentBefore: string): string {
  const [now, before] = [identityOf(parent), identityOf(parentBefore)];
  const above = typesBelow(parentBefore);
  const type = own.types.split("$").at(-1) ?? "";
  const name = own.name.startsWith(now.name) ? `${before.name}${own.name.slice(now.name.length)}` : own.name;
  return urnOf({ ...own, types: above === "" ? type : `${above}$${type}`, name });
}

/** Types that stand before a child's own; the stack itself is not among them. */
function typesBelow(parent: string): string {
  const { types } = identityOf(parent);
  return types === "pulumi:pulumi:Stack" ? "" : types;
}

function identityOf(urn: string): Identity {
  const [head = "", project = "", types = "", ...name] = urn.split("::");
  return { stack: head.replace(/^urn:pulumi:/, ""), project, types, name: name.join("::") };
}

function urnOf({ stack, project, types, name }: Identity): string {
  return `urn:pulumi:${stack}::${project}::${types}::${name}`;
}
