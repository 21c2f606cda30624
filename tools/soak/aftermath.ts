import { newActivation, type Place } from "../../protocol";
import { at, serves } from "../../protocol/simulated";
import { type Actor } from "./actor";
import { type Stage } from "./stage";

/** Turns in which an activation has to come to its end. */
const mostTurns = 2000;

/** Seconds after which nobody's lock holds: people were given half an hour, and two minutes. */
const lockSeconds = 2000;

const well = { up: true, seen: true, serving: true, linked: true, leverStore: true, evidenceStore: true, stalled: false };

/**
 * Whatever has happened: with one place gone, somebody who activates the other serves users there, and once the place is back, users can be brought
 * back to it.
 *
 * @returns What is stuck; undefined for nothing.
 */
export async function stuckAfter(stage: Stage, lost: Place): Promise<string | undefined> {
  const target = stage.other(lost);
  for (const actor of stage.alive) actor.die();
  stage.change(target, well);
  stage.change(lost, { ...well, up: false, seen: false, serving: false, leverStore: at(stage.world, lost).leverStore });
  await stage.pass(lockSeconds);
  const over = await activated(stage, target, "failover");
  if (over !== undefined) return `stuck with ${lost} gone: ${over}`;
  stage.change(lost, well);
  await recovered(stage);
  const back = await activated(stage, lost, "switchover");
  return back === undefined ? stage.broken : `stuck with ${lost} back: ${back}`;
}

/** One more activation, whose questions are answered. What went wrong with it; undefined for nothing. */
async function activated(stage: Stage, target: Place, mode: "failover" | "switchover"): Promise<string | undefined> {
  const request = { target, other: stage.other(target), mode, dryRun: false, failback: false, by: "dora", reason: "the end of a soak", policy: { decision: "operator", approvers: 1 } } as const;
  const actor = stage.begin(newActivation(request, `run-${String(stage.actors.length + 1)}`));
  if (actor === undefined) return "nobody can start";
  await stage.rest();
  for (let turn = 0; turn < mostTurns && actor.alive; turn++) {
    answer(stage, actor);
    await stage.turn(actor);
  }
  const { end } = actor;
  if (end?.status !== "succeeded") return `${mode} to ${target} ends at ${actor.step} with ${end?.error ?? "nothing"}: ${end?.cause ?? actor.activation.deviations.join("; ")}`;
  if (!serves(stage.world, target)) return `${target} is active and does not serve`;
  return stage.design.dns(stage.world) === target ? undefined : `${target} is active and DNS names ${stage.other(target)}`;
}

function answer({ world }: Stage, { place, activation: { id } }: Actor): void {
  const { questions, answers } = at(world, place).table;
  if (questions[id] === undefined || answers[id] !== undefined) return;
  answers[id] = [{ activation: id, by: "dora", at: world.now, approves: true, acceptDataLossSeconds: 1e9, acceptSplitBrain: "it is gone" }];
}

/** The place that was gone becomes a standby. */
async function recovered(stage: Stage): Promise<void> {
  for (const actor of stage.alive.filter(({ step }) => step === "post-recovery")) {
    for (let turn = 0; turn < mostTurns && actor.alive; turn++) await stage.turn(actor);
  }
}
