import { type Transition } from "../core/bucket-lifecycle";

/** One move of an archive that goes by age. */
export interface AgeStep {
  /** Whole days since the object came to be, 1 or more: a day is what replication has to copy it while it still can. */
  readonly afterDays: number;
  /** How cold: read at once, read after minutes to hours, read after hours to days. */
  readonly storageClass: "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE";
}

/**
 * What "nobody needs it any more" means.
 *
 * - `idle`: nobody has read it. S3 Intelligent-Tiering counts from the last access, on each side for itself, and moves an
 *   object that is read again back by itself. What nobody reads for 90 days still opens at once. The two tiers below that
 *   one are opt-in, since an object in them cannot be read until it has been restored.
 * - `age`: it is old. Lifecycle counts from its creation, whether or not anybody reads it.
 */
export type ArchiveMode =
  | {
    readonly kind: "idle";
    /** Whole days without an access, 90 to 730, after which an object takes 3 to 5 hours to read; or `never`. */
    readonly archiveAfterDays: number | "never";
    /** Whole days without an access, 180 to 730, after which an object takes up to 12 hours to read; or `never`. */
    readonly deepArchiveAfterDays: number | "never";
  }
  | { readonly kind: "age"; readonly steps: readonly [AgeStep, ...AgeStep[]] };

/** One of the two tiers in which Intelligent-Tiering archives. */
export interface IdleTier {
  readonly accessTier: "ARCHIVE_ACCESS" | "DEEP_ARCHIVE_ACCESS";
  readonly days: number;
}

/** Source: S3 API, `Tiering`; S3 User Guide, "Using S3 Intelligent-Tiering", archive tiers: days that each takes. */
const idleDays = { ARCHIVE_ACCESS: { fewest: 90, most: 730 }, DEEP_ARCHIVE_ACCESS: { fewest: 180, most: 730 } } as const;

/**
 * Days that S3 charges for at least, in each class, and how cold it is.
 * Source: S3 User Guide, "Understanding and managing Amazon S3 storage classes", comparison, minimum storage duration.
 */
const classes = {
  GLACIER_IR: { coldness: 1, paidDays: 90 }, GLACIER: { coldness: 2, paidDays: 90 }, DEEP_ARCHIVE: { coldness: 3, paidDays: 180 },
} as const;

/** What the lifecycle of an archive moves, and where to. */
export function transitionsOf(mode: ArchiveMode): readonly Transition[] {
  return mode.kind === "age" ? mode.steps : [{ afterDays: 0, storageClass: "INTELLIGENT_TIERING" }];
}

/** Tiers that Intelligent-Tiering archives into: none where everything opens at once. */
export function idleTiersOf(mode: ArchiveMode): readonly IdleTier[] {
  if (mode.kind === "age") return [];
  const { archiveAfterDays, deepArchiveAfterDays } = mode;
  return [
    ...(archiveAfterDays === "never" ? [] : [{ accessTier: "ARCHIVE_ACCESS", days: archiveAfterDays } as const]),
    ...(deepArchiveAfterDays === "never" ? [] : [{ accessTier: "DEEP_ARCHIVE_ACCESS", days: deepArchiveAfterDays } as const]),
  ];
}

/** What S3 would refuse in a mode, or charge twice for, one sentence each. */
export function modeProblems(mode: ArchiveMode): string[] {
  return mode.kind === "idle" ? idleProblems(idleTiersOf(mode)) : ageProblems(mode.steps);
}

function idleProblems(tiers: readonly IdleTier[]): string[] {
  const [first, second] = tiers;
  return [
    ...tiers.filter(({ accessTier, days }) => !Number.isInteger(days) || days < idleDays[accessTier].fewest || days > idleDays[accessTier].most)
      .map(({ accessTier, days }) => `${accessTier} comes after ${days} days without an access: ` +
        `want whole days from ${idleDays[accessTier].fewest} to ${idleDays[accessTier].most}, or never`),
    ...(first !== undefined && second !== undefined && second.days <= first.days
      ? [`${second.accessTier} comes after ${second.days} days, ${first.accessTier} after ${first.days}: want the deeper tier later`] : []),
  ];
}

function ageProblems(steps: readonly AgeStep[]): string[] {
  return steps.flatMap(({ afterDays, storageClass }, rank) => {
    const before = steps[rank - 1];
    if (!Number.isInteger(afterDays) || afterDays < 1) {
      return [`${storageClass} comes after ${afterDays} days: want whole days, 1 or more, so that replication has copied an object before it is archived`];
    }
    if (before === undefined) return [];
    const { coldness, paidDays } = classes[before.storageClass];
    if (classes[storageClass].coldness <= coldness) return [`${storageClass} comes after ${before.storageClass}: want each step colder than the one before it`];
    return afterDays - before.afterDays >= paidDays ? [] : [
      `${storageClass} comes ${afterDays - before.afterDays} days after ${before.storageClass}: want ${paidDays} at least, which S3 charges for there in any case`,
    ];
  });
}
