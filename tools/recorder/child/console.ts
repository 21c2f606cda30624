import { type LogEntry } from "./protocol";

const severities: Readonly<Record<string, LogEntry["severity"]>> = { info: "info", warning: "warning", error: "error" };

/**
 * Collects what the SDK logs. Without an engine it prints to the console, with the severity in front; everything else that the program
 * prints goes on to where it prints it.
 */
export function collectLog(log: LogEntry[]): void {
  for (const method of ["log", "warn", "error"] as const) {
    const print = console[method].bind(console);
    console[method] = (...words: unknown[]) => {
      const [, word = "", message] = /^(info|warning|error): \[runtime\] ([^]*)$/.exec(String(words[0])) ?? [];
      const severity = severities[word];
      if (severity === undefined || message === undefined) print(...words);
      else log.push({ severity, message });
    };
  }
}
