import type { Strategy } from "../../stacks/posture";
import { partsMovedBySwap } from "../../stacks/posture";
import { minutesOf, type Span, spansOf } from "../../stacks/promise";
import { fitSecondsOf } from "../../stacks/readiness";
import { problemsIn } from "../../stacks/settings/parse";
import { sentence } from "../../stacks/settings/problems";
import type { Settings } from "../../stacks/settings/schema";

/** Settings of a stack under another strategy, changed as little as that strategy takes. */
export interface Variant {
  readonly strategy: Strategy;
  readonly settings: Settings;
  /** Spans of an outage, and what they add up to in minutes. */
  readonly spans: readonly Span[];
  readonly minutes: number;
  /** True where that is within what the stack promises. */
  readonly keepsPromise: boolean;
  /** What else had to change, a sentence each. */
  readonly notes: readonly string[];
  /** Why the settings are refused all the same; empty where they are not. */
  readonly refusals: readonly string[];
}

/** The settings of a stack under a strategy. A promise that the strategy breaks is raised, so that it can be planned, and told. */
export function variantOf(settings: Settings, strategy: Strategy, stack: string): Variant {
  const rebuilds = partsMovedBySwap(strategy).length > 0;
  const attended = rebuilds && settings.recovery.decision === "automatic";
  const recovery = { ...settings.recovery, strategy, ...(attended && { decision: "operator" as const }) };
  const spans = spansOf(recovery, fitSecondsOf(settings.services));
  const minutes = minutesOf(spans);
  const { rtoMinutes } = settings.recovery;
  const { readHost, ...unread } = settings.domain;
  const muted = readHost !== undefined && strategy !== "active-active";
  const changed: Settings = { ...settings, recovery: { ...recovery, rtoMinutes: Math.max(rtoMinutes, minutes) }, domain: muted ? unread : settings.domain };
  const checked = problemsIn(changed);
  return {
    strategy, settings: changed, spans, minutes, keepsPromise: minutes <= rtoMinutes,
    notes: [
      ...minutes <= rtoMinutes ? [] : [`planned with rtoMinutes ${String(minutes)}: the ${String(rtoMinutes)} of this stack would be refused`],
      ...attended ? ["planned with decision operator: a machine has nothing to fail over to"] : [],
      ...muted ? [`planned without ${readHost}, the name for reads: only active-active answers them in both places`] : [],
    ],
    refusals: "settings" in checked ? [] : checked.problems.map((problem) => sentence(problem, stack)),
  };
}

/** The settings after the roles have swapped. */
export function swapped(settings: Settings): Settings {
  const other = settings.places.find(({ key }) => key !== settings.primary);
  return { ...settings, primary: other?.key ?? settings.primary, epoch: settings.epoch + 1 };
}

/** A stack's configuration with its settings replaced, as the engine would hand it over. */
export function configOf(config: Readonly<Record<string, string>>, settings: Settings): Readonly<Record<string, string>> {
  const texts = Object.entries(settings).map(([key, value]) => [`understudy:${key}`, typeof value === "string" ? value : JSON.stringify(value)] as const);
  return { ...config, ...Object.fromEntries(texts) };
}
