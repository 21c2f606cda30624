import { decide, decideAfterSeconds, detectionPolicy, heartbeatVote, historySeconds, type Point, type Readiness, tellingOf, type Verdict, type Vote } from "../../protocol";
import { everyone } from "../shared/everyone";
import { type WitnessSight } from "../shared/sight";
import { slotsFrom, untilSlot } from "../shared/slots";

/** What the detector knows of its own past, from the control table. */
export interface Past {
  readonly points: readonly Point[];
  readonly previous: Verdict | undefined;
  readonly suppressedUntil: number | undefined;
  readonly lastActivationAt: number | undefined;
  /** Whether this place is the active one: then there is nothing to watch. */
  readonly active: boolean;
  /** Whether somebody activates this place already. */
  readonly activating: boolean;
  /** What this place last found about itself. */
  readonly readiness: Readiness | undefined;
  /** When the detector last changed its mind, in milliseconds since 1970; 0 before it had one. */
  readonly turnedAt: number;
  readonly witness: Omit<WitnessSight, "served"> | undefined;
}

export interface WatchPorts {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** What a user's journey through the other place says. Never rejects. */
  journey(): Promise<Vote>;
  /** Seconds since the other place's newest heartbeat in the local replica; unknown where nobody can tell. Never rejects. */
  heartbeat(): Promise<number | undefined>;
  past(): Promise<Past>;
  /** Keeps a verdict, the points that it goes by, and when it last turned. False when another run has kept one of this moment, or of a later one. */
  keep(verdict: Verdict, points: readonly Point[], turnedAt: number): Promise<boolean>;
  /** Keeps what the place found about itself, whatever verdicts were given meanwhile. */
  keepReadiness(readiness: Readiness): Promise<void>;
  /** What wakes the activation of this place that waits for people; undefined where none does. */
  waiting(): Promise<string | undefined>;
  wake(callback: string): Promise<void>;
  page(subject: string, lines: readonly string[]): Promise<void>;
  tell(subject: string, lines: readonly string[]): Promise<void>;
  /** Asks for a role's tasks in this place, and reads whether it can serve. */
  size(role: "primary" | "standby"): Promise<void>;
  readiness(): Promise<Readiness>;
  start(reason: string): Promise<void>;
  /** Says in the figure that an alarm listens to that an activation is due: for who starts in the detector's place. */
  ring(): Promise<void>;
}

/** What a stack decides, and the two places. */
export interface Watch {
  readonly here: string;
  readonly there: string;
  readonly periodSeconds: number;
  readonly points: number;
  /** Whether a declared loss starts an activation here, or something else does. */
  readonly starts: boolean;
}

/**
 * Looks at the other place at every full period of the clock for a minute and a bit, while it is the active one. A look that fails keeps nobody from
 * the next.
 *
 * @throws {AggregateError} of the looks that could not be weighed, or whose consequences could not be drawn, after the last one: the function's alarm tells people.
 */
export async function watch(settings: Watch, ports: WatchPorts): Promise<void> {
  const slots = slotsFrom(ports.now(), settings.periodSeconds, 60);
  // Who cannot read which place is active looks all the same: the table may answer when there is something to weigh.
  if (await ports.past().then(({ active }) => active, () => false)) return;
  const failures: unknown[] = [];
  for (const slot of slots) {
    await ports.sleep(untilSlot(slot, ports.now()));
    const [journey, age] = await Promise.all([ports.journey(), ports.heartbeat()]);
    await ports.sleep(untilSlot(slot + decideAfterSeconds * 1000, ports.now()));
    await weigh({ slot, journey, heartbeat: heartbeatVote(age) }, settings, ports).catch((error: unknown) => { failures.push(error); });
  }
  if (failures.length > 0) throw new AggregateError(failures, `${String(failures.length)} of ${String(slots.length)} looks failed: ${tellingOf(failures[0])}`);
}

interface Own {
  readonly slot: number;
  readonly journey: Vote;
  readonly heartbeat: Vote;
}

async function weigh({ slot, journey, heartbeat }: Own, settings: Watch, ports: WatchPorts): Promise<void> {
  const past = await ports.past();
  if (past.active) return;
  const policy = detectionPolicy(settings);
  const seen = witnessVotes(past.witness, slot, settings);
  const point: Point = { at: slot, votes: { journey, witness: seen.there, heartbeat }, standby: seen.here };
  const points = [...past.points.filter(({ at }) => at < slot && at > slot - historySeconds(policy) * 1000), point];
  const { suppressedUntil, lastActivationAt, previous, readiness } = past;
  const verdict = decide({
    points, ...(suppressedUntil !== undefined && { suppressedUntil }), ...(lastActivationAt !== undefined && { lastActivationAt }), ...(previous !== undefined && { previous }),
    ...(readiness !== undefined && { readiness }),
  }, slot, policy);
  const turnedAt = isAnother(verdict, previous) ? slot : past.turnedAt;
  if (!(await ports.keep(verdict, points, turnedAt))) return;
  await everyone([act(verdict, past, { settings, ports }), wakeWho(slot - turnedAt, settings, ports)]);
}

/** Whether detection has changed its mind about what an approval goes by. */
function isAnother(verdict: Verdict, previous: Verdict | undefined): boolean {
  return previous?.state !== verdict.state || previous.held !== verdict.held || (previous.badSince === undefined) !== (verdict.badSince === undefined);
}

/** Looks over which news wakes who waits: a question that was weighed by the verdict before may have been stored only after the one that turned. */
const newsLooks = 2;

async function wakeWho(sinceMilliseconds: number, { periodSeconds }: Watch, ports: WatchPorts): Promise<void> {
  if (sinceMilliseconds > newsLooks * periodSeconds * 1000) return;
  const callback = await ports.waiting();
  if (callback !== undefined) await ports.wake(callback);
}

/**
 * What the witness says of both places. Who sees neither is alone, and has seen nothing; so has who saw nothing of late.
 */
export function witnessVotes(sight: Past["witness"], slot: number, { here, there, periodSeconds }: Watch): { readonly here: Vote; readonly there: Vote } {
  const [own, other] = [sight?.places[here], sight?.places[there]];
  const late = sight === undefined || slot - sight.at > periodSeconds * 1000;
  if (late || own === undefined || other === undefined || (!own.answered && !other.answered)) return { here: "unknown", there: "unknown" };
  return { here: own.answered ? "good" : "bad", there: other.active ? "good" : "bad" };
}

interface Acting {
  readonly settings: Watch;
  readonly ports: WatchPorts;
}

/** What a verdict asks for. One thing that fails keeps nothing else from being done. */
async function act(verdict: Verdict, past: Past, { settings, ports }: Acting): Promise<void> {
  const { there, starts } = settings;
  const lines = linesOf(verdict, settings);
  const deeds: Readonly<Record<Verdict["actions"][number], () => Promise<void>>> = {
    "page-suspect": () => ports.page(`${there} may be lost`, lines),
    "page-blind": () => ports.page(`Nobody sees how ${there} is`, [...lines, "Nothing starts by itself until two voters see again."]),
    "page-held": () => ports.page(`${there} is declared lost, and automation rests: ${verdict.held ?? ""}`, lines),
    "tell-clear": async () => {
      await ports.tell(`${there} is well again`, lines);
      if (!past.activating) await ports.size("standby");
    },
    prestage: async () => {
      await everyone([ports.size("primary"), ports.readiness().then((readiness) => ports.keepReadiness(readiness))]);
    },
    start: async () => {
      if (past.activating) return;
      if (starts) await ports.start(lines.join(" "));
      else await ring(past, { lines, settings, ports });
    },
  };
  await everyone(verdict.actions.map((action) => deeds[action]()));
}

/** Where something else starts, it is told for as long as nothing has begun, and people once: what it does is not seen from here. */
async function ring({ previous }: Past, { lines, settings: { here, there }, ports }: Acting & { readonly lines: readonly string[] }): Promise<void> {
  const isNews = previous?.state !== "declared" || previous.held !== undefined;
  const todo = `ARC Region switch is asked to activate ${here}. If no activation shows in \`status\` within three minutes: activate ${here} --mode failover.`;
  await everyone([ports.ring(), ...(isNews ? [ports.page(`${there} is declared lost`, [...lines, todo])] : [])]);
}

function linesOf({ state, votes, standby, badSince, held }: Verdict, { here, there }: Watch): readonly string[] {
  return [
    `${there} is ${state}${badSince === undefined ? "" : ` since ${new Date(badSince).toISOString()}`}.`,
    `A user's journey says ${votes.journey}, the witness ${votes.witness}, the heartbeat ${votes.heartbeat}; the witness finds ${here} ${standby}.`,
    ...(held === undefined ? [] : [`Automation rests: ${held}.`]),
  ];
}
