import { duePeriodSeconds } from "../components/failover/due-period";
import { aliasTtlSeconds, type Detection, type Probe, secondsToDetect, secondsToTurn } from "../components/failover/detection";
import { partsMovedBySwap, type StandbyDatabase, type Strategy } from "./posture";

/** What settings say about surviving the loss of a region, as far as time depends on it. */
export interface Recovery {
  readonly strategy: Strategy;
  readonly decision: "operator" | "automatic";
  /** Longest outage that is promised, in minutes. */
  readonly rtoMinutes: number;
  /** Most seconds of writes that a machine may give up. */
  readonly maxDataLossSeconds: number;
  readonly detection: Detection;
  readonly probe: Probe;
  /** @defaultValue "detector" */
  readonly trigger?: "detector" | "arc";
  /** @defaultValue "instances" */
  readonly standbyDatabase?: StandbyDatabase;
}

/** One span of a failover. Spans follow one another; their sum is the outage at its worst. */
export interface Span {
  /** Completes "seconds to …". */
  readonly what: string;
  readonly seconds: number;
}

/** Assumed, until drills have measured it: a person who is paged at night reads, decides and approves within 15 minutes. */
const approvalSeconds = 15 * 60;

/** From the detector's word to the alarm, which is looked at every minute for the minute before, and, assumed until drills have measured it, half a minute of ARC's own. */
const arcSeconds = 2 * duePeriodSeconds + 30;

/** Assumed, until drills have measured it: an activation reads what it has to know, fences and asks for promotion within 30 seconds. */
const stepsSeconds = 30;

/** Assumed, until drills have measured it: the proxy finds a new writer within 45 seconds, and the application looks every 5. */
const findSeconds = 45 + 5;

/** Assumed, until drills have measured it: name servers act on a health check within 10 seconds of its turning. */
const propagationSeconds = 10;

/**
 * AWS says that a managed failover completes within minutes; 10 of them are assumed until drills have measured it.
 * Source: Aurora User Guide, "Using switchover or failover in Amazon Aurora Global Database".
 */
const promotionSeconds = 10 * 60;

/** Assumed, until drills have measured it: an instance is built beside storage that is there, and a proxy finds it, within 20 minutes. */
const instanceSeconds = 20 * 60;

/**
 * Assumed, until drills have measured it: Fargate finds room for a task, pulls its image and starts it in 2 minutes.
 * The rate at which Fargate launches tasks adds to it only above a hundred tasks at once.
 */
const taskStartSeconds = 2 * 60;

/**
 * Longest time that AWS gives for building a region anew from backups.
 * Source: AWS Well-Architected Framework, Reliability Pillar, REL13-BP02.
 */
const rebuildSeconds = 24 * 60 * 60;

/**
 * Everything between the loss of a region and the return of users, each at its worst. People are paged as soon as the loss is suspected, and read
 * while it is being declared. Tasks are asked for before the database, at the latest, and count where they outlast its promotion.
 * Clients that keep names longer than they may are not counted: no platform can promise for them.
 *
 * @param fitSeconds Seconds until a started task of the slowest service gets requests: interval times good checks.
 */
export function spansOf(recovery: Omit<Recovery, "rtoMinutes" | "maxDataLossSeconds">, fitSeconds: number): readonly Span[] {
  const { strategy, decision, detection, probe, standbyDatabase } = recovery;
  const { paged, declared: seen } = secondsToDetect(detection);
  const declared = seen + (recovery.trigger === "arc" ? arcSeconds : 0);
  const people = decision === "operator";
  const rebuilds = partsMovedBySwap(strategy).length > 0;
  const readiness: readonly Span[] = rebuilds
    ? [{ what: "rebuild the region from backups", seconds: rebuildSeconds }]
    : [
      { what: "build a database instance", seconds: standbyDatabase === "storage" ? instanceSeconds : 0 },
      { what: "promote the database", seconds: promotionSeconds },
      { what: "wait for tasks", seconds: strategy === "active-active" ? 0 : taskStartSeconds + fitSeconds - promotionSeconds },
      { what: "find the new writer", seconds: findSeconds },
    ];
  return [
    { what: people ? "page people" : recovery.trigger === "arc" ? "declare the loss, ring and have ARC start" : "declare the loss", seconds: people ? paged : declared },
    { what: "decide", seconds: people ? Math.max(approvalSeconds, declared - paged) : 0 },
    { what: "read, fence and call", seconds: stepsSeconds },
    ...readiness,
    { what: "tell name servers", seconds: secondsToTurn(probe) + propagationSeconds },
    { what: "leave resolvers' caches", seconds: aliasTtlSeconds },
  ].filter((span) => span.seconds > 0);
}

/** The worst case as a whole number of minutes that can be promised. */
export function minutesOf(spans: readonly Span[]): number {
  return Math.ceil(spans.reduce((sum, span) => sum + span.seconds, 0) / 60);
}

/**
 * What a promise of recovery gets wrong, one sentence each; empty when it can be kept.
 *
 * @param fitSeconds As in {@link spansOf}.
 */
export function promiseProblems(recovery: Recovery, fitSeconds: number): string[] {
  return [...unattended(recovery), ...tooBlunt(recovery), ...tooShort(recovery, fitSeconds)];
}

/** What a machine cannot see apart from a loss of data: the last heartbeat is 5 s old at most, and a look a period. Five more for replication. */
function tooBlunt({ decision, detection: { periodSeconds }, maxDataLossSeconds }: Recovery): string[] {
  const least = periodSeconds + 10;
  if (decision === "operator" || maxDataLossSeconds >= least) return [];
  return [`maxDataLossSeconds is ${String(maxDataLossSeconds)}, and with a look every ${String(periodSeconds)} s a loss cannot be told to be below ${String(least)} s, so that ` +
    `every failover would ask a person: set maxDataLossSeconds to ${String(least)} or more, or lower detection.periodSeconds`];
}

function unattended({ strategy, decision }: Recovery): string[] {
  if (decision === "operator" || partsMovedBySwap(strategy).length === 0) return [];
  return [`decision is automatic, but under ${strategy} nothing stands that a machine could fail over to: ` +
    "set decision to operator, or choose pilot-light or a readier strategy"];
}

function tooShort(recovery: Recovery, fitSeconds: number): string[] {
  const spans = spansOf(recovery, fitSeconds);
  const minutes = minutesOf(spans);
  if (minutes <= recovery.rtoMinutes) return [];
  const sum = spans.map(({ what, seconds }) => `${String(seconds)} s to ${what}`).join(", ");
  const ways = waysToShorten(recovery)
    .map(({ how, then }) => ({ how, to: minutesOf(spansOf(then, fitSeconds)) }))
    .filter(({ to }) => to < minutes)
    .map(({ how, to }) => `, or ${how}, which makes it ${String(to)}`);
  return [`a failover can take ${String(minutes)} minutes (${sum}), over the ${String(recovery.rtoMinutes)} that rtoMinutes promises: ` +
    `raise rtoMinutes to ${String(minutes)}${ways.join("")}`];
}

function waysToShorten(recovery: Recovery): readonly { readonly how: string; readonly then: Recovery }[] {
  if (partsMovedBySwap(recovery.strategy).length > 0) {
    return [{ how: "choose pilot-light", then: { ...recovery, strategy: "pilot-light" } }];
  }
  return [
    { how: "set database.standbyInstances to database.instances", then: { ...recovery, standbyDatabase: "instances" } },
    // A machine cannot fail over to storage alone.
    ...(recovery.standbyDatabase === "storage" ? [] : [{ how: "set decision to automatic", then: { ...recovery, decision: "automatic" } as const }]),
    { how: "set trigger to detector", then: { ...recovery, trigger: "detector" } },
    { how: "set detection.periodSeconds to 10", then: { ...recovery, detection: { ...recovery.detection, periodSeconds: 10 } } },
    { how: "set probe.intervalSeconds to 10", then: { ...recovery, probe: { ...recovery.probe, intervalSeconds: 10 } } },
    { how: "choose active-active", then: { ...recovery, strategy: "active-active", standbyDatabase: "instances" } },
  ];
}
