import { ConfigError, readConfig, type StackSettings } from "../recorder/config";
import { Refusal } from "./refusal";

/**
 * Settings of a stack of the project, with what replaces them for this run.
 *
 * @throws {Refusal} with everything that is wrong with the files.
 */
export function readStack(directory: string, { stack, set }: { readonly stack: string; readonly set: readonly string[] }): StackSettings {
  try {
    return readConfig({ projectDir: directory, stack, set });
  } catch (error) {
    throw error instanceof ConfigError ? new Refusal(error.problems) : error;
  }
}
