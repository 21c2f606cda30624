import { activeOf, isHeld, type Place, type Standing } from "../../protocol";
import { at, otherThan, resize, type World } from "../../protocol/simulated";
import { type Stage } from "./stage";

/** What the settings of a deployment say about who is active. */
export interface Settings {
  readonly primary: Place;
  readonly epoch: number;
}

/** Who is active, by every replica of the control table that answers. */
export function truthIn(world: World): Settings {
  const standings: Record<Place, Standing> = {};
  for (const place of world.keys.filter((key) => at(world, key).up)) {
    for (const [key, standing] of Object.entries(at(world, place).table.standings)) {
      if (standing.epoch > (standings[key]?.epoch ?? 0)) standings[key] = standing;
    }
  }
  const primary = activeOf({ standings }) ?? world.keys[0];
  return { primary, epoch: standings[primary]?.epoch ?? 1 };
}

/** A deployment: with a guard only while the settings are true, the database agrees, and nobody activates. It gives each place that it reaches the size of its role. */
export function deploy({ world, settings, design, pace, look }: Pick<Stage, "design" | "pace" | "settings" | "world"> & { readonly look: () => void }): void {
  const reached = world.keys.filter((key) => at(world, key).up);
  if (reached.length === 0 || (design.guard && !isAllowed(world, settings, reached))) return;
  for (const place of reached) resize(world, place, { size: place === (design.size === "computed" ? settings.primary : world.keys[0]) ? "primary" : "standby", pace });
  look();
}

function isAllowed(world: World, settings: Settings, reached: readonly Place[]): boolean {
  const truth = truthIn(world);
  const locked = reached.some((place) => [place, otherThan(world, place)].some((target) => isHeld(at(world, place).table.locks[target], world.now)));
  return !locked && world.operation === undefined && truth.primary === settings.primary && truth.epoch === settings.epoch && world.writer === settings.primary;
}
