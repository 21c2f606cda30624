import type { Diagnostic } from "../preview/policy/analyze";
import { reportOf } from "../preview/policy/report";
import { findingLines } from "../preview/render/findings";
import { count, type Paper } from "../preview/render/paint";
import { messageOf } from "../../policies/lib/rule";
import { isClean, type Assessment, type Finding } from "./assess";

/** What the rules found, for people: as a preview tells it. */
export function textLines(assessment: Assessment, paper: Paper): readonly string[] {
  const { pack, graph, levels, violations, advice, undecided } = assessment;
  const report = reportOf([...violations, ...advice, ...undecided].map(diagnosticOf), pack, levels);
  const of = `${graph.stack} of ${graph.project}, ${count(graph.resources.length, "resource")}`;
  const { paint } = paper;
  return [...findingLines(report, paper), "", isClean(assessment) ? `${paint.green("✓")} nothing stands in the way   ${of}` : `${paint.red("✗")} ${of}: mend what is marked`];
}

function diagnosticOf({ rule, level, name, urn, property, flaw }: Finding): Diagnostic {
  const { about } = rule;
  const message = flaw === undefined ? `can't run policy '${about.name}': ${name}: ${property} cannot be known before the update` : messageOf(about, name, { property, ...flaw });
  return { rule: about.name, level, severity: about.severity, description: about.description, message, urn };
}
