import { execFileSync } from "node:child_process";
import { cpus, loadavg, platform, release, totalmem } from "node:os";

/** What the figures were taken on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMB: number;
  readonly node: string;
  readonly platform: string;
  /** Mean number of busy processes in the minute before: above zero, others were at work. Zero on Windows, which does not tell. */
  readonly load: number;
}

/** What was measured. */
export interface Version {
  readonly commit: string;
  /** Whether files differ from the commit; results do not count. */
  readonly changed: boolean;
}

export function thisMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? "unknown", cores: processors.length, memoryMB: Math.round(totalmem() / 1e6),
    node: process.version, platform: `${platform()} ${process.arch} ${release()}`, load: loadavg()[0] ?? 0,
  };
}

/** Version of a project's files; `unknown` outside of a repository. */
export function versionOf(directory: string): Version {
  try {
    const git = (...args: string[]): string => execFileSync("git", args, { cwd: directory, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    return { commit: git("rev-parse", "--short=12", "HEAD"), changed: git("status", "--porcelain", "--", ".", ":!bench/results") !== "" };
  } catch {
    return { commit: "unknown", changed: true };
  }
}
