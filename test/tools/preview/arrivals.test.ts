import assert from "node:assert/strict";
import { Arrivals } from "../../../tools/preview/arrivals";
import { resource } from "./graphs";

const [one, two, three] = [resource("log", "one"), resource("log", "two"), resource("log", "three")];

describe("resources that arrive while the program runs", () => {
  it("wait for whoever takes them, then go there at once, none lost or twice", () => {
    const arrivals = new Arrivals();
    const taken: string[][] = [];
    arrivals.add([one]);
    arrivals.add([two]);
    arrivals.handTo((resources) => { taken.push(resources.map(({ urn }) => urn)); });
    arrivals.add([three]);
    assert.deepEqual(taken, [[one.urn, two.urn], [three.urn]]);
  });
});
