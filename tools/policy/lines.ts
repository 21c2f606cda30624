/** The line of a stack export at which the entry of a resource names it; the first where the file is one long line. */
export function lineFinder(text: string): (urn: string) => number {
  const lines = new Map<string, number>();
  for (const [index, line] of text.split("\n").entries()) {
    const urn = /^\s*"urn": *"([^"]+)",?\s*$/.exec(line)?.[1];
    if (urn !== undefined && !lines.has(urn)) lines.set(urn, index + 1);
  }
  return (urn) => lines.get(urn) ?? 1;
}
