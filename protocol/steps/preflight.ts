import { lossOf } from "../approval";
import { freshReadinessSeconds } from "../plan/timing";
import { type Check, type GlobalDatabase, type Lag, type Ports } from "../ports";
import { type Activation, losesNothing, type Request } from "../state";
import { type Result } from "./step";

/** Reads whether the place can serve. Changes nothing. */
export async function preflight(activation: Activation, ports: Ports): Promise<Result> {
  const { request } = activation;
  const [database, found, failback, loss] = await Promise.all([
    ports.database.observe(), readinessOf(ports), request.failback ? ports.readiness.failbackChecks() : [], estimateLoss(activation, ports),
  ]);
  const checks = [...databaseChecks(request, database), ...lagChecks(request, loss.lag), ...found, ...failback];
  const blockers = database.writer === request.target ? [] : checks.filter(({ verdict }) => verdict === "blocker");
  return {
    outcome: request.dryRun ? "planned" : blockers.length > 0 ? "blocked" : "ready",
    changes: {
      checks, lossSeconds: loss.seconds,
      deviations: [...activation.deviations, ...blockers.map(({ what, found: is }) => `${what}: ${is}`)],
    },
    facts: { writer: database.writer ?? null, lossSeconds: loss.seconds, checks: checks.map(({ what, verdict, found: is }) => ({ what, verdict, found: is })) },
  };
}

/** Readiness that is a few minutes old is as good as new, and costs no time. What was in the way, somebody may have mended since. */
async function readinessOf({ control, readiness, clock }: Ports): Promise<readonly Check[]> {
  const known = (await control.read()).verdict?.readiness;
  const isFresh = known !== undefined && clock.now() - known.at < freshReadinessSeconds * 1000;
  return isFresh && known.checks.every(({ verdict }) => verdict !== "blocker") ? known.checks : readiness.checks();
}

/** What would be lost now, and the lag that the estimate comes from. Unknown where nobody answers. */
export async function estimateLoss(activation: Activation, ports: Ports): Promise<{ readonly seconds: number | null; readonly lag: Lag }> {
  const unknown: Lag = { heartbeatSeconds: undefined, replicationSeconds: undefined };
  const [lag, view] = await Promise.all([ports.database.lag().catch(() => unknown), ports.control.read()]);
  if (losesNothing(activation.request.mode)) return { seconds: 0, lag };
  return { seconds: lossOf(lag, view.verdict, ports.clock.now()) ?? null, lag };
}

/** Seconds that a place may be behind before a switchover: what is missing is waited for while nobody can write. */
const switchoverLagSeconds = 1;

function lagChecks({ mode, failback }: Request, { replicationSeconds }: Lag): readonly Check[] {
  if (!losesNothing(mode)) return [];
  if (replicationSeconds === undefined) return [{ what: "replication", verdict: "warning", found: "nobody knows the lag" }];
  const verdict = replicationSeconds <= switchoverLagSeconds ? "fine" : failback ? "blocker" : "warning";
  return [{ what: "replication", verdict, found: `${String(replicationSeconds)} s behind` }];
}

function databaseChecks(request: Request, { writer, operation, members }: GlobalDatabase): readonly Check[] {
  const { target, other, mode } = request;
  const own = members[target], theirs = members[other];
  const blocker = (what: string, found: string): Check => ({ what, verdict: "blocker", found });
  if (writer === target) return [{ what: "database", verdict: "fine", found: `${target} is the writer already` }];
  return [
    ...(own === undefined || !own.joined ? [blocker("database", `${target} is no member of the global database`)] : []),
    ...(own !== undefined && own.instances === 0 ? [blocker("database", `${target} has no instance: add one, then start again`)] : []),
    ...(own !== undefined && !own.available ? [blocker("database", `${target} is not available`)] : []),
    ...(operation !== undefined && operation.to !== target ? [blocker("database", `a ${operation.kind} to ${operation.to} is under way`)] : []),
    ...(mode !== "detach" && own !== undefined && theirs !== undefined && own.engineVersion !== theirs.engineVersion
      ? [blocker("database", `${target} runs ${own.engineVersion} and ${other} runs ${theirs.engineVersion}: only detach can promote it`)] : []),
    ...(losesNothing(mode) && (writer !== other || theirs?.available !== true) ? [blocker("database", `${other} is not an available writer: a switchover needs it`)] : []),
  ];
}
