import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Ground } from "./subjects/subjects";

/** Ends a process that somebody interrupts, as a shell would say it. */
const interruptions = { SIGINT: 130, SIGTERM: 143 } as const;

/** Folders for temporary files, each with nothing in it; all are gone when this process ends, however it does. */
export class Workspace {
  readonly #root = mkdtempSync(join(tmpdir(), "understudy-bench-"));

  constructor() {
    process.once("exit", () => { rmSync(this.#root, { recursive: true, force: true }); });
    for (const [signal, code] of Object.entries(interruptions)) process.once(signal, () => { process.exit(code); });
  }

  /** A new folder. */
  folder(): string {
    return mkdtempSync(join(this.#root, "folder-"));
  }

  /** A copy of a project as it is right after its packages were installed: wherever it keeps caches, they are empty. */
  freshCopy(project: string): Ground {
    const directory = this.folder();
    cpSync(project, directory, { recursive: true, filter: (path) => !leftOut.has(basename(path)) });
    const [packages, copied] = [join(project, "node_modules"), join(directory, "node_modules")];
    mkdirSync(copied);
    for (const name of readdirSync(packages)) if (!name.startsWith(".")) symlinkSync(join(packages, name), join(copied, name), "junction");
    const temporary = this.folder();
    return { directory, environment: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary } };
  }
}

/** What a fresh clone does not have, or a preview never reads. */
const leftOut: ReadonlySet<string> = new Set(["node_modules", ".git", ".cache"]);
