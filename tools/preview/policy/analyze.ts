import type * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import type { Graph } from "../../recorder/graph";
import { levelName, type Level, severityName, type Severity } from "./levels";
import { type Pack, PackFailure } from "./pack";
import { requestsFor } from "./requests";

/** One thing that a pack said. */
export interface Diagnostic {
  readonly rule: string;
  readonly level: Level;
  readonly severity: Severity | undefined;
  readonly description: string;
  readonly message: string;
  /** What it is about; empty where a rule speaks of the stack as a whole. */
  readonly urn: string;
}

/** Shows a graph to a pack, resource by resource and as a whole, all at once. The order of the answer is that of the graph. */
export async function analyze(graph: Graph, pack: Pack): Promise<readonly Diagnostic[]> {
  const requests = requestsFor(graph);
  const answers = await Promise.all([
    ...requests.resources.map((request) => answered(pack.analyze(request), request.getUrn())),
    answered(pack.analyzeStack(requests.stack), ""),
  ]);
  return answers.flat();
}

/** A rule that throws has decided nothing: that is said of the rule, and the others go on. */
async function answered(call: Promise<proto.AnalyzeResponse>, urn: string): Promise<readonly Diagnostic[]> {
  try {
    return (await call).getDiagnosticsList().map((said) => ({
      rule: said.getPolicyname(), level: levelName(said.getEnforcementlevel()), severity: severityName(said.getSeverity()),
      description: said.getDescription(), message: said.getMessage(), urn: said.getUrn() === "" ? urn : said.getUrn(),
    }));
  } catch (error) {
    if (error instanceof PackFailure || !(error instanceof Error)) throw error;
    return [thrown(error.message, urn)];
  }
}

function thrown(text: string, urn: string): Diagnostic {
  const rule = /with policy '([^']+)'/.exec(text)?.[1] ?? "";
  const cause = text.split("\n").map((line) => line.trim()).find((line) => /^\w*Error: /.test(line)) ?? text.split("\n")[0] ?? text;
  return { rule, level: "mandatory", severity: undefined, description: "", urn, message: `can't run policy '${rule}': it failed with ${cause}` };
}
