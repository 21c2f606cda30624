import { type Activation, type End, isHeld, newActivation, type Place, planned, type Request, type StepName, tellingOf } from "../../../protocol";
import { type Answered, type Exit, exits } from "../ends";
import { otherOf, type Parked } from "../platform";
import { type Session } from "../session";
import { sinceWhen } from "./truth";

/** One step as it went, for the answer. */
interface Went {
  readonly step: StepName;
  readonly outcome: string;
  readonly seconds: number;
}

/** What somebody asks for by way of the command line. */
export interface Wish {
  readonly target: Place;
  readonly mode: Request["mode"];
  readonly failback?: boolean;
  readonly reason?: string;
}

/** The request of a wish, with who asks and by which rules. */
export function requestOf({ platform, asked, by, dryRun }: Session, { target, mode, failback = false, reason }: Wish): Request {
  return {
    target, other: otherOf(platform, target), mode, dryRun, failback, by, policy: platform.policy,
    reason: asked.text("--reason") ?? reason ?? "no reason given",
  };
}

/** Runs an activation from its start, with this person's approval where one was given. */
export function activated(session: Session, request: Request): Promise<Answered> {
  return walked(session, newActivation(request, `${session.by}-${session.nonce}`), "acquire");
}

/** This person's approval, as soon as the activation has its name: an approval of another's would be nobody's. */
async function approve({ asked, platform, by, say }: Session, { id, request: { target, dryRun } }: Activation): Promise<void> {
  const seconds = asked.number("--accept-data-loss");
  if (seconds === undefined || dryRun) return;
  await platform.site(target).people.answer({
    activation: id, by, at: platform.now(), approves: true, acceptDataLossSeconds: seconds, acceptSplitBrain: asked.text("--accept-split-brain"),
  }).catch((error: unknown) => { say(`the approval was not stored: ${tellingOf(error)}; approve ${id} when it asks`); });
}

/** Runs an activation from one of its steps, tells of each step, and says how it ended. */
export async function walked(session: Session, activation: Activation, first: StepName): Promise<Answered> {
  const { platform, asked, say } = session;
  const steps: Went[] = [];
  const startedAt = platform.now();
  let asks = false, approving: Promise<void> = Promise.resolve();
  const end = await platform.walk({
    activation, first, waits: !asked.flag("--no-wait"), local: asked.flag("--local"),
    beginning: (step, { id }) => {
      if (step === "ask" && !asks) say(`${clock(0, platform.now() - startedAt)}  waits for people: approve ${id}, or decline ${id}`);
      asks = step === "ask";
    },
    told: (after, step) => {
      const outcome = after.error?.Error ?? after.outcome;
      if (outcome === "acquired") approving = approve(session, after);
      if (outcome === "wait" || outcome === "late") return;
      const seconds = (platform.now() - startedAt) / 1000;
      steps.push({ step, outcome, seconds });
      say(`${clock(0, seconds * 1000)}  ${step.padEnd(12)}  ${outcome.padEnd(12)}  ${planned(step).does}`);
    },
  });
  await approving;
  return end.status === "parked" ? parked(end, steps, session) : ended(end, steps, session);
}

/** Minutes and seconds. */
export function clock(from: number, to: number): string {
  const seconds = Math.round((to - from) / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, "0")}`;
}

function parked({ activation }: Parked, steps: readonly Went[], { platform }: Session): Answered {
  const { id } = activation;
  return {
    exit: exits.waits, data: { status: "parked", ...dataOf(activation, platform), steps },
    lines: [`${id} waits for people: approve ${id} --accept-data-loss <seconds>, or decline ${id}. After that, resume ${id} if nobody runs it.`],
  };
}

async function ended({ status, error, cause, activation }: End, steps: readonly Went[], session: Session): Promise<Answered> {
  const { platform } = session;
  const { request: { target, dryRun }, deviations } = activation;
  const view = await platform.site(target).ports.control.read().catch(() => undefined);
  const lock = view === undefined ? undefined : [view.locks[target], view.locks[activation.request.other]].find((each) => isHeld(each, platform.now()));
  const data = {
    status, ...(error !== undefined && { error, cause }), ...dataOf(activation, platform), steps,
    ...(error === "LockBusy" && lock !== undefined && { holder: { owner: lock.owner, epoch: lock.epoch, leaseEndsInSeconds: Math.ceil((lock.leaseUntil - platform.now()) / 1000) } }),
  };
  if (status === "failed") return { exit: error === "LockBusy" ? exits.locked : error === "Unreachable" ? exits.silent : exits.notSo, lines: [`✗ ${error ?? ""}: ${cause ?? ""}`, ...hintsOf(error, activation)], data };
  if (dryRun) return preflighted(activation, data);
  if (steps.at(-1)?.outcome === "already") {
    const standing = view?.standings[target];
    return {
      exit: exits.done, data: { ...data, ...(standing !== undefined && { active: { place: target, ...standing } }) },
      lines: [`${target} is active already${standing === undefined ? "" : `: epoch ${String(standing.epoch)}, ${sinceWhen(standing, platform.now())}`}. Its lock is free; nothing was changed.`],
    };
  }
  return { exit: exits.done, data, lines: [`✓ ${target} is active, epoch ${String(activation.epoch)}`, ...deviations.map((line) => `  but: ${line}`), "  next: sync-config, then `pulumi up`"] };
}

/** What a look found, as an answer of its own. */
function preflighted({ request, checks, lossSeconds, epoch, id }: Activation, data: Answered["data"]): Answered {
  const blockers = checks.filter(({ verdict }) => verdict === "blocker");
  const exit: Exit = blockers.length > 0 ? exits.notSo : exits.done;
  return {
    exit, data: { ...data, blockers: blockers.length, changed: false },
    lines: [
      `${request.mode} of ${request.other} to ${request.target}, as ${id}, epoch ${String(epoch)}: nothing was changed`,
      ...checks.map(({ what, verdict, found }) => `  ${verdict === "fine" ? "✓" : verdict === "warning" ? "!" : "✗"} ${what}: ${found}`),
      lossSeconds === null ? "  nobody knows how much would be lost" : `  about ${String(Math.ceil(lossSeconds))} s of writes would be lost`,
      blockers.length > 0 ? `✗ ${String(blockers.length)} in the way` : "✓ nothing in the way",
    ],
  };
}

function dataOf({ id, epoch, owner, request, lossSeconds, fence, brownout, approval, deviations, checks }: Activation, platform: Session["platform"]) {
  return {
    activation: id, epoch, owner, target: request.target, other: request.other, mode: request.mode, dryRun: request.dryRun, by: request.by, reason: request.reason,
    endedAt: new Date(platform.now()).toISOString(), lossSeconds, fence, brownout, approval, deviations, checks,
  };
}

function hintsOf(error: string | undefined, { id, deviations }: Activation): readonly string[] {
  if (error === "Aborted") return ["  everything was put back", ...deviations.map((line) => `  ${line}`)];
  if (error === "Held" || error === "LeaseLost") return [`  look at status, then resume ${id} or abort ${id}`];
  return [];
}
