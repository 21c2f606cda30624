/**
 * Calls back once the program has nothing left to do: no timer, no request, no promise that anything could still settle. Comes after
 * whatever the program and its libraries do at that moment, since they may register resources then.
 */
export function whenIdle(callback: () => void): void {
  process.once("beforeExit", () => {
    process.nextTick(() => {
      setImmediate(() => undefined);
      process.once("beforeExit", callback);
    });
  });
}
