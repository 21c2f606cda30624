import { Refusal } from "../preview/refusal";
import { isObject } from "../recorder/property";
import type { Options } from "./options";

type Json = Readonly<Record<string, unknown>>;

/**
 * What applications are set up with, out of a stack's outputs.
 *
 * @throws {Refusal} where the outputs have none.
 */
export function configIn(outputs: Json): Json {
  const config = outputs["clientConfig"];
  if (!isObject(config) || !isObject(config["places"])) throw new Refusal(["the outputs have no clientConfig with places: want those of this program, from `pulumi stack output --json`"]);
  return config;
}

/**
 * All of it, or one `amplify_outputs.json`.
 *
 * @throws {Refusal} where there is no such place or application.
 */
export function chosen(config: Json, { place, app }: Pick<Options, "app" | "place">): unknown {
  if (place === undefined || app === undefined) return config;
  const ofPlace = pick(config["places"], place, "place");
  return pick(ofPlace, app, "application");
}

function pick(from: unknown, key: string, what: string): unknown {
  const all = isObject(from) ? from : {};
  if (!(key in all)) throw new Refusal([`there is no ${what} ${key}: want one of ${Object.keys(all).join(", ")}`]);
  return all[key];
}
