import { type Role } from "../components/core/place";

/** How ready the standby is, the readiest first. */
export const strategies = ["active-active", "warm-standby", "pilot-light", "backup-restore"] as const;
export type Strategy = (typeof strategies)[number];

/** Parts of a place that a posture either builds or leaves out. */
const parts = ["network", "service"] as const;
export type Part = (typeof parts)[number];

/** What stands in a place, and how large it is: all that a role and a strategy decide. Data in buckets, tables and secrets always stands. */
export interface Posture extends Readonly<Record<Part, boolean>> {
  /** `full`: the size that settings give. `floor`: a share of it. `none`: ready to start, none running. */
  readonly tasks: "full" | "floor" | "none";
  /** `full` and `floor`: instances of the size for the primary, or for the standby. `storage`: no instance. `none`: no cluster. */
  readonly database: "full" | "floor" | "storage" | "none";
}

/** What a standby's database is made of: instances, or storage that follows and cannot take over before it gets one. */
export type StandbyDatabase = "instances" | "storage";

/** Bounds between which a service scales, in tasks. */
export interface TaskBounds {
  readonly min: number;
  readonly max: number;
}

/**
 * Fewest tasks of a service that waits while it runs: one in each of two zones, so that the loss of a zone in the
 * standby does not cost the standby.
 */
export const fewestWaitingTasks = 2;

const whole = { network: true, service: true, tasks: "full", database: "full" } as const;

/** The one table that turns a strategy and a role into sizes. Where both roles build the same parts, a swap only resizes. */
const postures: Readonly<Record<Strategy, Readonly<Record<Role, Posture>>>> = {
  "active-active": { primary: whole, standby: whole },
  "warm-standby": { primary: whole, standby: { ...whole, tasks: "floor", database: "floor" } },
  "pilot-light": { primary: whole, standby: { ...whole, tasks: "none", database: "floor" } },
  "backup-restore": { primary: whole, standby: { network: false, service: false, tasks: "none", database: "none" } },
};

/**
 * What a place with this role is made of under a strategy.
 *
 * @param standbyDatabase A choice that `pilot-light` alone leaves open; settings refuse `storage` elsewhere.
 */
export function postureOf(strategy: Strategy, role: Role, standbyDatabase: StandbyDatabase = "instances"): Posture {
  const posture = postures[strategy][role];
  return standbyDatabase === "storage" && posture.database === "floor" ? { ...posture, database: "storage" } : posture;
}

/** Parts that exist in the primary alone: a role swap builds them in one place and removes them from the other. */
export function partsMovedBySwap(strategy: Strategy): readonly Part[] {
  const { primary, standby } = postures[strategy];
  return parts.filter((part) => primary[part] !== standby[part]);
}

/**
 * Bounds of a service in a place, from its bounds at full size. The ceiling stays whole, so that any place can grow to
 * full size by itself; only a floor above it raises it.
 *
 * @param standbyCapacityPercent Share of `full.min` that a waiting service keeps running, 1 to 100.
 */
export function tasksOf(posture: Posture, full: TaskBounds, standbyCapacityPercent: number): TaskBounds {
  switch (posture.tasks) {
    case "full": return { min: full.min, max: full.max };
    case "none": return { min: 0, max: full.max };
    case "floor": {
      const min = Math.max(fewestWaitingTasks, Math.ceil((full.min * standbyCapacityPercent) / 100));
      return { min, max: Math.max(min, full.max) };
    }
  }
}
