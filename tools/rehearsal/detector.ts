import { decide, decideAfterSeconds, heartbeatVote, type History, type Point, type Verdict } from "../../protocol";
import { at, beatBefore, resize } from "../../protocol/simulated";
import { parameters } from "./parameters";
import { change, type Condition, lost, mark, type Simulation, standby } from "./simulation";

/**
 * Lets the detector of the standby decide at its period until the run is over. Voters look at every full period of the clock. `start` is
 * called whenever it wants an activation.
 */
export function watch(sim: Simulation, start: () => void): void {
  const { clock, conduct: { detection } } = sim;
  const points: Point[] = [];
  let previous: Verdict | undefined;
  const look = () => {
    if (sim.over) return;
    points.push(pointOf(sim));
    if (points.length > detection.declarePoints + detection.clearSeconds / detection.periodSeconds + 2) points.shift();
    previous = decide(historyOf(sim, { points, previous }), clock.now, detection);
    at(sim.world, standby).table.verdict = previous;
    act(sim, previous, start);
    clock.after(detection.periodSeconds, look);
  };
  clock.after(decideAfterSeconds, look);
}

function historyOf({ lastEndAt, readyAt, clock }: Simulation, { points, previous }: { readonly points: readonly Point[]; readonly previous: Verdict | undefined }): History {
  return {
    points, ...(previous === undefined ? {} : { previous }), ...(lastEndAt === undefined ? {} : { lastActivationAt: lastEndAt }),
    ...(readyAt === undefined || readyAt > clock.now ? {} : { readiness: { at: readyAt, checks: [] } }),
  };
}

function act(sim: Simulation, { state, actions }: Verdict, start: () => void): void {
  if (state !== "clear") mark(sim, "suspect");
  if (state === "declared") mark(sim, "declared");
  for (const action of actions) {
    if (action === "page-suspect") sim.pagedAt ??= sim.clock.now;
    if (action === "prestage") {
      resize(sim.world, standby, { size: "primary", pace: sim.pace });
      sim.readyAt = sim.clock.now + sim.random.triangular(parameters.readiness.value) * 1000;
    }
    if (action === "start") start();
  }
}

function pointOf(sim: Simulation): Point {
  const { clock: { now }, world } = sim;
  const looked = conditionAt(sim, now - decideAfterSeconds * 1000);
  const replicated = world.cutAt ?? now - sim.bend.lag * 1000;
  return {
    at: now,
    votes: {
      journey: looked.journey ? "good" : "bad", witness: looked.seen ? "good" : "bad", heartbeat: heartbeatVote((now - beatBefore(replicated)) / 1000),
    },
    standby: "good",
  };
}

function conditionAt({ conditions }: Simulation, moment: number): Pick<Condition, "seen" | "journey"> {
  for (let index = conditions.length - 1; index >= 0; index--) {
    const condition = conditions[index];
    if (condition !== undefined && condition.from <= moment) return condition;
  }
  return { seen: true, journey: true };
}

/** The lost place is back, as it was. */
export function heal(sim: Simulation): void {
  sim.cutOff = false;
  change(sim, { up: true, seen: true, serving: true, linked: true });
  at(sim.world, lost).leverStore = true;
  mark(sim, "healed");
}
