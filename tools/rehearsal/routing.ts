import { type Place } from "../../protocol";
import { claimsRole, claimsTraffic, namedBy, type Signals, signalsOf, type World } from "../../protocol/simulated";
import { type VirtualClock } from "./clock";
import { parameters } from "./parameters";
import { type Random } from "./random";

/** What name servers name, as checkers see the world: late, and each at its own second. */
export interface Named {
  place: Place;
  /** Looks whether a signal has changed, and lets the checkers notice. */
  look(): void;
}

interface Belief {
  truth: boolean;
  believed: boolean;
  /** Grows with every change of the truth: what checkers were about to notice before is out of date. */
  version: number;
}

/** Health checks of a failover pair. A truth that lasts is believed once enough checkers have seen it often enough. */
export function checkersOf(world: World, { clock, random, probe, changed }: {
  readonly clock: VirtualClock; readonly random: Random; readonly probe: { readonly intervalSeconds: number; readonly failures: number }; readonly changed: (place: Place) => void;
}): Named {
  const beliefs = { role: believe(signalsOf(world).role), lever: believe(signalsOf(world).lever) };
  const named: Named = { place: namedBy(world, signalsOf(world)), look };
  function look(): void {
    const [first, second] = world.keys;
    notice("role", first, claimsRole(world, first));
    notice("role", second, claimsRole(world, second));
    notice("lever", first, claimsTraffic(world, first));
    notice("lever", second, claimsTraffic(world, second));
  }
  function notice(kind: "role" | "lever", place: Place, truth: boolean): void {
    const belief = beliefs[kind].get(place);
    if (belief === undefined || belief.truth === truth) return;
    belief.truth = truth;
    const version = ++belief.version;
    clock.after(secondsToBelieve({ kind, truth, probe }, random), () => {
      if (belief.version !== version || belief.believed === truth) return;
      belief.believed = truth;
      rename();
    });
  }
  function rename(): void {
    const place = namedBy(world, { role: believed(beliefs.role), lever: believed(beliefs.lever) });
    if (place === named.place) return;
    named.place = place;
    changed(place);
  }
  return named;
}

function believe(signals: Signals["role"]): Map<Place, Belief> {
  return new Map(Object.entries(signals).map(([place, truth]) => [place, { truth, believed: truth, version: 0 }]));
}

function believed(beliefs: ReadonlyMap<Place, Belief>): Record<Place, boolean> {
  return Object.fromEntries([...beliefs].map(([place, { believed: is }]) => [place, is]));
}

/**
 * Seconds until name servers act on a new truth. Checkers ask at their own times; the check turns healthy once more than the healthy share has
 * seen enough good answers, and unhealthy once no more than that share still believes in it. A lever's check is inverted: present means unhealthy.
 */
function secondsToBelieve({ kind, truth, probe }: {
  readonly kind: "role" | "lever"; readonly truth: boolean; readonly probe: { readonly intervalSeconds: number; readonly failures: number };
}, random: Random): number {
  const total = parameters.checkers.value, few = Math.floor(total * parameters.healthyShare.value);
  const interval = kind === "role" ? probe.intervalSeconds : 10, times = kind === "role" ? probe.failures : parameters.leverChecks.value;
  const turnsHealthy = kind === "role" ? truth : !truth;
  const phases = Array.from({ length: total }, () => random.between(0, interval)).sort((a, b) => a - b);
  const deciding = phases[turnsHealthy ? few : total - few - 1] ?? interval;
  const noticed = kind === "role" && truth ? random.between(0, parameters.roleLoop.value) : kind === "role" ? parameters.checkerFails.value : 0;
  return noticed + deciding + (times - 1) * interval + random.triangular(parameters.propagation.value);
}
