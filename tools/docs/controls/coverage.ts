import { readFileSync } from "node:fs";
import path from "node:path";
import { rules } from "../../../policies/pack";
import { decisions } from "./decisions";

/** Names of the four sets, by the key that the data has for each. */
export const sets = {
  fsbp: "AWS Foundational Security Best Practices, of Security Hub", cis: "CIS AWS Foundations Benchmark 5.0.0", checkov: "Checkov, of Terraform's AWS types", cdkNag: "cdk-nag, AwsSolutions",
} as const;
export type SetName = keyof typeof sets;

/** A control, and what becomes of it. */
export interface Coverage {
  readonly control: string;
  /** Empty where the set's licence keeps its words. */
  readonly title: string;
  readonly verdict: "covered" | "deliberately not" | "not applicable" | "undecided";
  /** Rules that keep it, or why none does. */
  readonly by: readonly string[];
}

type Data = Readonly<Record<SetName, readonly (readonly [id: string, title: string])[]>> & { readonly source: readonly string[]; readonly regenerate: string };
const parsed: <T>(text: string) => T = JSON.parse;

/** The controls, with where they come from. */
export const controls = parsed<Data>(readFileSync(path.join(__dirname, "controls.json"), "utf8"));

/** Every control of a set, with the rules that keep it or the reason why none does. */
export function coverageOf(set: SetName): readonly Coverage[] {
  return controls[set].map(([control, title]): Coverage => {
    const by = rules.filter(({ about }) => about.controls.includes(control)).map(({ name }) => name);
    const decision = decisions.find((each) => each.controls.includes(control));
    if (by.length > 0) return { control, title, verdict: "covered", by };
    return decision === undefined ? { control, title, verdict: "undecided", by: [] } : { control, title, verdict: decision.verdict, by: [decision.why] };
  });
}
