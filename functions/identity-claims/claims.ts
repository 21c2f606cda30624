import type { PreTokenGenerationTriggerEvent, PreTokenGenerationV2TriggerEvent, PreTokenGenerationV3TriggerEvent } from "aws-lambda";
import { insistOnWelcome, type BlockPorts } from "../shared/blocks";
import { joinLate, type JoinPorts } from "../shared/joining";
import { attributesOf } from "../shared/trigger";

/** Every form of the event: the first knows identity tokens alone, the others access tokens as well, the third those of programs. */
export type TokenEvent = PreTokenGenerationTriggerEvent | PreTokenGenerationV2TriggerEvent | PreTokenGenerationV3TriggerEvent;

/** Claims of a group. */
export interface GroupClaims {
  readonly group: string;
  readonly claims: Readonly<Record<string, string>>;
}

export interface ClaimRules {
  /** The first of these groups that somebody is in wins where several say something of the same claim. */
  readonly ranked: readonly GroupClaims[];
  /** Groups that everybody joins, each once. */
  readonly everybody: readonly string[];
}

/** What a token that is about to be made needs of the world. */
export interface ClaimPorts extends BlockPorts, JoinPorts {
  /** Where this runs. */
  readonly region: string;
}

/**
 * Puts the claims of a user's groups into their tokens, and gives a blocked user none: a block ends what was begun before it, too, as soon as
 * the tokens of the moment run out. Who has not joined the groups of all does so here: of those whom another system knew, or an administrator created, nothing is asked after a
 * sign-up. A program has no groups, and gets what it would get.
 *
 * Source: Amazon Cognito Developer Guide, "Post confirmation Lambda trigger": not for accounts that were created with administrator credentials.
 * @throws {TurnedAway} when the user is blocked.
 */
export function addClaims({ ranked, everybody }: ClaimRules, ports: ClaimPorts): (event: TokenEvent) => Promise<TokenEvent> {
  return async (event) => {
    if (String(event.triggerSource) === "TokenGeneration_ClientCredentials") return event;
    await insistOnWelcome(attributesOf(event.request)["sub"], ports);
    const groups = event.request.groupConfiguration.groupsToOverride ?? [];
    const joined = await joinLate(event, everybody.filter((group) => !groups.includes(group)), ports);
    const claims = claimsOf([...groups, ...joined], ranked);
    return Object.keys(claims).length === 0 && joined.length === 0 ? event : answered(event, claims, [...groups, ...joined]);
  };
}

/** Claims of somebody in these groups. */
export function claimsOf(groups: readonly string[], ranked: readonly GroupClaims[]): Record<string, string> {
  return Object.fromEntries(ranked.filter(({ group }) => groups.includes(group)).reverse().flatMap(({ claims }) => Object.entries(claims)));
}

/**
 * Groups are handed back with all that came of them: whoever answers without them may take them out of the token.
 * Source: Amazon Cognito Developer Guide, "Pre token generation Lambda trigger", response parameters of each version, groupOverrideDetails.
 */
function answered(event: TokenEvent, claimsToAddOrOverride: Record<string, string>, groupsToOverride: string[]): TokenEvent {
  const both = { idTokenGeneration: { claimsToAddOrOverride }, accessTokenGeneration: { claimsToAddOrOverride } };
  if (isFirst(event)) {
    return { ...event, response: { claimsOverrideDetails: { claimsToAddOrOverride, groupOverrideDetails: { ...event.request.groupConfiguration, groupsToOverride } } } };
  }
  if (isThird(event)) return { ...event, response: { claimsAndScopeOverrideDetails: { ...both, groupOverrideDetails: { ...event.request.groupConfiguration, groupsToOverride } } } };
  return { ...event, response: { claimsAndScopeOverrideDetails: { ...both, groupOverrideDetails: { ...event.request.groupConfiguration, groupsToOverride } } } };
}

const isFirst = (event: TokenEvent): event is PreTokenGenerationTriggerEvent => event.version === "1";
const isThird = (event: Exclude<TokenEvent, PreTokenGenerationTriggerEvent>): event is PreTokenGenerationV3TriggerEvent => event.version === "3";
