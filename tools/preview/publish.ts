import { end } from "./ending";
import { writeWhole } from "./files";
import { type Paper, paperFor } from "./render/paint";

/** What a tool found, for programs and for people, and the exit status that says the same. */
export interface Finding {
  readonly json: () => string;
  readonly lines: (paper: Paper) => readonly string[];
  readonly code: number;
}

/** Writes a finding where it is wanted, tells it to people, and ends. Where `-` wants it on the standard output, people are told on the other one. */
export function publish(file: string | undefined, { json, lines, code }: Finding): void {
  const stream = file === "-" ? process.stderr : process.stdout;
  if (file !== undefined && file !== "-") writeWhole(file, json());
  const tell = (): void => { end(stream, `${lines(paperFor(stream, process.env)).join("\n")}\n`, code); };
  if (file === "-") process.stdout.write(json(), tell);
  else tell();
}
