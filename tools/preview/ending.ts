import type { Unread } from "./line";

/** Exit status: the rules are kept; they are not; the input is bad. */
export const status = { clean: 0, violations: 1, refused: 2 } as const;

/** Ends once the text is out: the children would keep this process alive. */
export function end(stream: NodeJS.WriteStream, text: string, code: number): void {
  stream.write(text, () => { process.exit(code); });
}

/** Says what is wrong, a line each, and ends. */
export function refuse(problems: readonly string[]): void {
  end(process.stderr, problems.map((problem) => `${problem}\n`).join(""), status.refused);
}

/** Says why a command line was not read, or what it asked for instead, and ends. */
export function leave(unread: Unread): void {
  if (unread.kind === "help") end(process.stdout, unread.text, status.clean);
  else refuse(unread.problems);
}
