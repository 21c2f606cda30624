import { activationName, isHeld, modes, newActivation, targetOf } from "../../../protocol";
import { type Answered, exits } from "../ends";
import { type Session } from "../session";
import { truthOf } from "./truth";
import { activated, requestOf, walked } from "./walk";

/** `activate`: makes a place the active one. */
export function activate(session: Session): Promise<Answered> {
  const { asked } = session;
  const mode = modes.find((each) => each === asked.text("--mode")) ?? "switchover";
  return activated(session, requestOf(session, { target: asked.operand("place"), mode }));
}

/** `preflight`: what `activate --dry-run` does, by its own name. */
export function preflight(session: Session): Promise<Answered> {
  const mode = modes.find((each) => each === session.asked.text("--mode")) ?? "failover";
  return activated(session, { ...requestOf(session, { target: session.asked.operand("place"), mode, reason: "a look" }), dryRun: true });
}

/** `failback`: back to the place that is not active, or the sign-off that it waits for. */
export async function failback(session: Session): Promise<Answered> {
  const { asked, platform, by, dryRun } = session;
  const chosen = asked.operand("place"), target = chosen === "" ? await idlePlace(session) : chosen;
  if (target === undefined) return { exit: exits.notSo, lines: ["nobody knows which place is active: name the place to go back to"], data: {} };
  if (!asked.flag("--sign-off")) return activated(session, requestOf(session, { target, mode: "switchover", failback: true, reason: "fail-back" }));
  if (!dryRun) await platform.site(target).people.signOff(by);
  return { exit: exits.done, lines: [dryRun ? `${by} would sign off for ${target}: nothing was changed` : `${by} signed off: what the failover cut off in ${target} is reconciled`], data: { target, by, signedOff: !dryRun } };
}

/** The place that is not active, by the first place that answers. */
async function idlePlace({ platform }: Session): Promise<string | undefined> {
  const { writer } = await truthOf(platform);
  return writer === undefined ? undefined : platform.places.find((each) => each !== writer);
}

/** `resume`: the same request by another run, once whoever held the lock is gone. */
export async function resume(session: Session): Promise<Answered> {
  const { asked, platform, say, dryRun } = session;
  const name = asked.operand("activation");
  const request = await platform.requestOf(name);
  if (request === undefined) return { exit: exits.notSo, lines: [`nobody knows what ${name} was asked for: start it with activate, which goes on where the world is`], data: { activation: name } };
  const { ports: { control } } = platform.site(request.target);
  for (let seen = 0; !dryRun && !asked.flag("--no-wait");) {
    const lock = (await control.read()).locks[request.target];
    if (!isHeld(lock, platform.now()) || (seen !== 0 && lock.leaseUntil > seen)) break;
    if (seen === 0) say(`waits for the lease of ${lock.owner}, which ends in ${String(Math.ceil((lock.leaseUntil - platform.now()) / 1000))} s unless somebody runs it`);
    seen = lock.leaseUntil;
    await platform.wait(5);
  }
  return activated(session, { ...request, dryRun });
}

/** `abort`: stops whoever runs it, and puts everything back under the same lock. */
export async function abort(session: Session): Promise<Answered> {
  const { asked, platform, dryRun } = session;
  const name = asked.operand("activation");
  const target = targetOf(name, platform.places);
  if (target === undefined) return { exit: exits.refused, lines: [`${name} names no place: want act-<${platform.places.join("|")}>-<epoch>`], data: { activation: name } };
  const lock = (await platform.site(target).ports.control.read()).locks[target];
  if (lock === undefined || lock.leaseUntil === 0 || name !== activationName(target, lock.epoch)) {
    return { exit: exits.notSo, lines: [`${name} is not under way: ${lock === undefined || lock.leaseUntil === 0 ? `nobody holds the lock of ${target}` : `${activationName(target, lock.epoch)} is`}`], data: { activation: name } };
  }
  const data = { activation: name, owner: lock.owner, epoch: lock.epoch };
  if (dryRun) return { exit: exits.done, lines: [`${name} of ${lock.owner} would be given up, unless the database moves already: nothing was changed`], data: { ...data, changed: false } };
  await platform.halt(name);
  const request = (await platform.requestOf(name)) ?? requestOf(session, { target, mode: "failover", reason: "given up by hand" });
  const answer = await walked(session, { ...newActivation(request, lock.owner), id: name, epoch: lock.epoch }, "abort");
  return answer.data["error"] === "Aborted" ? { ...answer, exit: exits.done, lines: [`✓ ${name} was given up, and everything was put back`] } : answer;
}
