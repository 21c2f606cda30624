import type { ResourceState } from "../recorder/graph";
import type { Edge } from "./edges";
import { kindOf } from "./kinds";
import { isProved, type Proof, type Side } from "./proof";
import type { Hop, Violation } from "./side";

/** A proof as plain data for other programs: resources by their URNs, and no value of a secret. */
export function toJson(proof: Proof): Readonly<Record<string, unknown>> {
  const { project, stack, strategy, resources, sides, hidden } = proof;
  return { project, stack, strategy, resources, proved: isProved(proof), places: sides.map(sideJson), secretsNotRead: hidden };
}

function sideJson({ place, lost, standing, serving, roots, excused, violations, missing }: Side): Readonly<Record<string, unknown>> {
  return {
    place: place.key, region: place.region, role: place.role, without: lost.key, standing, serving, roots: roots.map(({ urn }) => urn),
    excused: excused.map(({ excuse, edges }) => ({ class: excuse.class, reason: excuse.reason, edges: edges.map(edgeJson) })),
    violations: violations.map(violationJson), missing,
  };
}

function violationJson({ edges, path, region }: Violation): Readonly<Record<string, unknown>> {
  const [{ from }] = edges;
  return {
    urn: from.urn, kind: kindOf(edges[0]), serves: path !== undefined, ...(region !== undefined && { onlyIn: region }),
    path: (path ?? []).map(hopJson), needs: edges.map(edgeJson),
  };
}

function hopJson({ edge, attached }: Hop): Readonly<Record<string, unknown>> {
  return attached ? { from: edge.to?.urn, part: edge.from.urn, at: edge.at } : edgeJson(edge);
}

function edgeJson({ from, at, by, to, answer, text }: Edge): Readonly<Record<string, unknown>> {
  return { from: from.urn, at, by, ...urnOf(to), ...(answer !== undefined && { answer }), ...(text !== undefined && { text }) };
}

function urnOf(to: ResourceState | undefined): Readonly<Record<string, unknown>> {
  return to === undefined ? {} : { to: to.urn };
}
