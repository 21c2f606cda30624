import { join } from "node:path";
import type { Graph } from "../recorder/graph";
import type { Boot, Subject } from "./begin";
import { forcingFrom } from "./diff/forcing";
import { planOf } from "./diff/plan";
import { locate } from "./graph/places";
import { proofOf } from "../prove/proof";
import { parityOf } from "./parity/parity";
import { askPack, packProblems, type ReadyPack, readyPack } from "./policies";
import { problemsOf } from "./program";
import type { Progress } from "./progress";
import { Refusal } from "./refusal";
import type { Preview } from "./render/report";
import { stackView } from "./settings";

/**
 * Waits for the program, shows its graph to the policies, and compares it with itself and with what was.
 *
 * @throws {Refusal} when the program fails or the policies cannot be asked.
 */
export async function previewOf(subject: Subject, boot: Boot, progress: Progress): Promise<Preview> {
  progress.say("running the program");
  const [recording, ready] = await settled(subject.recording, packOf(subject, boot));
  const recordedAt = performance.now();
  progress.say("checking the policies");
  const { graph, fallbackTypes } = recording;
  const asked = ready === undefined ? undefined : await askPack(ready, graph);
  const parts = compared(subject, graph, boot.directory);
  const policies = await asked?.report.catch(refuse);
  const now = performance.now();
  return {
    ...parts, graph, fallbackTypes, policies,
    took: { allMs: now - boot.startedAt, programMs: recordedAt - boot.startedAt, policiesMs: now - recordedAt },
  };
}

type Compared = Omit<Preview, "graph" | "fallbackTypes" | "policies" | "took">;

/** Everything that needs the graph alone; done while the pack is at work. */
function compared({ options, settings, earlier }: Subject, graph: Graph, directory: string): Compared {
  const view = stackView(settings.config);
  const [one, other] = view.places;
  const forcing = forcingFrom(join(directory, "node_modules"));
  return {
    ...view, located: locate(graph, view.places.map(({ key }) => key)),
    parity: one === undefined || other === undefined ? undefined : parityOf(graph, [one, other]),
    proof: one === undefined || other === undefined ? undefined : proofOf(graph, { places: [one, other], strategy: view.strategy }),
    plan: earlier === undefined ? undefined : { against: options.diff ?? "", plan: planOf(earlier, graph, forcing) },
  };
}

/** The pack, which is shown resources from the moment that it is ready, while the program runs. */
async function packOf({ options: { policy, stack }, arrivals }: Subject, { pack, directory }: Boot): Promise<ReadyPack | undefined> {
  if (!policy || pack === undefined) return undefined;
  const ready = await readyPack(pack, directory, stack);
  arrivals?.handTo((resources) => { ready.inquiry.add(resources); });
  return ready;
}

/** Both, or one refusal with the problems of both. */
async function settled<A, B>(program: Promise<A>, pack: Promise<B>): Promise<[A, B]> {
  const [one, other] = await Promise.allSettled([program, pack]);
  if (one.status === "fulfilled" && other.status === "fulfilled") return [one.value, other.value];
  const reasons: readonly unknown[] = [one, other].flatMap((each): unknown[] => each.status === "rejected" ? [each.reason] : []);
  throw new Refusal(reasons.flatMap(usersProblems));
}

function refuse(error: unknown): never {
  throw new Refusal(usersProblems(error));
}

/** Problems that are the user's to mend; anything else is a fault of this tool, and goes on as it is. */
function usersProblems(error: unknown): readonly string[] {
  const problems = packProblems(error) ?? problemsOf(error);
  if (problems === undefined) throw error;
  return problems;
}
