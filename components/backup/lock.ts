import { isPositiveInteger } from "../core/numbers";

/** Days that every backup in a vault is kept for, at least and at most. A job that wants anything else fails. */
interface LockBounds {
  readonly minDays: number;
  readonly maxDays: number;
}

/** What keeps backups from being deleted before their time. */
export type VaultLock =
  /** Whoever may manage the vault can take the lock away: it stops accidents, and everybody else. */
  | LockBounds & { readonly mode: "governance" }
  /** After the cooling-off nobody can, AWS included, for as long as a backup is in the vault: whoever asks for it says so. */
  | LockBounds & { readonly mode: "compliance"; readonly coolingOffDays: number; readonly acknowledge: "cannot-be-undone" };

/** Source: AWS Backup API, `PutBackupVaultLockConfiguration`. */
const limits = { longestDays: 36_500, shortestCoolingOffDays: 3 } as const;

/** The lock as the provider takes it: days to change one's mind make it final. */
export function lockArgs(lock: VaultLock): { minRetentionDays: number; maxRetentionDays: number; changeableForDays?: number } {
  return {
    minRetentionDays: lock.minDays, maxRetentionDays: lock.maxDays,
    ...(lock.mode === "compliance" && { changeableForDays: lock.coolingOffDays }),
  };
}

/** What is wrong with a lock, one sentence each. */
export function lockProblems(lock: VaultLock): string[] {
  const { minDays, maxDays } = lock;
  const whole = (days: number): boolean => isPositiveInteger(days) && days <= limits.longestDays;
  return [
    ...Object.entries({ minDays, maxDays }).filter(([, days]) => !whole(days))
      .map(([name, days]) => `lock.${name} is ${days}: want whole days from 1 to ${limits.longestDays}`),
    ...(maxDays < minDays ? [`lock.maxDays is ${maxDays}, lock.minDays ${minDays}: want it as long, or longer`] : []),
    ...(lock.mode === "compliance" && !(whole(lock.coolingOffDays) && lock.coolingOffDays >= limits.shortestCoolingOffDays)
      ? [`lock.coolingOffDays is ${lock.coolingOffDays}: want whole days from ${limits.shortestCoolingOffDays} to ${limits.longestDays}`] : []),
  ];
}

/** What a lock would make of a backup that is kept for so many days: nothing, or one sentence. */
export function lockedOut(name: string, keepDays: number, { minDays, maxDays }: VaultLock): string[] {
  return keepDays >= minDays && keepDays <= maxDays ? []
    : [`${name} is ${keepDays}, the vaults keep backups for ${minDays} to ${maxDays} days: want it in between, or every backup fails`];
}
