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

/** A pack at work. */
export interface Analysis {
  /** What it says, in the order of the graph. */
  readonly diagnostics: Promise<readonly Diagnostic[]>;
}

/** Requests made before the event loop gets to send them. */
const batch = 16;

/** Shows a graph to a pack, resource by resource and as a whole. Resolves once all is asked; the answers come later. */
export async function ask(graph: Graph, pack: Pack): Promise<Analysis> {
  const requests = requestsFor(graph);
  const answers: Promise<readonly Diagnostic[]>[] = [];
  const expect = (call: Promise<proto.AnalyzeResponse>, urn: string): void => {
    const answer = answered(call, urn);
    answer.catch(() => undefined);
    answers.push(answer);
  };
  for (const request of requests.resources) {
    expect(pack.analyze(request), request.getUrn());
    if (answers.length % batch === 0) await new Promise((resolve) => { setImmediate(resolve); });
  }
  expect(pack.analyzeStack(requests.stack()), "");
  const diagnostics = Promise.all(answers).then((all) => all.flat());
  diagnostics.catch(() => undefined);
  return { diagnostics };
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
