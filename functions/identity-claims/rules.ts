import { settings } from "../shared/environment";
import { isObject, isTexts, parsed } from "../shared/json";
import type { ClaimRules, GroupClaims } from "./claims";

/**
 * Rules out of the environment.
 *
 * @throws {Error} when the claims are none.
 */
export function rulesFrom(environment: Readonly<Record<string, string | undefined>>): ClaimRules {
  const { GROUPS: groups = "" } = environment;
  return { ranked: rankedFrom(settings(environment, ["GROUP_CLAIMS"])("GROUP_CLAIMS")), everybody: groups === "" ? [] : groups.split(",") };
}

/**
 * Claims by group, the first group before the others, out of JSON.
 *
 * @throws {Error} when it is none.
 */
export function rankedFrom(text: string): readonly GroupClaims[] {
  const value = parsed(text);
  if (!Array.isArray(value) || !value.every(isGroupClaims)) {
    throw new Error('GROUP_CLAIMS is no list of claims: want JSON such as [{"group":"operator","claims":{"role":"operator"}}]');
  }
  return value;
}

function isGroupClaims(value: unknown): value is GroupClaims {
  return isObject(value) && typeof value["group"] === "string" && isTexts(value["claims"]);
}
