import { partsMovedBySwap, type Strategy } from "../../stacks/posture";
import { minutesOf, type Span, spansOf } from "../../stacks/promise";
import { fitSecondsOf, recoveryOf } from "../../stacks/readiness";
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
  const fitted = fits.reduce<Fitted>(({ changed, notes }, fit) => {
    const next = fit(changed);
    return next === undefined ? { changed, notes } : { changed: next.settings, notes: [...notes, next.note] };
  }, { changed: { ...settings, recovery: { ...settings.recovery, strategy } }, notes: [] });
  const spans = spansOf(recoveryOf(fitted.changed), fitSecondsOf(settings.services));
  const minutes = minutesOf(spans);
  const { rtoMinutes } = settings.recovery;
  const keepsPromise = minutes <= rtoMinutes;
  const planned: Settings = keepsPromise ? fitted.changed : { ...fitted.changed, recovery: { ...fitted.changed.recovery, rtoMinutes: minutes } };
  const checked = problemsIn(planned);
  return {
    strategy, settings: planned, spans, minutes, keepsPromise,
    notes: [...fitted.notes, ...keepsPromise ? [] : [`planned with rtoMinutes ${String(minutes)}: the ${String(rtoMinutes)} of this stack would be refused`]],
    refusals: "settings" in checked ? [] : checked.problems.map((problem) => sentence(problem, stack)),
  };
}

interface Fitted {
  readonly changed: Settings;
  readonly notes: readonly string[];
}

/** Makes settings take their strategy, and says how; undefined where nothing is in the way. */
type Fit = (settings: Settings) => { readonly settings: Settings; readonly note: string } | undefined;

const attended: Fit = (settings) => {
  const { recovery } = settings;
  if (recovery.decision === "operator" || partsMovedBySwap(recovery.strategy).length === 0) return undefined;
  return { settings: { ...settings, recovery: { ...recovery, decision: "operator" } }, note: "planned with decision operator: a machine has nothing to fail over to" };
};

const muted: Fit = (settings) => {
  const { readHost, ...domain } = settings.domain;
  if (readHost === undefined || settings.recovery.strategy === "active-active") return undefined;
  return { settings: { ...settings, domain }, note: `planned without ${readHost}, the name for reads: only active-active answers them in both places` };
};

const manned: Fit = (settings) => {
  const { database, recovery: { strategy } } = settings;
  if (database.standbyInstances > 0 || strategy === "pilot-light" || strategy === "backup-restore") return undefined;
  return {
    settings: { ...settings, database: { ...database, standbyInstances: database.instances } },
    note: `planned with database.standbyInstances ${String(database.instances)}: services that run in the standby need one to ask`,
  };
};

const rootless: Fit = (settings) => {
  const { bornIn, ...database } = settings.database;
  if (bornIn === undefined || bornIn === settings.primary || settings.recovery.strategy !== "backup-restore") return undefined;
  return { settings: { ...settings, database }, note: `planned without database.bornIn ${bornIn}: the database stands in the primary alone` };
};

const fits: readonly Fit[] = [attended, muted, manned, rootless];
