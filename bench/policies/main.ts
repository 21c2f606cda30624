import path from "node:path";
import { endWith, status } from "../ending";
import { thisMachine, versionOf } from "../machine";
import { fileNameOf, resultsFolder, writeResults } from "../results";
import { judgementsOf, reportOf, targets, type Measured, type Size } from "./figures";
import { graphsOfProd, stackOf } from "./graphs";
import { libraryMs, packs, previewMs, served } from "./measure";

const directory = path.resolve(__dirname, "../..");

/** Measures, prints, keeps what was measured, and says by the exit status whether the targets are met. `--smoke`: once, small, and nothing is kept. */
async function main(argv: readonly string[]): Promise<number> {
  const strangers = argv.filter((word) => word !== "--smoke");
  if (strangers.length > 0) {
    process.stderr.write(`there is no option ${strangers.join(", ")}: want --smoke or none\n`);
    return status.failed;
  }
  const isSmoke = argv.includes("--smoke");
  const [first] = await graphsOfProd(directory, 1);
  const own = first?.resources.length ?? 0;
  const sizes = isSmoke ? [own, 2 * own] : [own, 2 * own, 4 * own, Math.max(targets.resources, 4 * own + 1)];
  const measured = await measure(sizes, isSmoke ? 1 : 3);
  process.stdout.write(`${reportOf(measured).join("\n")}\n`);
  if (isSmoke) return status.fine;
  const results = { takenAt: new Date().toISOString(), version: versionOf(directory), machine: thisMachine(), ...measured, judgements: judgementsOf(measured) };
  const file = path.join(resultsFolder, `policies-${fileNameOf(results)}`);
  writeResults(results, file);
  process.stdout.write(`\nresults in ${path.relative(directory, file)}\n`);
  return results.judgements.every(({ met }) => met) ? status.fine : status.missed;
}

async function measure(counts: readonly number[], rounds: number): Promise<Measured> {
  const [own = 1] = counts;
  const graphs = await graphsOfProd(directory, Math.ceil(Math.max(...counts) / own));
  const boot: number[] = [];
  const sizes: Size[] = [];
  for (const resources of counts) {
    const stack = stackOf(graphs, resources);
    const size = { resources, library: new Array<number>(), served: new Array<number>(), server: new Array<number>() };
    for (let round = 0; round < rounds; round += 1) {
      size.library.push(libraryMs(stack));
      const whole = await served(packs.own, stack);
      size.served.push(whole.ms);
      boot.push(whole.bootMs);
      size.server.push((await served(packs.empty, stack)).ms);
    }
    sizes.push(size);
  }
  const preview = { resources: own, with: new Array<number>(), without: new Array<number>() };
  for (let round = 0; round < rounds; round += 1) {
    preview.without.push(await previewMs(directory, false));
    preview.with.push(await previewMs(directory, true));
  }
  return { sizes, boot, preview };
}

endWith(main(process.argv.slice(2)));
