/** A line that says that something is going on; {@link Progress.end} takes it away again. */
export interface Progress {
  say(what: string): void;
  end(): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): boolean;
}

/** Patience in which a run is better left in peace. */
const quietMs = 1000;
const everyMs = 250;

/** Shows what is being done and for how long, on a terminal only, and only once it has taken a second. */
export function progressOn(terminal: Terminal, startedAt: number): Progress {
  if (terminal.isTTY !== true) return { say: () => undefined, end: () => undefined };
  let doing = "starting";
  let shown = false;
  const timer = setInterval(() => {
    const elapsed = performance.now() - startedAt;
    if (elapsed < quietMs) return;
    shown = true;
    terminal.write(`\r\u001b[K${doing} … ${(elapsed / 1000).toFixed(1)} s`);
  }, everyMs);
  timer.unref();
  return {
    say: (what) => { doing = what; },
    end: () => {
      clearInterval(timer);
      if (shown) terminal.write("\r\u001b[K");
    },
  };
}
