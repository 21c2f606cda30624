import assert from "node:assert/strict";
import { type MemoryPlace } from "./memory-place";
import { type Proof, type Tokens } from "./memory-sign-in";
import { Refused, type Account } from "./pool-world";

export const ada = "ada@example.com";
export const password = "Correct-horse-battery-1";
export const right: Extract<Proof, { by: "password" }> = { by: "password", password };

/** The word that Cognito refuses by. */
export async function refused(what: Promise<unknown>): Promise<string> {
  try {
    await what;
    return "let in";
  } catch (error) {
    if (error instanceof Refused) return error.word === "UserLambdaValidationException" ? error.message : error.word;
    throw error;
  }
}

/** What tokens are good for: calls of the place's APIs, credentials there, and new tokens. */
export async function goodFor(place: MemoryPlace, tokens: Tokens, account: Account): Promise<void> {
  const { sub = "" } = account.attributes;
  for (const token of [tokens.id, tokens.access]) {
    const caller = await place.verify(token);
    assert.deepEqual([caller?.sub, caller?.groups], [sub, JSON.stringify(account.groups)]);
  }
  const { role, tags } = place.credentials(tokens.id);
  assert.match(role, new RegExp(`/${place.facts.place}-identity-people-group-member-`));
  assert.deepEqual(tags, { sub });
  const { id } = await place.web.refresh(tokens.refresh);
  assert.equal((await place.verify(id))?.sub, sub);
}
