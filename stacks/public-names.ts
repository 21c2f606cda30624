import { originName } from "../components/failover/names";
import { type Settings } from "./settings/schema";

type Named = Pick<Settings, "api" | "domain" | "services">;

/** Name that a host label stands for: `app.example.com` for `app`. */
export function fqdnOf(label: string, domain: Settings["domain"]): string {
  return `${label}.${domain.zone}`;
}

/** Names that follow the writer, by host label, each once. */
export function writerNames({ domain, services }: Pick<Named, "domain" | "services">): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.values(services).map(({ route }) => [route.host, fqdnOf(route.host, domain)]));
}

/** Names for reads, answered by the nearest place; empty but for one. */
export function readNames({ domain }: Pick<Named, "domain">): Readonly<Record<string, string>> {
  return domain.readHost === undefined ? {} : { [domain.readHost]: fqdnOf(domain.readHost, domain) };
}

/**
 * Names under which a place's load balancer knows a service. The front service also answers to the place's own name, for the
 * role check, and to the name for reads.
 */
export function hostsOf(key: string, place: string, { domain, services }: Pick<Named, "domain" | "services">): readonly string[] {
  const service = services[key];
  if (service === undefined) return [];
  const own = [fqdnOf(service.route.host, domain)];
  return key === domain.front ? [...own, originName(place, domain.zone), ...Object.values(readNames({ domain }))] : own;
}

/** Every name that a place answers to beside its own: what its certificate has to hold. */
export function sharedNames(settings: Named): readonly string[] {
  return [...new Set([fqdnOf(settings.api.host, settings.domain), ...Object.values(writerNames(settings)), ...Object.values(readNames(settings))])].sort();
}
