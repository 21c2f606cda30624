import { type Boot, failover } from "./cli";

/** Runs the command in this process, and ends it with the code that says how it went. */
export function start(argv: readonly string[], directory: string, rehearse?: Boot["rehearse"]): void {
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
  const write = (stream: NodeJS.WriteStream) => (text: string): void => { stream.write(text); };
  failover(argv, { directory, out: write(process.stdout), err: write(process.stderr), ...(rehearse !== undefined && { rehearse }) }).then((exit) => {
    if (argv[0] === "simulate" && exit === 0) return;
    process.stdout.write("", () => process.exit(exit));
  }, (error: unknown) => {
    // A fault of this tool must not be taken for an answer.
    console.error(error);
    process.exit(70);
  });
}
