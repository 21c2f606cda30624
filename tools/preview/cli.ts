import { toDeployment } from "../recorder/state";
import type { Boot, Subject } from "./begin";
import { end, refuse, status } from "./ending";
import { writeWhole } from "./files";
import { masker } from "./graph/secrets";
import { previewOf } from "./preview";
import { secretSettings } from "./program";
import { progressOn } from "./progress";
import { Refusal } from "./refusal";
import { paperFor } from "./render/paint";
import { isFit, type Preview, reportLines, summaryLines } from "./render/report";

/** Brings a preview that is under way to its end: prints what it finds, and ends the process with the status that says so. */
export async function finish(subject: Subject, boot: Boot): Promise<void> {
  const progress = progressOn(process.stderr, boot.startedAt);
  try {
    const preview = await previewOf(subject, boot, progress);
    progress.end();
    publish(preview, subject);
  } catch (error) {
    progress.end();
    if (!(error instanceof Refusal)) throw error;
    refuse(error.problems.map(masker(secretSettings(subject.settings))));
  }
}

/** Writes the graph where it is wanted, prints the report, and ends. */
function publish(preview: Preview, { options, settings }: Subject): void {
  const { graph } = preview;
  const toStdout = options.json === "-";
  const json = options.json === undefined ? "" : `${JSON.stringify(toDeployment(graph), undefined, 4)}\n`;
  if (options.json !== undefined && !toStdout) writeWhole(options.json, json);
  const mask = masker([...secretSettings(settings), ...graph.resources.flatMap(({ inputs, outputs }) => [inputs, outputs]), graph.outputs]);
  const stream = toStdout ? process.stderr : process.stdout;
  const lines = (options.quiet ? summaryLines : reportLines)(preview, paperFor(stream, process.env));
  const code = isFit(preview) ? status.clean : status.violations;
  const print = (): void => { end(stream, mask(`${lines.join("\n")}\n`), code); };
  if (toStdout) process.stdout.write(json, print);
  else print();
}
