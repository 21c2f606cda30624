import assert from "node:assert/strict";
import { copiesFor, withCopies } from "../../bench/copies";
import { problemsIn } from "../../stacks/settings/parse";
import { Settings } from "../../stacks/settings/schema";
import { stackFile } from "../support/settings";

const prod = () => Settings.parse(stackFile("prod"));

describe("bench/copies", () => {
  it("adds services that differ from the first by key, path and rank alone", () => {
    const { services: { app } } = prod();
    assert.ok(app);
    const like = (paths: string[], priority: number) => ({ ...app, route: { host: "app", paths, priority } });
    assert.deepEqual(withCopies({ app }, "app", 3), { app: like([], 50_000), copy2: like(["/copy2/*"], 1), copy3: like(["/copy3/*"], 2) });
  });

  it("takes no rank that another service has, and leaves that service as it is", () => {
    const { services: { app } } = prod();
    assert.ok(app);
    const other = { ...app, route: { host: "other", paths: [], priority: 1 } };
    const copied = withCopies({ app, other }, "app", 2);
    assert.deepEqual([copied["other"], copied["copy2"]?.route.priority], [other, 2]);
  });

  it("makes settings that prod accepts, at every size that is measured", () => {
    const settings = prod();
    for (const copies of [1, 2, 32]) {
      assert.deepEqual(Object.keys(problemsIn({ ...settings, services: withCopies(settings.services, "app", copies) })), ["settings"]);
    }
  });

  it("refuses to copy a service that is not there", () => {
    assert.throws(() => withCopies(prod().services, "web", 2), { name: "RangeError", message: "no service web: want one of app" });
  });

  it("finds the fewest copies that make so many resources", () => {
    const counts = [{ copies: 4, resources: 411 }, { copies: 1, resources: 273 }];
    assert.deepEqual([200, 273, 274, 319, 400, 411, 412].map((resources) => copiesFor(resources, counts)), [1, 1, 2, 2, 4, 4, 5]);
  });

  it("cannot tell growth from one count", () => {
    assert.throws(() => copiesFor(400, [{ copies: 1, resources: 273 }]), { name: "RangeError", message: "want counts of two numbers of copies" });
  });
});
