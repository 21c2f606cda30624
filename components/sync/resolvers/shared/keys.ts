/**
 * Keys of the table. A space's key says whose it is, so that nobody can open one in another's name, whichever region he asks.
 */
const recordPrefix = "record#";
const memberPrefix = "member#";

export const ownSpace = (sub: string): string => `own#${sub}`;

/** The user that a space belongs to; nothing for what is no space. */
export function ownerOf(space: string): string | undefined {
  const [kind, owner, id, ...rest] = space.split("#");
  if (kind === "own" && id === undefined) return owner;
  return kind === "shared" && id !== undefined && id !== "" && rest.length === 0 ? owner : undefined;
}

export const isShared = (space: string): boolean => space.startsWith("shared#");

export const recordKey = (id: string): string => `${recordPrefix}${id}`;
export const recordIdOf = (key: string): string => key.slice(recordPrefix.length);
export const memberKey = (sub: string): string => `${memberPrefix}${sub}`;

export const records = recordPrefix;
export const members = memberPrefix;
