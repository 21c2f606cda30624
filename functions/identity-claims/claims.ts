import type { PreTokenGenerationTriggerEvent, PreTokenGenerationV2TriggerEvent, PreTokenGenerationV3TriggerEvent } from "aws-lambda";
import { insistOnWelcome, type BlockPorts } from "../shared/blocks";
import { attributesOf } from "../shared/trigger";

/** Every form of the event: the first knows identity tokens alone, the others access tokens as well, the third those of programs. */
export type TokenEvent = PreTokenGenerationTriggerEvent | PreTokenGenerationV2TriggerEvent | PreTokenGenerationV3TriggerEvent;

/** Claims of a group. */
export interface GroupClaims {
  readonly group: string;
  readonly claims: Readonly<Record<string, string>>;
}

/**
 * Puts the claims of a user's groups into their tokens, and gives a blocked user none: a block ends what was begun before it, too, as soon as
 * the tokens of the moment run out. A program has no groups, and gets what it would get.
 *
 * @param ranked The first of these groups that somebody is in wins where several say something of the same claim.
 * @throws {TurnedAway} when the user is blocked.
 */
export function addClaims(ranked: readonly GroupClaims[], ports: BlockPorts): (event: TokenEvent) => Promise<TokenEvent> {
  return async (event) => {
    if (String(event.triggerSource) === "TokenGeneration_ClientCredentials") return event;
    await insistOnWelcome(attributesOf(event.request)["sub"], ports);
    const claims = claimsOf(event.request.groupConfiguration.groupsToOverride ?? [], ranked);
    return Object.keys(claims).length === 0 ? event : answered(event, claims);
  };
}

/** Claims of somebody in these groups. */
export function claimsOf(groups: readonly string[], ranked: readonly GroupClaims[]): Record<string, string> {
  return Object.fromEntries(ranked.filter(({ group }) => groups.includes(group)).reverse().flatMap(({ claims }) => Object.entries(claims)));
}

/**
 * Groups are handed back as they came: whoever answers without them may take them out of the token.
 * Source: Amazon Cognito Developer Guide, "Pre token generation Lambda trigger", response parameters of each version, groupOverrideDetails.
 */
function answered(event: TokenEvent, claimsToAddOrOverride: Record<string, string>): TokenEvent {
  if (isFirst(event)) return { ...event, response: { claimsOverrideDetails: { claimsToAddOrOverride, groupOverrideDetails: event.request.groupConfiguration } } };
  const both = { idTokenGeneration: { claimsToAddOrOverride }, accessTokenGeneration: { claimsToAddOrOverride } };
  if (isThird(event)) return { ...event, response: { claimsAndScopeOverrideDetails: { ...both, groupOverrideDetails: event.request.groupConfiguration } } };
  return { ...event, response: { claimsAndScopeOverrideDetails: { ...both, groupOverrideDetails: event.request.groupConfiguration } } };
}

const isFirst = (event: TokenEvent): event is PreTokenGenerationTriggerEvent => event.version === "1";
const isThird = (event: Exclude<TokenEvent, PreTokenGenerationTriggerEvent>): event is PreTokenGenerationV3TriggerEvent => event.version === "3";
