import { stepNames } from "../../protocol";
import { at } from "../../protocol/simulated";
import { launch } from "./activation";
import { heal } from "./detector";
import { parameters } from "./parameters";
import { type Random } from "./random";
import { type Bend, change, mark, type Simulation, standby } from "./simulation";

/** A way to lose a place. */
export interface Scenario {
  readonly name: string;
  /** What happens, for people. */
  readonly story: string;
  /** True where no failover is the right end. */
  readonly passes?: boolean;
  /** True where nobody answers for the time that it takes, so that its outage is no measure of the platform. */
  readonly unmeasured?: boolean;
  /** True where Fargate has no room for tasks that are asked for: no measure of a promise that counts on its launching them. */
  readonly short?: boolean;
  readonly bend?: (random: Random) => Partial<Bend>;
  /** What happens at the onset. */
  readonly begin: (sim: Simulation) => void;
}

const loss = (sim: Simulation) => { change(sim, { up: false, seen: false, serving: false, linked: false }); };
const grey = (sim: Simulation) => { change(sim, { serving: false, linked: false }); };
const healsIn = (sim: Simulation, seconds: number) => { sim.clock.after(seconds, () => { heal(sim); }); };

/** Steps in which a run of the automatic failover can die. */
const mortal = stepNames.filter((step) => !["ask", "abort", "post-recovery"].includes(step));

export const scenarios: readonly Scenario[] = [
  { name: "clean-loss", story: "The region is gone at once and stays away.", begin: loss },
  { name: "grey-failure", story: "The place looks alive to health checks, and serves nobody; it can be neither reached nor fenced.", begin: grey },
  {
    name: "partition", story: "The places do not replicate to each other for 5 to 15 minutes, and every other time the standby cannot reach the active one at all; users reach both.", passes: true,
    begin: (sim) => { sim.cutOff = sim.random.next() < 0.5; change(sim, { linked: false }); healsIn(sim, sim.random.between(300, 900)); },
  },
  {
    name: "recovery", story: "The region is gone, and comes back 1 to 10 minutes later, while it is being replaced.",
    begin: (sim) => { loss(sim); healsIn(sim, sim.random.between(60, 600)); },
  },
  { name: "lag-burst", story: "The region is gone while replication is far behind.", bend: (random) => ({ lag: random.triangular(parameters.burst.value) }), begin: loss },
  { name: "capacity-shortage", story: "The region is gone, and of the tasks that are asked for only a third ever start.", short: true, bend: () => ({ taskShare: 1 / 3 }), begin: loss },
  {
    name: "controller-crash", story: "The region is gone, and the activation dies for good in any of its steps.",
    bend: (random) => ({ crash: { step: mortal[Math.floor(random.next() * mortal.length)] ?? "promote", calls: Math.floor(random.next() * 3) } }), begin: loss,
  },
  { name: "slow-operator", story: "The region is gone, and whoever is paged takes a long time.", unmeasured: true, bend: (random) => ({ operatorSeconds: random.triangular(parameters.slowOperator.value) }), begin: loss },
  { name: "lever-store-down", story: "The region is gone, and the store of the standby's lever does not answer either.", begin: (sim) => { loss(sim); at(sim.world, standby).leverStore = false; } },
  {
    name: "two-operators", story: "The region is gone, and two people start an activation beside the detector, within the same seconds.",
    begin: (sim) => { loss(sim); const first = sim.random.between(20, 120); launch(sim, first); launch(sim, first + sim.random.between(0, 2)); },
  },
  { name: "over-caching", story: "The region is gone, and every client keeps names for longer than it may.", bend: () => ({ overCachingShare: 1 }), begin: loss },
  { name: "false-alarm", story: "The place is silent for 5 to 60 seconds, and back.", passes: true, begin: (sim) => { loss(sim); healsIn(sim, sim.random.between(5, 60)); } },
];

/** Silences of one length each, in seconds, that a detection is held against. */
export const silences = [20, 40, 60, 90, 120, 180] as const;

const silenceScenarios: readonly Scenario[] = silences.map((seconds) => ({
  name: `silence-${String(seconds)}`, story: `The place is silent for ${String(seconds)} seconds, and back.`, passes: true, begin: (sim) => { loss(sim); healsIn(sim, seconds); },
}));

/** Begins a scenario: what happens from here on is its outage. */
export function begin(sim: Simulation, scenario: Scenario): void {
  mark(sim, "onset");
  scenario.begin(sim);
}

/** A scenario by its name. */
export function scenarioOf(name: string): Scenario {
  const found = [...scenarios, ...silenceScenarios].find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`there is no scenario ${name}: there are ${scenarios.map((scenario) => scenario.name).join(", ")}`);
  return found;
}
