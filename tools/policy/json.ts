import { isClean, type Assessment, type Finding } from "./assess";

/** What the rules found, for programs. */
export function toJson(assessment: Assessment): object {
  const { graph, pack, rules, violations, advice, waived, undecided } = assessment;
  return {
    clean: isClean(assessment), project: graph.project, stack: graph.stack, resources: graph.resources.length,
    pack: { name: pack.name, version: pack.version, rules: rules.length },
    violations: violations.map(entryOf),
    // A waiver is told by what it waives.
    advice: advice.filter(({ rule }) => rule.name !== "governance-waivers-are-shown").map(entryOf),
    waived: waived.map(entryOf), undecided: undecided.map(entryOf),
  };
}

function entryOf({ rule: { about }, level, name, urn, property, flaw, waiver }: Finding): object {
  return {
    rule: about.name, level, severity: about.severity, resource: name, type: urn.split("::")[2]?.split("$").at(-1) ?? "", urn, property,
    ...flaw, fix: about.fix, controls: about.controls, url: about.url,
    ...waiver !== undefined && { waiver: { reason: waiver.reason, owner: waiver.owner, expires: waiver.expires } },
  };
}
