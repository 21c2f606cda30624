import { type ApprovalPolicy, type Host, newActivation, type Ports, type Request, run } from "../../protocol";
import { at, directWire, dnsOf, newWorld, type Pace, type Simulated, simulatedPorts, type World } from "../../protocol/simulated";

/** Everything takes a while, always the same. */
export const steadyPace: Pace = { promotion: () => 120, endpoint: () => 10, task: () => 60, lag: () => 1 };

export const operator: ApprovalPolicy = { decision: "operator", approvers: 1 };

/** Asks for a failover from `use2` to `usw2`. */
export function request(changes: Partial<Request> = {}): Request {
  return {
    target: "usw2", other: "use2", mode: "failover", dryRun: false, failback: false, by: "ana", reason: "use2 is lost", policy: operator, ...changes,
  };
}

/** A world and the host that runs activations of `usw2` in it. */
export function simulation(changes: Partial<Simulated> = {}): { readonly world: World; readonly ports: Ports; readonly host: Host; readonly walked: string[] } {
  const world = changes.world ?? newWorld(["use2", "usw2"]);
  const ports = simulatedPorts({ world, place: "usw2", pace: steadyPace, wire: directWire, dns: dnsOf, ...changes });
  const walked: string[] = [];
  const host: Host = {
    ports,
    wait: (seconds) => { world.now += seconds * 1000; return Promise.resolve(); },
    told: ({ outcome }, step) => { if (outcome !== "wait") walked.push(`${step}: ${outcome}`); },
  };
  return { world, ports, host, walked };
}

/** A region that is gone. */
export function lose(world: World, place = "use2"): void {
  Object.assign(at(world, place), { up: false, seen: false, serving: false, linked: false });
}

/** A region that is back. */
export function restore(world: World, place = "use2"): void {
  Object.assign(at(world, place), { up: true, seen: true, serving: true, linked: true });
}

/** Approves whatever `usw2` asks, as soon as it asks. */
export function approver(world: World, { acceptSplitBrain }: { readonly acceptSplitBrain?: string } = {}): () => void {
  return () => {
    const { questions, answers } = at(world, "usw2").table;
    for (const activation of Object.keys(questions)) {
      answers[activation] ??= [{ activation, by: "ben", at: world.now, approves: true, acceptDataLossSeconds: 60, acceptSplitBrain }];
    }
  };
}

/** Runs an activation to its end, and answers its question at the first wait. */
export async function activate(sim: ReturnType<typeof simulation>, asked: Request, answer: () => void = () => undefined) {
  const host: Host = { ...sim.host, wait: (seconds) => { answer(); return sim.host.wait(seconds); } };
  return run(newActivation(asked, "run-1"), host);
}
