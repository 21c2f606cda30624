import { type Host, isHeld, newActivation, type Request, run } from "../../protocol";
import { at, directWire, joined, serves, simulatedPorts, type Wire, type WireCall } from "../../protocol/simulated";
import { parameters } from "./parameters";
import { lost, mark, type Marks, type Simulation, standby } from "./simulation";

/** Starts an activation of the standby, unless one is on its way or holds the lock. */
export function start(sim: Simulation): void {
  const { world, clock, random } = sim;
  if (sim.alive > 0 || isHeld(at(world, standby).table.locks[standby], clock.now)) return;
  launch(sim, random.triangular(parameters.start.value));
}

/** Starts an activation in so many seconds, whoever else does. */
export function launch(sim: Simulation, seconds: number): void {
  sim.alive += 1;
  sim.runs += 1;
  const owner = `run-${String(sim.runs)}`, mortal = sim.runs === 1;
  sim.clock.after(seconds, () => { void conduct(sim, { owner, mortal }); });
}

async function conduct(sim: Simulation, { owner, mortal }: { readonly owner: string; readonly mortal: boolean }): Promise<void> {
  mark(sim, "started");
  const asked: Request = {
    target: standby, other: lost, mode: "failover", dryRun: false, failback: false, by: "detector", reason: "declared lost", policy: sim.conduct.policy,
  };
  const end = await run(newActivation(asked, owner), hostOf(sim, mortal));
  sim.alive -= 1;
  if (end.error !== "LockBusy") sim.lastEndAt = sim.clock.now;
}

/** Steps that look again and again at what only events change, and that hold their lock for longer than any event is away: most of the looks of a run are theirs. */
const unchanging: ReadonlySet<string> = new Set(["ask", "await-writer"]);

const never: Promise<never> = new Promise(() => undefined);

function hostOf(sim: Simulation, mortal: boolean): Host {
  const { clock, random, bend } = sim;
  let step = "", calls = 0, dead = false;
  const die = (): boolean => {
    dead ||= mortal && !sim.crashed && bend.crash !== undefined && bend.crash.step === step && calls++ >= bend.crash.calls;
    if (dead && !sim.crashed) { sim.crashed = true; sim.alive -= 1; }
    return dead;
  };
  const arrive: Wire = (call, effect) => {
    note(sim, call.name);
    return directWire(call, effect);
  };
  const wire: Wire = (call, effect) => {
    if (die()) return never;
    const seconds = secondsOf(sim, call);
    return seconds === 0 ? arrive(call, effect) : clock.sleep(seconds).then(() => arrive(call, effect));
  };
  return {
    ports: simulatedPorts({ world: sim.world, place: standby, pace: sim.pace, wire, dns: () => sim.named.place }),
    wait: (seconds) => (unchanging.has(step) ? clock.sleepTurns(seconds) : clock.sleep(seconds + random.triangular(parameters.step.value))),
    starting: (next) => {
      calls = 0;
      if (next === step) return Promise.resolve();
      step = next;
      return clock.sleep(random.triangular(parameters.step.value));
    },
    told: ({ outcome }, done) => { told(sim, done, outcome); },
  };
}

/** How long a call takes beside the step that makes it: only where it counts. */
function secondsOf({ world, random }: Simulation, { name, remote }: WireCall): number {
  if (name === "readiness.checks") return random.triangular(parameters.readiness.value);
  if (name === "probe.journey") return random.triangular(parameters.journey.value);
  return remote && !joined(world) ? parameters.remoteTimeout.value : 0;
}

/** What a call means to the story of the run. */
function note(sim: Simulation, name: string): void {
  if (name === "database.failover") mark(sim, "moveBegan");
  if (name === "control.commit") sim.commits += 1;
  if (name === "control.ask") question(sim);
}

const told = (sim: Simulation, step: string, outcome: string): void => {
  const mile: Partial<Record<string, keyof Marks>> = { "approve: approved": "approved", "await-writer: writer": "writer", "commit: committed": "committed" };
  const name = mile[`${step}: ${outcome}`];
  if (name === "approved" && sim.marks.moveBegan === undefined) sim.marks.approved = sim.clock.now;
  else if (name !== undefined) mark(sim, name);
  if (`${step}: ${outcome}` === "fence: accepted") sim.accepted = true;
};

/** A person answers when found, or, with nothing asked at that moment, asks for the activation that is missing and answers that. Whoever finds users served declines. */
function question(sim: Simulation): void {
  const { clock, bend } = sim;
  const first = sim.marks.asked === undefined;
  mark(sim, "asked");
  const paged = ((sim.pagedAt ?? clock.now) - clock.now) / 1000 + bend.operatorSeconds;
  clock.after(Math.max(paged, parameters.reading.value), () => { answer(sim, first); });
}

function answer(sim: Simulation, first: boolean): void {
  const { clock, world } = sim;
  const { table } = at(world, standby);
  const open = Object.values(table.questions).find(({ activation, expiresAt }) => table.answers[activation] === undefined && expiresAt > clock.now);
  const approves = !serves(world, lost);
  if (open === undefined || !isHeld(table.locks[standby], clock.now)) {
    if (first && approves && sim.alive === 0) launch(sim, 0);
    return;
  }
  mark(sim, "answered");
  table.answers[open.activation] = [{
    activation: open.activation, by: "operator", at: clock.now, approves, acceptDataLossSeconds: 3600, acceptSplitBrain: "the other place does not answer",
  }];
}
