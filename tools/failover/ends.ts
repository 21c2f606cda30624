/** How a command ends, as a script can ask. */
export const exits = {
  /** Done, or all is well. */
  done: 0,
  /** It did not go through, or something is not as it should be: the answer names it. */
  notSo: 1,
  /** Bad input; nothing was looked at or changed. */
  refused: 2,
  /** Somebody else holds the lock. */
  locked: 3,
  /** It waits for people. */
  waits: 4,
  /** Nobody answered: no place, or not the one that is needed. */
  silent: 5,
} as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** What a command has to say: lines for people, and the same as plain data. */
export interface Answered {
  readonly exit: Exit;
  readonly lines: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** The table of exit codes, for `--help`. */
export const exitHelp = `
Exit codes:
  0  done, or all is well
  1  it did not go through, or something is not as it should be: the answer names it
  2  bad input; nothing was looked at or changed
  3  somebody else holds the lock
  4  it waits for people
  5  nobody answered`;
