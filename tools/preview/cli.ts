import { toDeployment } from "../recorder/state";
import type { Boot, Subject } from "./begin";
import { refuse, status } from "./ending";
import { masker } from "./graph/secrets";
import { previewOf } from "./preview";
import { secretSettings } from "./program";
import { progressOn } from "./progress";
import { publish } from "./publish";
import { Refusal } from "./refusal";
import { isFit, type Preview, reportLines, summaryLines } from "./render/report";

/** Brings a preview that is under way to its end: prints what it finds, and ends the process with the status that says so. */
export async function finish(subject: Subject, boot: Boot): Promise<void> {
  const progress = progressOn(process.stderr, boot.startedAt);
  try {
    const preview = await previewOf(subject, boot, progress);
    progress.end();
    told(preview, subject);
  } catch (error) {
    progress.end();
    if (!(error instanceof Refusal)) throw error;
    refuse(error.problems.map(masker(secretSettings(subject.settings))));
  }
}

/** Writes the graph where it is wanted, prints the report without its secrets, and ends. */
function told(preview: Preview, { options, settings }: Subject): void {
  const { graph } = preview;
  const mask = masker([...secretSettings(settings), ...graph.resources.flatMap(({ inputs, outputs }) => [inputs, outputs]), graph.outputs]);
  publish(options.json, {
    json: () => `${JSON.stringify(toDeployment(graph), undefined, 4)}\n`, code: isFit(preview) ? status.clean : status.violations,
    lines: (paper) => [mask((options.quiet ? summaryLines : reportLines)(preview, paper).join("\n"))],
  });
}
