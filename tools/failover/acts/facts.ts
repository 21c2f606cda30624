import { writeWhole } from "../../preview/files";
import { type Facts } from "../aws/facts";
import { type Answered, exits } from "../ends";
import { type Asked } from "../line";

/** `facts`: what this command has to know, in a file that makes it need neither settings nor Step Functions. */
export function facts(asked: Asked, known: Facts): Answered {
  const out = asked.text("--out");
  const silent = known.places.filter(({ world }) => world === undefined).map(({ key }) => key);
  const text = `${JSON.stringify(known, undefined, 2)}\n`;
  if (out !== undefined && !asked.flag("--dry-run") && silent.length === 0) writeWhole(out, text);
  return {
    exit: silent.length === 0 ? exits.done : exits.silent, data: { facts: known, silent, out },
    lines: silent.length > 0 ? [`✗ ${silent.join(" and ")} did not say what ${silent.length > 1 ? "they have" : "it has"}: nothing was written`]
      : [out === undefined ? text.trimEnd() : asked.flag("--dry-run") ? `would write ${out}: nothing was changed` : `✓ wrote ${out}: keep it beside the program, in both places`],
  };
}
