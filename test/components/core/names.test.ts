import assert from "node:assert/strict";
import { fits, longestName, nameLimits, nameProblems, type NamedKind } from "../../../components/core/names";

describe("names", () => {
  it("leaves room for Pulumi's suffix of eight characters, whatever is named", () => {
    for (const kind of Object.keys(nameLimits) as NamedKind[]) {
      const longest = "n".repeat(longestName(kind));
      assert.equal(`${longest}-1a2b3c4`.length, nameLimits[kind], kind);
      assert.deepEqual([fits(kind, longest), fits(kind, `${longest}n`)], [true, false], kind);
    }
  });

  it("accepts words in kebab case", () => {
    assert.deepEqual(["use2", "use2-service", "use2-network-private-a"].flatMap((name) => nameProblems("iamRole", name)), []);
  });

  for (const name of ["", "Use2", "2use", "use2_service", "use2--service", "use2-", "-use2"]) {
    it(`refuses ${JSON.stringify(name)} as a name`, () => {
      assert.deepEqual(nameProblems("iamRole", name),
        [`${name} is no name: want lower-case words and digits with single hyphens between, such as use2-service`]);
    });
  }

  it("says how much shorter a name has to be, and what to shorten", () => {
    assert.deepEqual(nameProblems("loadBalancer", "use2-service-balancer-public"), [
      "use2-service-balancer-public has 28 characters: want 24 at most, so that a loadBalancer has room for its suffix; " +
        "shorten the place's key or the part that an owner named",
    ]);
  });
});
