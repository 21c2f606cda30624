/** What a text holds as JSON; undefined where it is none. */
export function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object or list that a text spells; undefined for any other text. */
export function containerIn(text: string): unknown {
  return /^\s*[[{]/.test(text) ? parsed(text) : undefined;
}
