import { activeOf, newestOf, type Place } from "../../protocol";
import { at, otherThan, resize, type World } from "../../protocol/simulated";
import { guardProblems, type Said } from "../../stacks/guard-truth";
import { type Stage } from "./stage";

/** What the settings of a deployment say about who is active. */
export interface Settings {
  readonly primary: Place;
  readonly epoch: number;
}

/** Who is active, by every replica of the control table that answers. */
export function truthIn(world: World): Settings {
  const standings = newestOf(world.keys.filter((key) => at(world, key).up).map((key) => at(world, key).table));
  const primary = activeOf({ standings }) ?? world.keys[0];
  return { primary, epoch: standings[primary]?.epoch ?? 1 };
}

/** A deployment, if the program's own guard lets it: it gives each place that it reaches the size of its role. */
export function deploy({ world, settings, design, pace }: Pick<Stage, "design" | "pace" | "settings" | "world">): void {
  const claim = { ...settings, born: world.keys[0], now: world.now };
  if (design.guard && guardProblems(claim, world.keys.map((place) => saidBy(world, place))).length > 0) return;
  const primary = design.size === "computed" ? settings.primary : world.keys[0];
  for (const place of world.keys.filter((key) => at(world, key).up)) resize(world, place, { size: place === primary ? "primary" : "standby", pace });
}

/** What a place answers when a deployment asks it. */
function saidBy(world: World, place: Place): Said {
  const { up, table: { locks, standings } } = at(world, place);
  if (!up) return { place, table: { kind: "silent", why: "it is gone" }, database: { kind: "silent", why: "it is gone" } };
  const other = otherThan(world, place);
  return {
    place, database: { kind: "stands", writer: world.writer },
    table: { kind: "record", standings: { [place]: standings[place], [other]: standings[other] }, locks: { [place]: locks[place], [other]: locks[other] } },
  };
}
