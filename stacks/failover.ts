import { leverEnd, type Failover, type FailoverSite, type Targets } from "../components/failover";
import { leverOf } from "./failover-names";
import { type BuiltRegion } from "./platform";
import { fqdnOf, readNames, writerNames } from "./public-names";
import { type Region } from "./region";
import { type Settings } from "./settings";

/** A place as DNS sees it, before anything answers there. */
export function siteOf({ place, posture }: Pick<Region, "place" | "posture">): FailoverSite {
  return { place: place.key, region: place.region, answers: posture.service, lever: leverEnd(leverOf(place)) };
}

/** Leads the services' names to the place that can write, and the name for reads to the nearest. */
export function routeUsers(failover: Failover, regions: readonly BuiltRegion[], settings: Settings): void {
  const targets = targetsOf(regions);
  failover.nameOrigins(targets);
  for (const [key, fqdn] of Object.entries(writerNames(settings))) failover.follow(key, fqdn, targets);
  failover.follow(settings.api.host, fqdnOf(settings.api.host, settings.domain), Object.fromEntries(regions.map(({ region: { place }, api }) => [place.key, api?.target])));
  for (const [key, fqdn] of Object.entries(readNames(settings))) failover.stayNear(key, fqdn, targets);
}

function targetsOf(regions: readonly BuiltRegion[]): Targets {
  return Object.fromEntries(regions.map(({ region: { place }, runtime }) => [place.key, runtime?.balancer]));
}
