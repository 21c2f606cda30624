/** The lever that moves users, and the one that moves the drill name and nobody. */
export type LeverKind = "active" | "drill";

/** Key of the object that is a lever, in the folder of its stack: `prod/active`. */
export function leverKeyIn(folder: string, kind: LeverKind): string {
  return `${folder}/${kind}`;
}
