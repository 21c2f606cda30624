import { nameOf } from "../recorder/graph";
import type { By, Edge } from "./edges";

/**
 * Why an edge between the places may stand. `create-time`: needed to build, never to run. `replication`: carries data to the place, and only
 * waits while it is lost. `identity-string`: a name that is the same everywhere. `name-only`: a label that nobody follows.
 */
export const excuseClasses = ["create-time", "replication", "identity-string", "name-only"] as const;
export type ExcuseClass = (typeof excuseClasses)[number];

/** One kind of edge that may stand, described as narrowly as it occurs. */
export interface Excuse {
  readonly class: ExcuseClass;
  /** Type of the resource that needs. */
  readonly from: string;
  /** Its name without the place. */
  readonly named: RegExp;
  /** Paths in its inputs, `[*]` for any position; what is inside of one is meant too. */
  readonly at: readonly string[];
  /** Type of the resource that is needed; absent for a name in a text. */
  readonly to?: string;
  readonly by: By;
  readonly reason: string;
}

/** Every edge that may lead from one place to the other. Nothing else may. */
export const excuses: readonly Excuse[] = [
  {
    class: "create-time", from: "aws:route53/record:Record", named: /^global-certificate-/, at: ["name", "records", "type"],
    to: "aws:acm/certificate:Certificate", by: "dependency",
    reason: "ACM asks for the same record in every region, so it is made once, from the first place's certificate; it stays when that is lost",
  },
];

/** The excuse of an edge, if it has one. `places` are the keys of all places. */
export function excuseOf(edge: Edge, places: readonly string[], table: readonly Excuse[] = excuses): Excuse | undefined {
  const name = nameOf(edge.from);
  const place = places.find((key) => name.startsWith(`${key}-`));
  const bare = place === undefined ? name : name.slice(place.length + 1);
  const at = edge.at.replace(/\[\d+\]/g, "[*]");
  return table.find((excuse) => excuse.from === edge.from.type && excuse.to === edge.to?.type && excuse.by === edge.by && excuse.named.test(bare)
    && excuse.at.some((path) => at === path || (at.startsWith(path) && /^[.[ ]/.test(at.slice(path.length)))));
}
