import { adviceOn } from "../../stacks/advice";
import { unfilled, type Placeholder } from "../../stacks/placeholders";
import { decode } from "../../stacks/settings/decode";
import { problemsIn } from "../../stacks/settings/parse";
import { sentence } from "../../stacks/settings/problems";
import type { Settings } from "../../stacks/settings/schema";
import type { StackSettings } from "../recorder/config";
import type { PlaceView } from "./graph/places";
import { Refusal } from "./refusal";

/** What a preview says about a stack beside its resources. */
export interface StackView {
  readonly places: readonly PlaceView[];
  readonly strategy: string;
  readonly unfilled: readonly Placeholder[];
  /** What AWS takes and advises against, one sentence each. */
  readonly advice: readonly string[];
}

/** What settings say of places, roles and what is missing. A program with other settings has none of it, and is shown without. */
export function stackView(config: Readonly<Record<string, string>>): StackView {
  const checked = problemsIn(decode(config));
  if (!("settings" in checked)) return { places: [], strategy: "", unfilled: [], advice: [] };
  const { places, primary, recovery } = checked.settings;
  return {
    places: places.map(({ key, region, cidr }) => ({ key, region, cidr, role: key === primary ? "primary" : "standby" })),
    strategy: recovery.strategy, unfilled: unfilled(checked.settings, config), advice: adviceOn(checked.settings),
  };
}

/**
 * Settings of a stack that are fit for a deployment.
 *
 * @throws {Refusal} with everything that is wrong with them.
 */
export function checkedSettings({ config, stack }: StackSettings): Settings {
  const checked = problemsIn(decode(config));
  if ("settings" in checked) return checked.settings;
  throw new Refusal(checked.problems.map((problem) => sentence(problem, stack)));
}
