export { livePath } from "../../protocol/health/live";
export { roleMark, rolePath } from "../../protocol/health/role";

/**
 * Name that leads to one place whatever its role, such as `origin-use2.example.com`. The place's certificate must hold
 * it, since a checker asks for it by SNI, and a rule of its load balancer must serve `/healthz/role` under it.
 */
export function originName(place: string, zoneName: string): string {
  return `origin-${place}.${zoneName}`;
}

/** Public names by the key that names their records: `{ app: "app.example.com" }`. */
export type Names = Readonly<Record<string, string>>;

/**
 * Name of the drill that moves from the other place to this one by this place's own drill lever, such as `drill-use2.example.com`. Nobody's
 * traffic goes by it.
 */
export function drillName(place: string, zoneName: string): string {
  return `drill-${place}.${zoneName}`;
}

/** A public name that is to be added to those there are. */
export interface NameArgs {
  readonly zoneName: string;
  readonly key: string;
  readonly fqdn: string;
  /** Names that are routed already. */
  readonly routed: readonly string[];
}

const keyForm = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** Keys of names whose records would be called like the place's own checks and records. */
const takenKeys = /^(drill(-.*)?|lever|live|origin|read-.*|role|verdict)$/;

/** What is wrong with a name, one sentence each. */
export function nameProblems({ zoneName, key, fqdn, routed }: NameArgs): string[] {
  return [
    ...(keyForm.test(key) ? [] : [`${fqdn} has the key ${JSON.stringify(key)}: want lower-case letters, digits and hyphens, such as app`]),
    ...(takenKeys.test(key)
      ? [`${fqdn} has the key ${key}, by which other records go: choose a key other than drill, drill-…, lever, live, origin, read-…, role and verdict`] : []),
    ...(fqdn === zoneName || fqdn.endsWith(`.${zoneName}`) ? [] : [`${fqdn} is outside the zone: want ${zoneName} or a name that ends in .${zoneName}`]),
    ...(routed.includes(fqdn) ? [`${fqdn} is asked for more than once: one name, one way of routing`] : []),
  ];
}
