import { Settings } from "../stacks/settings/schema";
import { readConfig, type StackSettings } from "../tools/recorder";
import { copiesFor, withCopies } from "./copies";
import { type Cost } from "./processes/cost";
import { type Measured, type Run, type Size, type Subject } from "./runs";
import { runProgram } from "./subjects/program";
import { bare, type Ground, preview, previewByNpm, tests } from "./subjects/subjects";
import { type Workspace } from "./workspace";

/** How much is measured. */
export interface Plan {
  readonly directory: string;
  readonly rounds: number;
  /** Numbers of copies of the service; the first is the base that growth is counted from. */
  readonly copies: readonly number[];
  /** Resources that the targets speak of. */
  readonly targetResources: number;
  readonly tests: boolean;
}

/** Told of every run before it starts. */
export type Say = (what: string) => void;

const stack = "prod";
const millionBytes = 1e6;

/** Takes all measurements of a plan, round by round, so that a busy minute of the machine touches every size alike. */
export async function measure(plan: Plan, workspace: Workspace, say: Say): Promise<Measured> {
  const bench = new Bench(plan, say);
  await bench.warmUp();
  const sizes: Size[] = [];
  let targetCopies = 1;
  for (let round = 1; round <= plan.rounds; round++) {
    bench.begin(round, workspace.freshCopy(plan.directory));
    await bench.take("preview, first run", 1, preview);
    if (round === 1) {
      for (const copies of plan.copies) sizes.push(await bench.program(copies));
      targetCopies = copiesFor(plan.targetResources, sizes);
      if (!plan.copies.includes(targetCopies)) sizes.push(await bench.program(targetCopies));
      sizes.sort((one, other) => one.copies - other.copies);
    } else {
      for (const copies of new Set([1, targetCopies])) await bench.program(copies);
    }
    await bench.growth(sizes);
    await bench.take("preview by npm", targetCopies, previewByNpm);
  }
  if (plan.tests) await bench.take("npm test", 1, () => tests(bench.home));
  return { sizes, targetCopies, runs: bench.runs };
}

/** One round after the other, each with a copy of the project whose caches are its own. */
class Bench {
  readonly runs: Run[] = [];
  /** The project itself, for what starts in this process and so uses the project's own caches, or never uses any. */
  readonly home: Ground;
  #round = 0;
  #copy: Ground;

  constructor(private readonly plan: Plan, private readonly say: Say) {
    this.home = { directory: plan.directory, environment: process.env };
    this.#copy = this.home;
  }

  /** Fills the project's own caches. */
  async warmUp(): Promise<void> {
    await runProgram(this.home, this.#config(1));
  }

  begin(round: number, copy: Ground): void {
    this.#round = round;
    this.#copy = copy;
  }

  async take(subject: Subject, copies: number, run: (ground: Ground, settings: readonly string[]) => Promise<Cost>): Promise<void> {
    this.#announce(subject, copies);
    this.#keep(subject, copies, await run(this.#copy, this.#settings(copies)));
  }

  async program(copies: number): Promise<Size> {
    this.#announce("program alone", copies);
    const { cost, components, customs } = await runProgram(this.home, this.#config(copies));
    this.#keep("program alone", copies, cost);
    return { copies, components, customs, resources: components + customs };
  }

  /** The preview, and the SDK with as many resources, side by side at every size. */
  async growth(sizes: readonly Size[]): Promise<void> {
    for (const size of sizes) {
      await this.take("preview", size.copies, preview);
      await this.take("SDK alone", size.copies, () => bare(this.home, size));
    }
  }

  #announce(subject: Subject, copies: number): void {
    this.say(`round ${String(this.#round)} of ${String(this.plan.rounds)}: ${subject}, ${String(copies)} ${copies === 1 ? "copy" : "copies"}`);
  }

  #keep(subject: Subject, copies: number, { ms, memory }: Cost): void {
    const inMB = memory === undefined ? {} : { largestMB: memory.largest / millionBytes, sumMB: memory.sum / millionBytes };
    this.runs.push({ subject, copies, round: this.#round, ms, ...inMB });
  }

  #config(copies: number): StackSettings {
    return readConfig({ projectDir: this.plan.directory, stack, set: this.#settings(copies) });
  }

  /** What the stack's own settings do not say; nothing for one copy, which is the stack as it is. */
  #settings(copies: number): string[] {
    if (copies === 1) return [];
    const { config } = this.#config(1);
    const { shape } = Settings;
    const services = shape.services.parse(JSON.parse(config["understudy:services"] ?? "{}"));
    const { front } = shape.domain.parse(JSON.parse(config["understudy:domain"] ?? "{}"));
    return [`understudy:services=${JSON.stringify(withCopies(services, front, copies))}`];
  }
}
