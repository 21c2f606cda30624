import { blockProblems, overlaps } from "../../../components/network/addressing";
import { zoneBelongsTo } from "../../../components/core/regions";
import { type Problem } from "../problems";
import { type Settings } from "../schema";

/** The two places are two, each whole in itself, and one of them is active. */
export function placeProblems(settings: Settings): Problem[] {
  const [first, second] = settings.places;
  const twins: Problem[] = [];
  if (first.key === second.key) twins.push({ path: "places[1].key", got: second.key, want: "another key than the first place has" });
  if (first.region === second.region) twins.push({ path: "places[1].region", got: second.region, want: "another region than the first place has" });
  if (overlaps(first.cidr, second.cidr)) {
    twins.push({ path: "places[1].cidr", got: second.cidr, want: `a block that does not overlap ${first.cidr}, the first place's` });
  }
  return [...settings.places.flatMap(wholeness), ...twins, ...activeProblems(settings)];
}

function wholeness(place: Settings["places"][number], rank: number): Problem[] {
  const at = `places[${String(rank)}]`;
  const strays = place.zones.filter((zone) => !zoneBelongsTo(zone, place.region));
  return [
    ...strays.map((zone) => ({ path: `${at}.zones`, got: zone, want: `zones of ${place.region}, such as ${place.region}a` })),
    ...(new Set(place.zones).size < place.zones.length ? [{ path: `${at}.zones`, got: place.zones, want: "every zone once" }] : []),
    ...blockProblems(place.cidr, place.zones.length).map((want) => ({ path: `${at}.cidr`, got: place.cidr, want })),
  ];
}

function activeProblems(settings: Settings): Problem[] {
  const keys = settings.places.map((place) => place.key);
  if (keys.includes(settings.primary)) return [];
  return [{ path: "primary", got: settings.primary, want: `one of ${keys.join(", ")}, the keys of the places` }];
}
