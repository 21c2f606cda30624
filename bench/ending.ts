/** Exit status: no target is missed; one is; something that is measured does not run, or the command line is wrong. */
export const status = { fine: 0, missed: 1, failed: 2 } as const;

/** Ends the process with the status that a benchmark comes to. */
export function endWith(benchmark: Promise<number>): void {
  benchmark.then(
    (code) => { process.exitCode = code; },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
      process.exitCode = status.failed;
    },
  );
}
