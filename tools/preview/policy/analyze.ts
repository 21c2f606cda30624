import type * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import type { Graph, ResourceState } from "../../recorder/graph";
import { levelName, type Level, severityName, type Severity } from "./levels";
import { type Pack, PackFailure } from "./pack";
import { Requests } from "./requests";

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

/** Shows a graph to a pack: resource by resource, while it still grows, and in the end as a whole. */
export class Inquiry {
  readonly #requests = new Requests();
  readonly #answers = new Map<string, Promise<readonly Diagnostic[]>>();

  constructor(private readonly pack: Pack) {}

  /** Asks about resources whose inputs are known. A provider comes before what it provides, as in every graph. */
  add(resources: readonly ResourceState[]): void {
    for (const resource of resources) this.#ask(resource);
  }

  /** Asks about what is left of the graph, then about all of it. Resolves once all is asked; the answers come later. */
  async conclude(graph: Graph): Promise<Analysis> {
    for (const [index, resource] of graph.resources.filter(({ urn }) => !this.#answers.has(urn)).entries()) {
      this.#ask(resource);
      if (index % batch === batch - 1) await new Promise((resolve) => { setImmediate(resolve); });
    }
    const whole = expected(this.pack.analyzeStack(this.#requests.stack(graph)), "");
    const diagnostics = Promise.all([...graph.resources.map(({ urn }) => this.#answers.get(urn) ?? []), whole]).then((all) => all.flat());
    diagnostics.catch(() => undefined);
    return { diagnostics };
  }

  #ask(resource: ResourceState): void {
    const request = this.#requests.of(resource);
    if (request !== undefined) this.#answers.set(resource.urn, expected(this.pack.analyze(request), resource.urn));
  }
}

/** An answer that somebody will look at later, should it be an error. */
function expected(call: Promise<proto.AnalyzeResponse>, urn: string): Promise<readonly Diagnostic[]> {
  const answer = answered(call, urn);
  answer.catch(() => undefined);
  return answer;
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
