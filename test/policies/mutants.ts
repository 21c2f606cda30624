import { resilienceMutants } from "./resilience-mutants";
import { securityMutants } from "./security-mutants";
import type { Spoil } from "./spoil";

/** A mutant of the real graph of prod, and the one rule that is meant to catch it. */
export interface Mutant {
  readonly rule: string;
  readonly flaw: string;
  /** Type and name of the resource that is spoilt, or planted. */
  readonly on: string;
  readonly spoil: Spoil;
  /** Settings of the rule, where its flaw is one only by them. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The same in a row. */
export type MutantRow = readonly [rule: string, flaw: string, on: string, spoil: Spoil, settings?: Mutant["settings"]];

/** At least one mutant for every rule. */
export const mutants: readonly Mutant[] = [...securityMutants, ...resilienceMutants]
  .map(([rule, flaw, on, spoil, settings]) => ({ rule, flaw, on, spoil, ...(settings !== undefined && { settings }) }));
