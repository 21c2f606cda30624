"use strict";
// The SDK alone: as many resources as it is told, with mocks in place of the engine. Plain JavaScript, so that no compiler is measured.

const assert = require("node:assert/strict");
const pulumi = require("@pulumi/pulumi");

const [components, customs] = process.argv.slice(2).map(Number);
let registered = 0;
pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => {
    registered += 1;
    return { id: `${name}-id`, state: { ...inputs, arn: `arn:aws:bench:us-east-2:123456789012:item/${name}` } };
  },
  call: ({ inputs }) => inputs,
}, "bare", "bench");

class Group extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("bench:index:Group", name, {}, opts);
    this.registerOutputs({});
  }
}

class Item extends pulumi.CustomResource {
  constructor(name, inputs, opts) {
    super("bench:index:Item", name, { ...inputs, arn: undefined }, opts);
  }
}

/** Six inputs of 400 bytes in all, two of them from other resources: what a resource has on average in the graph of prod with copies. */
function inputsOf(name, shared, neighbour) {
  return {
    name,
    description: "Stands for a resource of the platform that has as much to say.",
    settings: { enabled: true, limit: 60, names: ["first", "second", "third"], window: { minutes: 5 } },
    tags: { Name: name, capability: "bench", part: "item" },
    roleArn: shared?.arn ?? "none",
    parentArn: neighbour?.arn ?? "none",
  };
}

const top = new Group("top");
const groups = [top, ...Array.from({ length: components - 1 }, (_, index) => new Group(`group-${index}`, { parent: top }))];
const items = [];
/** Resources that many others refer to, like a key or a role. */
const shared = 20;
for (let index = 0; index < customs; index++) {
  const name = `group-${index % groups.length}-item-${index}`;
  items.push(new Item(name, inputsOf(name, items[index % shared], items[index - groups.length]), { parent: groups[index % groups.length] }));
}

pulumi.runtime.disconnect().then(() => assert.equal(registered, components + customs));
