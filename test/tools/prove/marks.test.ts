import assert from "node:assert/strict";
import { type Graph, nameOf, type ResourceState } from "../../../tools/recorder/graph";
import { Homes } from "../../../tools/prove/homes";
import { literalsIn, namesOf } from "../../../tools/prove/literals";
import { Marks } from "../../../tools/prove/marks";

const places = [{ key: "use2", region: "us-east-2", cidr: "10.20.0.0/16" }, { key: "usw2", region: "us-west-2", cidr: "10.30.0.0/16" }];
const names = places.map(namesOf);

function resource(name: string, id: string, more: Partial<ResourceState> = {}): ResourceState {
  return { urn: `urn:pulumi:prod::understudy::aws:sqs/queue:Queue::${name}`, type: "aws:sqs/queue:Queue", custom: true, id, inputs: {}, outputs: {}, ...more };
}

function found(resources: readonly ResourceState[], text: string): readonly (readonly string[])[] {
  const graph: Graph = { project: "understudy", stack: "prod", resources, outputs: {} };
  const marks = new Marks(resources, new Homes(graph, places.map(({ key }) => key)), names);
  return marks.in(text).map(({ start, end, owners }) => [text.slice(start, end), ...owners.map((owner) => `${nameOf(owner.resource)}.${owner.property}`)]);
}

describe("marks of answers", () => {
  it("are found wherever they stand in a text, the longest only", () => {
    const queue = resource("use2-orders", "orders-0a1b2c3", { outputs: { arn: "arn:aws:sqs:us-east-2:123456789012:orders-0a1b2c3" } });
    assert.deepEqual(found([queue], "send to arn:aws:sqs:us-east-2:123456789012:orders-0a1b2c3/* or orders-0a1b2c3"), [
      ["arn:aws:sqs:us-east-2:123456789012:orders-0a1b2c3", "use2-orders.arn"], ["orders-0a1b2c3", "use2-orders.id"],
    ]);
  });

  it("are not what the program chose itself, unless the place is in it", () => {
    const given = (id: string): ResourceState => resource("use2-orders", id, { inputs: { name: id }, outputs: { name: id } });
    assert.deepEqual(found([given("orders-2026")], "orders-2026"), []);
    assert.deepEqual(found([given("orders-use2")], "orders-use2"), [["orders-use2", "use2-orders.id"]]);
  });

  it("are not words that say nothing about their origin", () => {
    const words = ["default", "RSA_2048", "us-east-2a", "123456789012", "PENDING", "x1y2z"];
    assert.deepEqual(words.map((word) => found([resource("use2-orders", word)], `a ${word} b`)), words.map(() => []));
  });

  it("are not what both places answer, nor what many resources of one do", () => {
    assert.deepEqual(found([resource("use2-a", "same-0001"), resource("usw2-a", "same-0001")], "same-0001"), []);
    const many = ["a", "b", "c", "d"].map((letter) => resource(`use2-${letter}`, `id-of-${letter}-1`, { outputs: { engine: "version 17.7" } }));
    assert.deepEqual(found(many, "version 17.7"), []);
    assert.equal(found(many.slice(1), "version 17.7")[0]?.length, 4);
  });

  it("do not end in the middle of an address", () => {
    const gateway = resource("use2-gateway", "18.220.1.1");
    assert.deepEqual(found([gateway], "18.220.1.12 118.220.1.1"), []);
    assert.deepEqual(found([gateway], "18.220.1.1/32"), [["18.220.1.1", "use2-gateway.id"]]);
  });
});

describe("literals that name a place", () => {
  const words = (text: string): readonly string[] => literalsIn(text, namesOf({ key: "use2", region: "us-east-2", cidr: "10.20.0.0/20" })).map(({ word }) => word);

  it("are its region, zones, key, AWS's DNS zones, and addresses in its block, in the words around them", () => {
    assert.deepEqual(words("call https://sqs.us-east-2.amazonaws.com/ in us-east-2a as (app-use2), via Z3AADJGX6KTTL2 or 10.20.15.255"), [
      "https://sqs.us-east-2.amazonaws.com/", "us-east-2a", "app-use2", "Z3AADJGX6KTTL2", "10.20.15.255",
    ]);
    assert.deepEqual(words("pool us-east-2_Ab1Cd2 in 10.20.0.0/24"), ["us-east-2_Ab1Cd2", "10.20.0.0/24"]);
  });

  it("are none in what only looks alike", () => {
    assert.deepEqual(words("us-east-22 us-west-2 use25 reuse2 10.19.255.255 10.20.16.0 10.200.0.1 110.20.0.1 2.10.20.0.1.5"), []);
  });
});
