import assert from "node:assert/strict";
import { problemsIn } from "../../../stacks/settings/parse";
import { type Settings } from "../../../stacks/settings/schema";

export { asConfig, stackFile, withValue } from "../../support/settings";

/** Settings from plain data. Fails where the data is refused. */
export function settingsFrom(data: Record<string, unknown>): Settings {
  const checked = problemsIn(data);
  assert.ok("settings" in checked, JSON.stringify(checked));
  return checked.settings;
}
