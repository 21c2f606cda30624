import * as z from "zod";
import { unfilled, type Placeholder } from "../../stacks/placeholders";
import { problemsIn } from "../../stacks/settings/parse";
import { Settings } from "../../stacks/settings/schema";
import type { PlaceView } from "./graph/places";

/** What a preview says about a stack beside its resources. */
export interface StackView {
  readonly places: readonly PlaceView[];
  readonly strategy: string;
  readonly unfilled: readonly Placeholder[];
}

const namespace = "understudy:";

/** What settings say of places, roles and what is missing. A program with other settings has none of it, and is shown without. */
export function stackView(config: Readonly<Record<string, string>>): StackView {
  const own = Object.entries(config).filter(([key]) => key.startsWith(namespace)).map(([key, value]) => [key.slice(namespace.length), value] as const);
  const checked = problemsIn(Object.fromEntries(own.map(([key, text]) => [key, isText(key) ? text : valueIn(text)])));
  if (!("settings" in checked)) return { places: [], strategy: "", unfilled: [] };
  const { places, primary, recovery } = checked.settings;
  return {
    places: places.map(({ key, region, cidr }) => ({ key, region, cidr, role: key === primary ? "primary" : "standby" })),
    strategy: recovery.strategy, unfilled: unfilled(checked.settings),
  };
}

/** Configuration is text; where the schema wants text it stays, so that an account may start with a zero. */
function isText(key: string): boolean {
  const schema = Object.entries(Settings.shape).find(([name]) => name === key)?.[1];
  return schema instanceof z.ZodString || schema instanceof z.ZodEnum;
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
