import assert from "node:assert/strict";
import { addClaims, type TokenEvent } from "../../../functions/identity-claims/claims";
import { rulesFrom } from "../../../functions/identity-claims/rules";
import { about, ada, FakeBlocks, FakeJoined, FakeLog } from "../shared/people";

const now = (): Date => new Date("2026-11-21T12:00:00Z");
const rules = rulesFrom({ GROUPS: "beta,member", GROUP_CLAIMS: JSON.stringify([{ group: "member", claims: { role: "member" } }]) });
const roles = { iamRolesToOverride: ["arn:aws:iam::111122223333:role/a"], preferredRole: "arn:aws:iam::111122223333:role/a" };

/** A pool that somebody is in some groups of, as one region sees it. */
class World {
  readonly added: string[] = [];
  readonly log = new FakeLog();
  add = (_: string, username: string, group: string): Promise<void> => { this.added.push(`${username} ${group}`); return Promise.resolve(); };

  constructor(readonly joined = new FakeJoined(), readonly region = "us-east-2") {}

  async token(groups: readonly string[] | undefined, version = "2"): Promise<readonly string[] | "as it was"> {
    const request = { userAttributes: ada, groupConfiguration: { ...roles, ...(groups !== undefined && { groupsToOverride: [...groups] }) } };
    const event = { ...about("TokenGeneration_Authentication", version), request, response: {} } as unknown as TokenEvent;
    const ports = { blocks: new FakeBlocks(), joined: this.joined, groups: { add: (...all: [string, string, string]) => this.add(...all) }, region: this.region, log: this.log, now };
    const answer = (await addClaims(rules, ports)(event)).response as Readonly<Record<string, { readonly groupOverrideDetails: typeof request.groupConfiguration }>>;
    const { groupsToOverride, ...rest } = (answer["claimsAndScopeOverrideDetails"] ?? answer["claimsOverrideDetails"])?.groupOverrideDetails ?? {};
    if (groupsToOverride === undefined) return "as it was";
    assert.deepEqual(rest, roles);
    return groupsToOverride;
  }
}

describe("a token of somebody who never joined the groups of all", () => {
  it("has them already, in whatever form, and the pool has them from then on", async () => {
    for (const version of ["1", "2", "3"]) {
      const world = new World();
      assert.deepEqual(await world.token(["us-east-2_AbCdEfGhI_Google"], version), ["us-east-2_AbCdEfGhI_Google", "beta", "member"]);
      assert.deepEqual([world.added, await world.joined.of(ada.sub)], [[`${ada.sub} beta`, `${ada.sub} member`], ["beta", "member"]]);
    }
    assert.deepEqual(await new World().token(undefined), ["beta", "member"]);
  });

  it("brings in nobody twice: who was taken out stays out, and who misses one joins that one", async () => {
    const world = new World();
    await world.joined.note(ada.sub, ["member"]);
    assert.deepEqual([await world.token([]), await world.token([]), world.added], [["beta"], "as it was", [`${ada.sub} beta`]]);
  });

  it("asks nobody about who is in all of them", async () => {
    const joined = Object.assign(new FakeJoined(), { of: () => Promise.reject(new Error("asked")) });
    const world = new World(joined);
    assert.deepEqual([await world.token(["member", "beta"]), world.log.lines], [["member", "beta"], []]);
  });

  it("has them where the pool is a replica, which is asked for no change", async () => {
    const world = new World(new FakeJoined(), "us-west-2");
    assert.deepEqual([await world.token([]), world.added, await world.joined.of(ada.sub), world.log.lines], [["beta", "member"], [], [], []]);
  });

  it("is not kept from them by a pool that takes no change now, and the next one tries again", async () => {
    const world = new World();
    const { add } = world;
    world.add = () => Promise.reject(new Error("slow down"));
    assert.deepEqual([await world.token([]), await world.joined.of(ada.sub)], [["beta", "member"], []]);
    assert.deepEqual(world.log.lines, [["error", "the user has not joined the groups of all: the next token tries again"]]);
    world.add = add;
    assert.deepEqual([await world.token([]), await world.joined.of(ada.sub)], [["beta", "member"], ["beta", "member"]]);
  });

  it("is as the pool has it while nobody can say what they joined", async () => {
    const world = new World(Object.assign(new FakeJoined(), { of: () => Promise.reject(new Error("gone")) }));
    assert.deepEqual([await world.token([]), world.added, world.log.lines], ["as it was", [], [["error", "nobody knows what the user has joined: the token has the groups of the pool alone"]]]);
  });

  it("does not wait for a table or a pool that says nothing", async () => {
    const silence = () => new Promise<never>(() => undefined);
    const table = new World(Object.assign(new FakeJoined(), { of: silence }));
    const pool = Object.assign(new World(), { add: silence });
    const since = performance.now();
    assert.deepEqual(await Promise.all([table.token([]), pool.token([])]), ["as it was", ["beta", "member"]]);
    assert.equal(performance.now() - since < 1_900, true);
  }).timeout(5_000);
});
