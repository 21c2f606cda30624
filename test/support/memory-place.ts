import { verifierOf } from "../../functions/token-authorizer/verifier";
import type { Caller } from "../../functions/token-authorizer/caller";
import { claimsOf, FakeIssuer, FakeKept } from "../functions/shared/tokens";
import { MemoryPool } from "./memory-pool";
import { MemorySignIns } from "./memory-sign-in";
import { poolIn, type PoolFacts } from "./pool-facts";
import { People, Refused } from "./pool-world";

/** Temporary credentials, as far as policies can tell them apart. */
export interface Credentials {
  readonly role: string;
  readonly tags: Readonly<Record<string, unknown>>;
}

/** Where people come in, in memory: a place's pool, what verifies its tokens, and what gives credentials for them. */
export class MemoryPlace {
  readonly pool: MemoryPool;
  readonly web: MemorySignIns;

  constructor(readonly facts: PoolFacts, private readonly people: People) {
    this.pool = new MemoryPool(facts, people);
    this.web = new MemorySignIns(this.pool, "web");
  }

  /** Says who a token speaks for, with the keys that the place has kept and with whatever issuer still answers. */
  verify(token: string): Promise<Caller | undefined> {
    const { ISSUERS = "[]", CLIENT_IDS = "[]", PLACES = "[]" } = this.facts.authorizer.environment;
    const [issuers, clientIds, places] = [ISSUERS, CLIENT_IDS, PLACES].map((text) => JSON.parse(text) as string[]);
    const all = Object.values(this.people.signers).map(({ publicKey }) => publicKey);
    const kept = Object.fromEntries(this.people.places.map((place) => [place, this.people.lost.has(place) ? undefined : all]));
    return verifierOf({ issuers: issuers ?? [], clientIds: clientIds ?? [], places: places ?? [] }, { kept: new FakeKept(kept), issuer: new FakeIssuer({}), now: () => Date.now() })(token);
  }

  /**
   * What somebody may be in AWS: the role of the first group that fits, or the common one, if its trust policy lets this identity pool's people in.
   * Source: Amazon Cognito Developer Guide, "Role-based access control", rules; "Using attributes for access control".
   */
  credentials(idToken?: string): Credentials {
    if (this.people.lost.has(this.facts.place)) throw new Refused("NetworkError");
    const { people } = this.facts;
    const { id, guests, providers, rules, authenticated, tags } = people;
    if (idToken === undefined) throw new Refused(guests ? "no test for guests" : "NotAuthorizedException");
    const claims = claimsOf(idToken);
    const issuer = String(claims["iss"]).replace("https://", "");
    if (!providers.some(({ clientId, providerName }) => clientId === claims["aud"] && providerName === issuer)) throw new Refused("NotAuthorizedException");
    const rule = rules[`${issuer}:${String(claims["aud"])}`]?.find(({ claim, value }) => JSON.stringify(claims[claim] ?? []).includes(value));
    const role = rule?.roleArn ?? authenticated;
    const lets = (action: string): boolean => people.trusts(role).some(({ Action, Condition }) => Action === action
      && Condition.StringEquals["cognito-identity.amazonaws.com:aud"] === id && Condition["ForAnyValue:StringLike"]["cognito-identity.amazonaws.com:amr"] === "authenticated");
    if (!lets("sts:AssumeRoleWithWebIdentity") || !lets("sts:TagSession")) throw new Refused("AccessDenied");
    return { role, tags: Object.fromEntries(Object.entries(tags).map(([tag, claim]) => [tag, claims[claim]])) };
  }
}

/** Both places of a stack, and the people that they share. */
export async function bothPlaces(set: readonly string[] = []): Promise<{ readonly use2: MemoryPlace; readonly usw2: MemoryPlace; readonly people: People }> {
  const people = new People(["use2", "usw2"]);
  const [use2, usw2] = [new MemoryPlace(await poolIn("use2", set), people), new MemoryPlace(await poolIn("usw2", set), people)];
  return { use2, usw2, people };
}
