/** Path at which every place says whether it is the active one. */
export const rolePath = "/healthz/role";

/** Path that every place answers with 200 while it lives, whatever its role. */
export const livePath = "/healthz/live";

/**
 * What a place answers at {@link rolePath} while it holds the database's writer. A checker looks for it in the first
 * 5,120 bytes and minds its case.
 * Source: Route 53 Developer Guide, "How Route 53 determines whether a health check is healthy".
 */
export const roleMark = "ROLE=ACTIVE";

/**
 * Name that leads to one place whatever its role, such as `origin-use2.example.com`. The place's certificate must hold
 * it, since a checker asks for it by SNI, and a rule of its load balancer must serve {@link rolePath} under it.
 */
export function originName(place: string, zoneName: string): string {
  return `origin-${place}.${zoneName}`;
}

/** Public names by the key that names their records: `{ app: "app.example.com" }`. */
export type Names = Readonly<Record<string, string>>;

/** The names of one {@link Failover}, as far as they can contradict one another. */
export interface NameArgs {
  readonly zoneName: string;
  readonly names: Names;
  readonly reads: Names;
  readonly origins: readonly string[];
}

const keyForm = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** Keys of names whose records would be called like the place's own checks and records. */
const isTaken = (key: string): boolean => ["live", "origin", "role"].includes(key) || key.startsWith("read-");

/** What is wrong with the names, one sentence each. */
export function nameProblems({ zoneName, names, reads, origins }: NameArgs): string[] {
  const all = [...Object.entries(names), ...Object.entries(reads)];
  const fqdns = [...origins, ...all.map(([, fqdn]) => fqdn)];
  return [
    ...all.filter(([key]) => !keyForm.test(key))
      .map(([key, fqdn]) => `${fqdn} has the key ${JSON.stringify(key)}: want lower-case letters, digits and hyphens, such as app`),
    ...Object.entries(names).filter(([key]) => isTaken(key))
      .map(([key, fqdn]) => `${fqdn} has the key ${key}, by which other records go: choose a key other than live, origin, role and read-…`),
    ...all.filter(([, fqdn]) => fqdn !== zoneName && !fqdn.endsWith(`.${zoneName}`))
      .map(([, fqdn]) => `${fqdn} is outside the zone: want ${zoneName} or a name that ends in .${zoneName}`),
    ...[...new Set(fqdns.filter((fqdn, index) => fqdns.indexOf(fqdn) !== index))]
      .map((fqdn) => `${fqdn} is asked for more than once: one name, one way of routing`),
  ];
}
