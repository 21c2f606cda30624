import { buildSync } from "esbuild";
import { Worker } from "node:worker_threads";

/** Who does jobs. */
export interface Crew<J, R> {
  readonly threads: number;
  /** Folder whose `work.ts` does, in a thread of its own, every job that it is sent. */
  readonly folder: string;
  /** Does a job in this thread. */
  readonly here: (job: J) => Promise<R>;
  /** Hears of each job that is done. With `false` no other is begun. */
  readonly done: (job: J, result: R) => boolean;
}

/** Results of jobs, in their order, by as many threads as are wanted: their number changes no result. Jobs that were not begun have none. */
export async function shared<J, R>(jobs: readonly J[], { threads, folder, here, done }: Crew<J, R>): Promise<readonly (R | undefined)[]> {
  const results: (R | undefined)[] = jobs.map(() => undefined);
  let next = 0;
  const serve = async (run: (job: J) => Promise<R>): Promise<void> => {
    for (let at = next++; at < jobs.length; at = next++) {
      const job = jobs[at];
      if (job === undefined) continue;
      const result = results[at] = await run(job);
      if (!done(job, result)) next = jobs.length;
    }
  };
  if (threads <= 1) await serve(here);
  else {
    const code = codeIn(folder);
    await Promise.all(Array.from({ length: threads }, () => withWorker<J, R>(code, serve)));
  }
  return results;
}

/** What a thread runs, as one file of plain JavaScript: it loads nothing else. */
function codeIn(folder: string): string {
  const { outputFiles: [file] } = buildSync({
    stdin: { contents: "import { work } from \"./work\"; work();", resolveDir: folder, loader: "ts" }, bundle: true, write: false, platform: "node", format: "cjs", target: "node20",
  });
  return file?.text ?? "";
}

async function withWorker<J, R>(code: string, serve: (run: (job: J) => Promise<R>) => Promise<void>): Promise<void> {
  const worker = new Worker(code, { eval: true });
  try {
    await serve((job) => new Promise((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", (result: R) => { worker.off("error", reject); resolve(result); });
      worker.postMessage(job);
    }));
  } finally {
    await worker.terminate();
  }
}
