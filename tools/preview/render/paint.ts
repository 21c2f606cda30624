import { createColors } from "picocolors";

/** Colours and widths of one output. */
export interface Paper {
  readonly paint: ReturnType<typeof createColors>;
  /** Columns of a terminal; of a file, enough for any line. */
  readonly width: number;
}

/** Longest value that is printed whole where no terminal sets a width. */
const fileWidth = 200;

/** Paper for a stream: coloured only on a terminal, and never where `NO_COLOR` is set. */
export function paperFor(stream: { readonly isTTY?: boolean; readonly columns?: number }, env: NodeJS.ProcessEnv): Paper {
  const isTerminal = stream.isTTY === true;
  const plain = !isTerminal || (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  return { paint: createColors(!plain), width: isTerminal ? Math.max(stream.columns ?? 80, 60) : fileWidth };
}

/** Paper without colours, as wide as a file. */
export const plainPaper: Paper = { paint: createColors(false), width: fileWidth };

/** Text of at most `width` columns; what is cut off shows as `…`. */
export function fit(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 1))}…`;
}

/** `1 resource`, `2 resources`. */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** Rows in columns, two spaces apart; a column of numbers aligns right. No row ends in spaces. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => { widths[index] = Math.max(widths[index] ?? 0, cell.length); });
  return rows.map((row) => row.map((cell, index) => {
    const width = widths[index] ?? 0;
    return right.includes(index) ? cell.padStart(width) : cell.padEnd(width);
  }).join("  ").trimEnd());
}
