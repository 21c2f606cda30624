import { endWell } from "../launch";
import { type Boot, failover } from "./cli";

/** Status after a fault of the command itself, which is none of its answers. Source: sysexits.h, EX_SOFTWARE. */
const fault = 70;

/** Runs the command in this process, and ends it with the code that says how it went. */
export function start(argv: readonly string[], directory: string, rehearse?: Boot["rehearse"]): void {
  endWell(fault);
  const write = (stream: NodeJS.WriteStream) => (text: string): void => { stream.write(text); };
  void failover(argv, { directory, out: write(process.stdout), err: write(process.stderr), ...(rehearse !== undefined && { rehearse }) }).then((exit) => {
    if (argv[0] === "simulate" && exit === 0) return;
    process.stdout.write("", () => process.exit(exit));
  });
}
