/**
 * Ends the process as its user, or the reader of what it prints, would have it end.
 *
 * @param fault Status after a fault of the tool itself, which must be none of its verdicts.
 * @defaultValue 2
 */
export function endWell(fault?: number): void;

/** Value of an option, by a glance: the real reading comes later, and refuses what is wrong. */
export function glance(argv: readonly string[], option: string): string | undefined;
