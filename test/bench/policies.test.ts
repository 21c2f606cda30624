import assert from "node:assert/strict";
import { exponentOf, judgementsOf, reportOf, type Measured } from "../../bench/policies/figures";
import { stackOf } from "../../bench/policies/graphs";

/** Time through the server that grows with this power of the resources. */
function measured({ power = 1, library = 0.3, boot = 800, added = 3000 } = {}): Measured {
  const sizes = [1000, 2000, 10_000].map((resources) => ({
    resources, library: [resources * library, resources * library * 1.1, 1], served: [2000 * (resources / 1000) ** power], server: [1000 * (resources / 1000) ** power],
  }));
  return { sizes, boot: [boot], preview: { resources: 1200, with: [4000 + added], without: [4000] } };
}
const met = (options: Parameters<typeof measured>[0]): readonly boolean[] => judgementsOf(measured(options)).map((each) => each.met);

describe("bench/policies", () => {
  it("is content with time that grows straight and keeps to the targets", () => {
    assert.deepEqual(met({}), [true, true, true, true]);
  });
  it("says which target is missed", () => {
    assert.deepEqual(met({ library: 0.51 }), [false, true, true, true]);
    assert.deepEqual(met({ power: 1.2 }), [true, false, true, true]);
    assert.deepEqual(met({ boot: 1001 }), [true, true, false, true]);
    assert.deepEqual(met({ added: 4503 }), [true, true, true, false]);
  });
  it("prints what each size takes, with rules and without", () => {
    assert.deepEqual(reportOf(measured()).slice(0, 4), [
      "resources  library  through the server  server alone",
      "     1000   0.30 s              2.00 s        1.00 s",
      "     2000   0.60 s              4.00 s        2.00 s",
      "    10000   3.00 s             20.00 s       10.00 s",
    ]);
  });
  it("tells by the exponent how steep the growth is", () => {
    assert.equal(exponentOf(measured({ power: 2 }).sizes).toFixed(3), "2.000");
    assert.throws(() => exponentOf([]), /two sizes/);
  });
  it("makes a stack of any size out of graphs, the last cut off", () => {
    const graph = (name: string) => ({ project: name, stack: "prod", outputs: {}, resources: [1, 2, 3].map((rank) => ({ urn: `urn:${name}:${String(rank)}`, type: "a:b:C", custom: true, inputs: {}, outputs: {} })) });
    assert.deepEqual(stackOf([graph("a"), graph("b")], 4).resources.map(({ urn }) => urn), ["urn:a:1", "urn:a:2", "urn:a:3", "urn:b:1"]);
    assert.throws(() => stackOf([], 4), /at least one/);
  });
});
