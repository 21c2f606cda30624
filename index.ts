import { outputsOf } from "./stacks/outputs";
import { Platform } from "./stacks/platform";
import { readSettings } from "./stacks/settings";

const settings = readSettings();
const platform = new Platform("platform", settings);

/** What the stack tells its operators; `stacks/outputs.ts` explains each. */
export const { primary, epoch, urls, apiUrl, nameServers, places, recovery, clientConfig } = outputsOf(platform, settings);
