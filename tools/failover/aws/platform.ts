import { setTimeout as sleep } from "node:timers/promises";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { activationName, Failure, nextEpoch, type Place, run, targetOf } from "../../../protocol";
import { ask, names } from "../../../functions/failover-step/asking";
import { make as awsClient, type Make } from "../../../functions/failover-step/clients";
import { type Senses } from "../../../functions/failover-step/ports";
import { type StepSettings } from "../../../functions/failover-step/settings";
import { type Platform, type Site, type Walk } from "../platform";
import { type Facts, machineArn, type PlaceFacts, worldIn } from "./facts";
import { definitionIn, follow, type MachineOn, requestIn, start, stop } from "./machine";
import { recordedIn, recordsIn, siteOn } from "./site";

/** How AWS and the world are reached; a test stands in for them. */
export interface Reach {
  readonly make: Make;
  readonly senses: Senses;
  readonly wait: (seconds: number) => Promise<void>;
  readonly now: () => number;
}

/** As they are. */
export const reality: Reach = { make: awsClient, senses: { ask, names }, wait: async (seconds) => { await sleep(seconds * 1000); }, now: () => Date.now() };

/** Facts with what each place's state machine tells its steps, where that place answers. */
export async function completed(facts: Facts, reach: Reach = reality): Promise<Facts> {
  const [first, second] = facts.places;
  const complete = async (place: PlaceFacts): Promise<PlaceFacts> => {
    if (place.world !== undefined) return place;
    const world = await definitionIn(machineOf(facts, place, reach)).then(worldIn, () => undefined);
    return world === undefined ? place : { ...place, world };
  };
  return { ...facts, places: await Promise.all([complete(first), complete(second)]) };
}

/** The platform on AWS: each place by its own services, so that one that answers is enough. */
export function awsPlatform(facts: Facts, reach: Reach = reality): Platform {
  const places: readonly [Place, Place] = [facts.places[0].key, facts.places[1].key];
  const { now, wait } = reach;
  const placeOf = (key: Place): PlaceFacts => (key === places[0] ? facts.places[0] : facts.places[1]);
  const worldOf = (key: Place): StepSettings => {
    const { world } = placeOf(key);
    if (world === undefined) throw new Failure("Unreachable", `${key} does not answer, and no facts of it are kept: write them on a quiet day with \`facts --out\``);
    return world;
  };
  const site = (key: Place): Site => siteOn(worldOf(key), machineOf(facts, placeOf(key), reach), reach);
  const machineFor = (activation: string): MachineOn | undefined => {
    const found = targetOf(activation, places);
    return found === undefined ? undefined : machineOf(facts, placeOf(found), reach);
  };
  const bucket = (key: Place) => ({ client: reach.make(S3Client, placeOf(key).region), name: worldOf(key).common.evidenceBucket });
  return {
    simulated: false, places, policy: facts.policy, site, wait, now,
    walk: (walk) => walkOn(walk, site(walk.activation.request.target), { machine: machineOf(facts, placeOf(walk.activation.request.target), reach), wait }),
    requestOf: async (activation) => { const machine = machineFor(activation); return machine === undefined ? undefined : requestIn(machine, activation); },
    // Where Step Functions is away, nobody there runs anything either: the lock is what counts.
    halt: async (activation) => { const machine = machineFor(activation); if (machine !== undefined) await stop(machine, activation).catch(() => undefined); },
    recorded: async (key) => { const { client, name } = bucket(key); return recordedIn(client, name); },
    records: async (key, activation) => { const { client, name } = bucket(key); return recordsIn(client, name, activation); },
  };
}

/** By the place's state machine; in this process where somebody wants that, or where only a look or a part of it is asked for. */
async function walkOn(walk: Walk, { ports }: Site, { machine, wait }: { readonly machine: MachineOn; readonly wait: Reach["wait"] }): ReturnType<Platform["walk"]> {
  const { activation, first, local, told, beginning } = walk;
  if (local || activation.request.dryRun || first !== "acquire") {
    let last = activation;
    return run(activation, {
      ports, wait,
      starting: (step) => { beginning(step, last); return Promise.resolve(); },
      told: (after, step) => { last = after; told(after, step); },
    }, first);
  }
  const name = activationName(activation.request.target, nextEpoch(await ports.control.read()));
  return follow(machine, await start(machine, name, activation), walk);
}

function machineOf(facts: Facts, place: PlaceFacts, { make, wait }: Reach): MachineOn {
  return { client: make(SFNClient, place.region), arn: machineArn(facts, place), wait };
}
