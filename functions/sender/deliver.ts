import { channelOf } from "../shared/devices";
import type { Notification } from "../shared/notification";
import { inTurn } from "../shared/table";
import { mostAddresses, type Claim, type Outcome, type PushKind, type SenderPorts, type Target } from "./ports";

/** How many deliveries ended in which way. `busy`, `done` and `lost` were somebody else's. */
export type Tally = Readonly<Partial<Record<"busy" | "done" | "lost" | Outcome["kind"], number>>>;

/** Ways of ending after which the message has to come back. */
export const unfinished = ["again", "busy"] as const satisfies readonly (keyof Tally)[];

/** A delivery is remembered for longer than its message can come back: what has expired is not sent any more. */
const rememberedSeconds = 3600;

interface Ended {
  readonly target: Target;
  readonly outcome: Outcome;
}

/** Makes every delivery that nobody has made yet. */
export async function deliver(notification: Notification, targets: readonly Target[], ports: SenderPorts): Promise<Tally> {
  const keptUntil = notification.expiresAt + rememberedSeconds;
  const claim = async (target: Target) => ({ target, claim: await ports.deliveries.claim(target.id, { repeatable: isRepeatable(target), keptUntil }) });
  const settled = [
    ...await inTurn(batches(targets), async ({ kind, batch }) => push({ kind, claims: await inTurn(batch, claim), notification }, ports)),
    // One after the other, so that a failure leaves no claim behind on what was not sent.
    ...await inTurn(targets.filter((target) => !isRepeatable(target)), async (target) => write({ ...await claim(target), notification }, ports)),
  ];
  return tallyOf(settled.flat());
}

/** A device shows a second copy of a push notification in the place of the first; a person reads a second text or e-mail. */
function isRepeatable({ device }: Target): boolean {
  return channelOf(device.kind) === "push";
}

type Way = keyof Tally;

interface Claimed {
  readonly target: Target;
  readonly claim: Claim;
}

async function push(
  { kind, claims, notification }: { readonly kind: PushKind; readonly claims: readonly Claimed[]; readonly notification: Notification }, ports: SenderPorts,
): Promise<readonly Way[]> {
  const ours = claims.flatMap(({ target, claim }) => (claim === "ours" ? [target] : []));
  const outcomes = ours.length === 0 ? undefined
    : await ports.push?.({ kind, addresses: ours.map(({ device }) => device.address), notification, secondsToLive: lifeOf(notification, ports) });
  const ended = ours.map((target): Ended => ({ target, outcome: outcomes?.get(target.device.address) ?? { kind: "unclear" } }));
  await inTurn(ended, (each) => conclude(each, ports));
  return [...claims.flatMap(({ claim }) => (claim === "ours" ? [] : [claim])), ...ended.map(({ target, outcome }) => countedAs(target, outcome))];
}

async function write({ target, claim, notification }: Claimed & { readonly notification: Notification }, ports: SenderPorts): Promise<readonly Way[]> {
  if (claim !== "ours") return [claim];
  const letter = { address: target.device.address, notification, secondsToLive: lifeOf(notification, ports) };
  const outcome = await (target.device.kind === "sms" ? ports.sms : ports.email)?.(letter) ?? { kind: "refused" };
  await conclude({ target, outcome }, ports);
  return [outcome.kind];
}

function lifeOf({ expiresAt }: Notification, { now }: SenderPorts): number {
  return Math.max(1, expiresAt - now());
}

/** Devices of one kind together, as many as one call takes. */
function batches(targets: readonly Target[]): readonly { readonly kind: PushKind; readonly batch: readonly Target[] }[] {
  return (["fcm", "apns", "apns-sandbox", "adm"] as const).flatMap((kind) => {
    const own = targets.filter(({ device }) => device.kind === kind);
    return Array.from({ length: Math.ceil(own.length / mostAddresses) }, (_, rank) => ({ kind, batch: own.slice(rank * mostAddresses, (rank + 1) * mostAddresses) }));
  });
}

async function conclude({ target, outcome }: Ended, { deliveries, devices }: SenderPorts): Promise<void> {
  const { device, id } = target;
  const isPush = isRepeatable(target);
  if (outcome.kind === "again") return deliveries.release(id);
  // Its claim runs out by itself, and whoever takes it then sends what the device shows once.
  if (outcome.kind === "unclear" && isPush) return;
  await deliveries.settle(id);
  if (outcome.kind === "dead" && isPush) await devices.forget(device);
  if (outcome.kind === "dead" && !isPush) await devices.mark(device.kind, device.address, "dead");
  if (outcome.kind === "opted-out") await devices.mark(device.kind, device.address, "opted-out");
  if (outcome.kind === "sent" && outcome.newAddress !== undefined) await devices.readdress(device, outcome.newAddress);
}

function countedAs(target: Target, { kind }: Outcome): Way {
  return kind === "unclear" && isRepeatable(target) ? "busy" : kind;
}

function tallyOf(kinds: readonly Way[]): Tally {
  return Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((each) => each === kind).length]));
}
