import { columns, type Paper } from "../preview/render/paint";
import { inMinutes, minutesOf } from "./json";
import { type Parameter, parameters } from "./parameters";
import { type Report } from "./report";
import { spanNames } from "./run";
import { silences } from "./scenarios";
import { type Conduct } from "./simulation";
import { type Spread } from "./summary";
import { type Traded } from "./trade";
import { leftOut, type Rehearsed } from "./verdict";

/** A report as lines. */
export function reportLines(report: Report, { paint }: Paper): readonly string[] {
  const { project, stack, seed, runs, rehearsed, trade } = report;
  const section = (title: string, lines: readonly string[]) => ["", paint.bold(title), ...lines.map((line) => `  ${line}`)];
  return [
    `${paint.bold(`${project} ${stack}`)}   ${String(runs)} runs, seed ${String(seed)}`,
    ...conductLines(report.conduct).map((line) => `  ${line}`),
    ...section("Outage in minutes, loss and two writers in seconds", outcomeLines(rehearsed)),
    ...section("Where the time of a failover goes, mean seconds", spanLines(rehearsed)),
    ...section("Promise", promiseLines(report)),
    ...section("Goals", goalLines(report)),
    ...trade === undefined ? [] : section("What detection buys where a machine decides, and what it costs: silences that end in a failover", tradeLines(trade)),
    ...section("Taken for granted", parameterLines()),
  ];
}

function conductLines({ policy, detection, probe, sizes }: Conduct): readonly string[] {
  const decides = policy.decision === "operator" ? `${String(policy.approvers)} of the operators ${policy.approvers === 1 ? "decides" : "decide"}`
    : `a machine decides up to ${String(policy.maxDataLossSeconds)} s of lost writes, ${policy.acceptSplitBrain ? "fenced or not" : "where the lost place is fenced"}`;
  return [
    `${decides}; ${String(detection.declarePoints)} looks ${String(detection.periodSeconds)} s apart declare a loss; `
    + `${String(probe.failures)} answers ${String(probe.intervalSeconds)} s apart turn a checker; ${String(sizes.standby)} of ${String(sizes.primary)} tasks wait`,
  ];
}

function outcomeLines(rehearsed: readonly Rehearsed[]): readonly string[] {
  const head = ["scenario", "runs", "fails over", "RTO p50", "p90", "p99", "obedient p99", "RPO p50", "p90", "p99", "two writers p99", "most", "sheds"];
  return columns([head, ...rehearsed.map(({ scenario, summary: { runs, ends, rto, promised, rpo, twoWriters, brownouts } }) => [
    scenario.name, String(runs), percent(ends["failed-over"], runs), ...minutesOf(rto), inMinutes(promised.p99), ...seconds(rpo), tenth(twoWriters.p99), tenth(twoWriters.most), percent(brownouts, runs),
  ])], head.map((_, index) => index).slice(1));
}

function spanLines(rehearsed: readonly Rehearsed[]): readonly string[] {
  const rows = rehearsed.flatMap(({ scenario, summary: { spans } }) => (spans === undefined ? [] : [[scenario.name, ...spanNames.map((name) => spans[name].toFixed(0))]]));
  return rows.length === 0 ? ["no run failed over"] : columns([["scenario", ...spanNames], ...rows], spanNames.map((_, index) => index + 1));
}

function promiseLines({ promisedMinutes, countsOn, verdict: { breaks, broken }, rehearsed }: Report): readonly string[] {
  const left = rehearsed.flatMap(({ scenario }) => { const why = leftOut(scenario, countsOn); return why === undefined ? [] : [`${scenario.name} is not held against it: ${why}`]; });
  const measured = rehearsed.length - left.length;
  return [
    ...breaks.map(({ scenario, seconds: late }) => `✗ ${scenario}: one run in a hundred ${Number.isFinite(late) ? `takes ${inMinutes(late)} min or more` : "has no end"}, over the ${String(promisedMinutes)} min that recovery.rtoMinutes promises`),
    ...breaks.length === 0 && measured > 0
      ? [`${String(promisedMinutes)} min hold for clients that keep names for as long as they may, in 99 of 100 runs of ${measured === 1 ? "the one scenario" : `each of ${String(measured)} scenarios`}`] : [],
    ...left,
    ...broken.map(({ scenario, invariant, runs }) => `✗ ${scenario}: ${String(runs)} runs break "${invariant}"`),
    ...broken.length === 0 ? ["no invariant was broken"] : [],
  ];
}

function goalLines({ verdict: { goals } }: Report): readonly string[] {
  if (goals.length === 0) return ["they are measured in clean-loss, which was not run"];
  return columns(goals.map(({ what, most, came, met }) => [what, `${most >= 120 ? `${inMinutes(came)} min` : `${tenth(came)} s`}`, `${met ? "within" : "missed:"} ${most >= 120 ? `${inMinutes(most)} min` : `${String(most)} s`}`]), [1]);
}

function tradeLines(trade: readonly Traded[]): readonly string[] {
  const head = ["looks", "role check", "RTO p50", "p90", "p99", "obedient p99", ...silences.map((length) => `${String(length)} s`)];
  return columns([head, ...trade.map(({ periodSeconds, points, failures, rto, promised, alarms }) => [
    `${String(points)} × ${String(periodSeconds)} s`, `${String(failures)} × 10 s`, ...minutesOf(rto), inMinutes(promised.p99), ...silences.map((length) => percent(alarms[length] ?? 0, 1)),
  ])], head.map((_, index) => index));
}

function parameterLines(): readonly string[] {
  return columns(Object.values<Parameter>(parameters).map(({ what, value, unit, source }) => [what, amount(value), unit, source]), [1]);
}

function amount(value: Parameter["value"]): string {
  if (typeof value === "number") return String(value);
  return "median" in value ? `log-normal, median ${String(value.median)}, sigma ${String(value.sigma)}` : `${value.join(" / ")}`;
}

function seconds({ p50, p90, p99 }: Spread): readonly string[] {
  return [tenth(p50), tenth(p90), tenth(p99)];
}

function tenth(value: number): string {
  return value.toFixed(1);
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(0)} %`;
}
