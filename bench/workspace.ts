import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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

  /** An environment in which all that is cached in temporary files is missing, until a run in it has cached it. */
  emptyCaches(): NodeJS.ProcessEnv {
    const folder = this.folder();
    return { ...process.env, TMPDIR: folder, TMP: folder, TEMP: folder };
  }
}
