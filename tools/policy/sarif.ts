import { createHash } from "node:crypto";
import type { Rule } from "../../policies/lib/rule";
import type { Level, Severity } from "../preview/policy/levels";
import type { Assessment, Finding } from "./assess";

/** Where a reader of the report finds a resource: a file of the repository, and the line that names the resource, where one does. */
export interface Source {
  readonly file: string;
  readonly lineOf: (urn: string) => number;
}

/** Scores by which code scanning ranks: critical from 9, high from 7, medium from 4. Source: GitHub Docs, "SARIF support for code scanning", reportingDescriptor object. */
const scores: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "3.0" };
const sarifLevels = { mandatory: "error", remediate: "error", advisory: "warning", disabled: "none" } as const satisfies Readonly<Record<Level, string>>;

/** Which resources a rule found what about, in the Static Analysis Results Interchange Format 2.1.0 of OASIS. */
export function toSarif(assessment: Assessment, source: Source): object {
  const { pack, graph, rules, levels, violations, advice, waived, undecided } = assessment;
  const ranks = new Map(rules.map((rule, rank) => [rule.name, rank]));
  // A waiver is told where what it waives is told.
  const objections = [...violations, ...advice].filter(({ rule }) => rule.name !== "governance-waivers-are-shown");
  const results = [...objections, ...waived, ...undecided].map((finding) => resultOf(finding, { rank: ranks.get(finding.rule.name) ?? -1, source }));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{
      tool: { driver: { name: pack.name, version: pack.version, rules: rules.map((rule) => ruleOf(rule, levels.get(rule.name) ?? "mandatory")) } },
      automationDetails: { id: `policy/${graph.project}/${graph.stack}/` },
      columnKind: "utf16CodeUnits",
      results,
    }],
  };
}

function ruleOf({ about }: Rule, level: Level): object {
  return {
    id: about.name,
    shortDescription: { text: about.description },
    fullDescription: { text: `${about.description} ${about.fix}` },
    help: { text: `${about.fix} ${about.url}`, markdown: `${about.fix}\n\nControls: ${about.controls.join(", ")}\n\n[Why](${about.url})` },
    helpUri: about.url,
    defaultConfiguration: { level: sarifLevels[level] },
    properties: { tags: ["security", ...about.controls], precision: "high", "problem.severity": level === "advisory" ? "warning" : "error", "security-severity": scores[about.severity] },
  };
}

function resultOf(finding: Finding, { rank, source }: { readonly rank: number; readonly source: Source }): object {
  const { rule, name, urn, property, flaw, waiver, level } = finding;
  const text = flaw === undefined ? `${name}: ${property} cannot be known before the update.` : `${name}: ${property} is ${flaw.got}, want ${flaw.want}.`;
  return {
    ruleId: rule.name, ruleIndex: rank,
    // Only what failed has a level. Source: SARIF 2.1.0, section 3.27.10.
    ...flaw === undefined ? { kind: "open", level: "none" } : { kind: "fail", level: sarifLevels[level] },
    message: { text: `${text} Fix: ${rule.about.fix}` },
    locations: [{
      physicalLocation: { artifactLocation: { uri: source.file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" }, region: { startLine: source.lineOf(urn) } },
      logicalLocations: [{ name, fullyQualifiedName: urn, kind: "resource" }],
    }],
    partialFingerprints: { "finding/v1": createHash("sha256").update(JSON.stringify([rule.name, urn, property])).digest("hex").slice(0, 32) },
    ...waiver !== undefined && { suppressions: [{ kind: "external", status: "accepted", justification: `${waiver.reason} (${waiver.owner}, until ${waiver.expires})` }] },
  };
}
