import { activationName, activeOf, isHeld, nextEpoch } from "../epochs";
import { Failure } from "../errors";
import { leaseSeconds } from "../plan/timing";
import { type ControlView, type Ports } from "../ports";
import { type Activation, losesNothing } from "../state";
import { type Result } from "./step";

/** Takes the lock under a new epoch. A repeated call by the same run keeps its epoch. */
export async function acquire(activation: Activation, ports: Ports): Promise<Result> {
  const { request, owner } = activation;
  const now = ports.clock.now();
  const view = await ports.control.read();
  refuseWhileHeld(activation, view, now);
  if (activeOf(view) === request.target && await writes(activation, view, ports)) return { outcome: "already", facts: { active: request.target } };
  const lock = view.locks[request.target];
  const own = isHeld(lock, now) && lock.owner === owner;
  // The control table may be behind by more than the database is: what another place claimed there counts as well.
  const epoch = own ? lock.epoch : Math.max(nextEpoch(view), await ports.database.epoch().catch(() => 0) + 1);
  const changes = { epoch, id: activationName(request.target, epoch) };
  if (request.dryRun) return { outcome: "looked", changes, facts: { epoch } };
  await ports.control.takeLock({ target: request.target, owner, epoch, leaseUntil: now + leaseSeconds * 1000 }, { epoch: lock?.epoch ?? 0, now });
  return { outcome: "acquired", changes, facts: { epoch, preempted: lock?.purpose === "deploy" && lock.leaseUntil > now ? lock.owner : null } };
}

/** True when the database writes here and the application may: a fence that nobody took back is a reason to begin. */
async function writes({ request }: Activation, { standings, ownFence }: ControlView, { database, doors }: Ports): Promise<boolean> {
  if (ownFence > (standings[request.target]?.epoch ?? 0)) return false;
  return (await database.observe()).writer === request.target && await doors.areOpen().catch(() => true);
}

/**
 * The other place's lock stops what needs that place, and only that: a lock that a lost place left behind must not
 * keep anybody waiting.
 */
function refuseWhileHeld({ request, owner }: Activation, view: ControlView, now: number): void {
  const own = view.locks[request.target], other = view.locks[request.other];
  const holder = isHeld(own, now) && own.owner !== owner ? own : losesNothing(request.mode) && isHeld(other, now) ? other : undefined;
  if (holder === undefined) return;
  throw new Failure("LockBusy", `${holder === own ? request.target : request.other} is being activated by ${holder.owner} with epoch ` +
    `${String(holder.epoch)}, whose lease ends in ${String(Math.ceil((holder.leaseUntil - now) / 1000))} s: wait for it, or resume that activation`);
}
