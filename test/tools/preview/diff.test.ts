import assert from "node:assert/strict";
import { join } from "node:path";
import { forcingFrom } from "../../../tools/preview/diff/forcing";
import { planOf } from "../../../tools/preview/diff/plan";
import { plainPaper } from "../../../tools/preview/render/paint";
import { planLines, planSummary } from "../../../tools/preview/render/plan";
import { type Graph, type ResourceState, secretMark, secretSig } from "../../../tools/recorder/graph";
import { graphOf, platform, resource, urnOf, withChange } from "./graphs";

const forcing = forcingFrom(join(__dirname, "../../../node_modules"));

/** The plan from one graph to another, as the operator reads it. */
function planned(before: Graph, after: Graph): readonly string[] {
  return planLines(planOf(before, after, forcing), "prod.json", plainPaper);
}

/** A state with inputs of the given resource merged over what it has. */
function inputs(more: Readonly<Record<string, unknown>>): (found: ResourceState) => ResourceState {
  return (found) => ({ ...found, inputs: { ...found.inputs, ...more } });
}

const secret = (value: unknown): unknown => ({ [secretSig]: secretMark, value });
const logs = (row: Partial<ResourceState>): Graph => graphOf(resource("log", "logs", row));

describe("planOf", () => {
  it("sees no change where only IDs and ARNs are others, and says so", () => {
    assert.deepEqual(planned(platform({ salt: "real" }), platform({ salt: "made-up" })), ["Changes   against prod.json: no changes, 15 resources"]);
  });

  it("calls a role swap what it is: sizes that change in place", () => {
    assert.deepEqual(planned(platform({ primary: "use2" }), platform({ primary: "usw2" })), [
      "Changes   against prod.json: 2 to update, 13 unchanged",
      "   ~ use2-service-scaling  aws:appautoscaling:Target", "       minCapacity: 4 → 2",
      "   ~ usw2-service-scaling  aws:appautoscaling:Target", "       minCapacity: 2 → 4",
    ]);
  });

  it("replaces what cannot change in place, and with it whatever cannot leave it", () => {
    const before = withChange(platform(), "use2-network", inputs({ cidrBlock: "10.99.0.0/16" }));
    assert.deepEqual(planned(before, platform()), [
      "Changes   against prod.json: 2 to replace, 13 unchanged",
      "  +- use2-network  aws:ec2:Vpc", '       cidrBlock: "10.99.0.0/16" → "10.20.0.0/16"   forces a replacement',
      "  +- use2-network-private-a  aws:ec2:Subnet", '       vpcId: "${use2-network.id}" → its new value   forces a replacement',
    ]);
  });

  it("updates, and does not replace, what can follow a replaced resource in place", () => {
    const [zone, target] = [urnOf("zone", "zone"), urnOf("target", "scaling")];
    const graph = (name: string): Graph => graphOf(
      resource("zone", "zone", { id: "Z0123456789", inputs: { name }, outputs: {} }),
      resource("target", "scaling", { inputs: { roleArn: "by/Z0123456789" }, dependencies: [zone], propertyDependencies: { roleArn: [zone] } }),
    );
    assert.deepEqual(planOf(graph("a.example"), graph("b.example"), forcing).steps.map(({ urn, action }) => [urn, action]),
      [[zone, "replace"], [target, "update"]]);
  });

  it("replaces every regional resource of a provider that moves to another region", () => {
    const graph = (region: string): Graph => graphOf(
      resource("provider", "use2", { id: "p", inputs: { region } }),
      resource("log", "logs", { provider: `${urnOf("provider", "use2")}::p` }),
      resource("zone", "zone", { provider: `${urnOf("provider", "use2")}::p` }),
    );
    assert.deepEqual(planned(graph("us-east-2"), graph("us-east-1")), [
      "Changes   against prod.json: 1 to update, 1 to replace, 1 unchanged",
      "   ~ use2  pulumi:providers:aws", '       region: "us-east-2" → "us-east-1"',
      "  +- logs  aws:cloudwatch:LogGroup", '       region: "us-east-2" → "us-east-1"   forces a replacement',
    ]);
  });

  it("tags again whatever carries the default tags of its provider", () => {
    const graph = (owner: string): Graph => graphOf(
      resource("provider", "use2", { id: "p", inputs: { defaultTags: JSON.stringify({ tags: { owner } }) } }),
      resource("log", "logs", { provider: `${urnOf("provider", "use2")}::p` }),
    );
    assert.deepEqual(planned(graph("ann"), graph("ben")).slice(1), [
      "   ~ use2  pulumi:providers:aws", '       defaultTags.tags.owner: "ann" → "ben"',
      "   ~ logs  aws:cloudwatch:LogGroup", '       tagsAll.owner: "ann" → "ben"',
    ]);
  });

  const rows: readonly (readonly [string, Partial<ResourceState>, Partial<ResourceState>, readonly string[]])[] = [
    ["adds a property", {}, { inputs: { retentionInDays: 30 } }, ["   ~ logs  aws:cloudwatch:LogGroup", "       retentionInDays: → 30"]],
    ["removes a property", { inputs: { retentionInDays: 30 } }, {}, ["   ~ logs  aws:cloudwatch:LogGroup", "       retentionInDays: 30 → not set"]],
    ["leaves out what the program ignores", { inputs: { retentionInDays: 30, tags: { a: "1" } } },
      { inputs: { retentionInDays: 7, tags: { a: "2" } }, ignoreChanges: ["retentionInDays", "tags.*"] }, []],
    ["replaces where the program says so", { inputs: { retentionInDays: 30 } }, { inputs: { retentionInDays: 7 }, replaceOnChanges: ["*"] },
      ["  +- logs  aws:cloudwatch:LogGroup", "       retentionInDays: 30 → 7   forces a replacement"]],
    ["says that the engine refuses to replace what is protected", { inputs: { name: "a" }, protect: true }, { inputs: { name: "b" }, protect: true },
      ["  +- logs  aws:cloudwatch:LogGroup", '       name: "a" → "b"   forces a replacement', "       refused: it is protected, and the engine does not replace what is"]],
    ["takes no notice of what the provider filled in", { inputs: { name: "logs-1a2b3c4", tagsAll: { owner: "ann" }, __defaults: ["name"] } }, {}, []],
    ["compares documents by what they say", { inputs: { tags: { doc: '{"a":[1,2],"b":"x"}' } } }, { inputs: { tags: { doc: { b: "x", a: [1, 3] } } } },
      ["   ~ logs  aws:cloudwatch:LogGroup", "       tags.doc.a[1]: 2 → 3"]],
    ["takes one action for a list of it, and actions for a set, as IAM does",
      { inputs: { tags: { doc: JSON.stringify({ Statement: [{ Action: ["a:B", "a:C"], Resource: "*", Condition: { StringEquals: { k: "v" } } }] }) } } },
      { inputs: { tags: { doc: { Statement: [{ Action: ["a:C", "a:B"], Resource: ["*"], Condition: { StringEquals: { k: ["v"] } } }] } } } }, []],
    ["takes a number for its own text", { inputs: { retentionInDays: "30" } }, { inputs: { retentionInDays: 30 } }, []],
    ["names the items that come and go", { inputs: { tags: { list: ["a", "b"] } } }, { inputs: { tags: { list: ["b", "c", "d"] } } },
      ["   ~ logs  aws:cloudwatch:LogGroup", '       tags.list[0]: "a" → not set', '       tags.list[1]: → "c"', '       tags.list[2]: → "d"']],
    ["calls another order an update, since some lists have one", { inputs: { tags: { list: ["a", "b"] } } }, { inputs: { tags: { list: ["b", "a"] } } },
      ["   ~ logs  aws:cloudwatch:LogGroup", "       tags.list: same items in another order"]],
    ["shows that a secret changes, and never the secret", { inputs: { tags: { token: secret("tell-nobody-1") } } }, { inputs: { tags: { token: secret("tell-nobody-2") } } },
      ["   ~ logs  aws:cloudwatch:LogGroup", "       tags.token: [secret] → [secret]"]],
    ["takes a value that becomes secret for unchanged", { inputs: { tags: { token: "plain" } } }, { inputs: { tags: { token: secret("plain") } } }, []],
  ];
  for (const [title, before, after, lines] of rows) {
    it(title, () => {
      assert.deepEqual(planned(logs(before), logs(after)).slice(1), lines);
    });
  }

  it("says which secrets it could not compare, since the file hides them", () => {
    const hidden = { [secretSig]: secretMark, ciphertext: "djE6" };
    assert.deepEqual(planned(logs({ inputs: { tags: { token: hidden } } }), logs({ inputs: { tags: { token: secret("tell-nobody") } } })), [
      "Changes   against prod.json: no changes, 1 resource",
      "  1 secret not compared, since the file does not hold the value: logs: tags.token",
    ]);
  });

  it("creates what is new and deletes what is gone, dependants first, refusing what is protected", () => {
    const gone = graphOf(resource("zone", "one", { protect: true }), resource("zone", "two", { retainOnDelete: true }));
    assert.deepEqual(planned(gone, graphOf(resource("zone", "three"))), [
      "Changes   against prod.json: 1 to create, 2 to delete, 0 unchanged; 1 refused",
      "   + three  aws:route53:Zone",
      "   - two  aws:route53:Zone  stays in AWS, and is forgotten",
      "   - one  aws:route53:Zone", "       refused: it is protected, and the engine does not delete what is",
    ]);
  });

  it("knows a renamed resource by its alias, in either form", () => {
    for (const alias of [urnOf("zone", "old"), { name: "old" }]) {
      assert.equal(planSummary(planOf(graphOf(resource("zone", "old")), graphOf(resource("zone", "new", { aliases: [alias] })), forcing)), "no changes, 1 resource");
    }
  });

  it("keeps what refers to a renamed resource as it is", () => {
    const pair = (name: string, row: Partial<ResourceState>): Graph => graphOf(resource("zone", name, { id: `Z-${name}-1`, ...row }), resource("log", "logs", {
      inputs: { tags: { zone: `Z-${name}-1` } }, dependencies: [urnOf("zone", name)], propertyDependencies: { tags: [urnOf("zone", name)] },
    }));
    assert.equal(planSummary(planOf(pair("old", {}), pair("new", { aliases: [{ name: "old" }] }), forcing)), "no changes, 2 resources");
  });

  it("knows what stands below a renamed component, which is renamed with it", () => {
    const below = (parent: string): Graph => {
      const child = resource("log", `${parent}-logs`, { parent: urnOf("network", parent) });
      const urn = child.urn.replace("::aws:", "::understudy:network:Network$aws:");
      return graphOf(resource("network", parent, parent === "new" ? { aliases: [{ name: "old", noParent: true }] } : {}), { ...child, urn });
    };
    assert.equal(planSummary(planOf(below("old"), below("new"), forcing)), "no changes, 2 resources");
  });

  it("tells a reference to another resource from one to the same resource with another ID", () => {
    const pair = (names: readonly string[], used: string): Graph => graphOf(
      ...names.map((name) => resource("zone", name, { id: `Z-${names.join("")}-${name}` })),
      resource("log", "logs", {
        inputs: { tags: { zone: `Z-${names.join("")}-${used}` } }, dependencies: [urnOf("zone", used)], propertyDependencies: { tags: [urnOf("zone", used)] },
      }),
    );
    assert.deepEqual(planned(pair(["east", "west"], "east"), pair(["west", "east"], "east")).slice(1), []);
    assert.deepEqual(planned(pair(["east", "west"], "east"), pair(["west", "east"], "west")).slice(1),
      ["   ~ logs  aws:cloudwatch:LogGroup", '       tags.zone: "${east.id}" → "${west.id}"']);
  });

  it("takes a text for a reference only where there is a dependency, and the text is an answer", () => {
    const graph = (id: string, name: string, dependencies: readonly string[]): Graph => graphOf(
      resource("zone", "zone", { id, inputs: { comment: name }, outputs: { comment: name } }), resource("log", "logs", { inputs: { tags: { id, name } }, dependencies }),
    );
    assert.deepEqual(planned(graph("Z-before", "before", []), graph("Z-after", "before", [])).slice(1),
      ["   ~ logs  aws:cloudwatch:LogGroup", '       tags.id: "Z-before" → "Z-after"']);
    assert.deepEqual(planned(graph("Z-before", "before", [urnOf("zone", "zone")]), graph("Z-after", "after!", [urnOf("zone", "zone")])).slice(1), [
      "   ~ zone  aws:route53:Zone", '       comment: "before" → "after!"',
      "   ~ logs  aws:cloudwatch:LogGroup", '       tags.name: "before" → "after!"',
    ]);
  });

  it("compares the outputs of the stack, and counts no resource for them", () => {
    assert.deepEqual(planned({ ...logs({}), outputs: { url: "a" } }, { ...logs({}), outputs: { url: "b" } }),
      ["Changes   against prod.json: no changes, 1 resource", "  outputs of the stack", '       url: "a" → "b"']);
  });

  it("says of which changed types the documentation alone tells what replaces", () => {
    const odd = (inputs: Readonly<Record<string, unknown>>): Graph => {
      const found = resource("zone", "map", { inputs });
      return graphOf({ ...found, type: "aws:location/map:Map" });
    };
    assert.deepEqual(planned(odd({ description: "a" }), odd({ description: "b" })).slice(1), [
      "   ~ map  aws:location:Map", '       description: "a" → "b"',
      "  what replaces aws:location:Map is known from the documentation alone, which does not always say",
    ]);
  });
});

describe("forcingFrom", () => {
  const forces = (type: string, property: string): boolean => forcing(type).forces([property]);

  it("reads in the typings what the documentation says of a change", () => {
    assert.deepEqual([forces("aws:ebs/volumeCopy:VolumeCopy", "sourceVolumeId"), forces("aws:ebs/volumeCopy:VolumeCopy", "throughput")], [true, false]);
    assert.equal(forcingFrom("/nowhere")("aws:ebs/volumeCopy:VolumeCopy").forces(["sourceVolumeId"]), false);
  });

  it("knows what the documentation leaves out", () => {
    assert.deepEqual([forces("aws:kms/key:Key", "multiRegion"), forces("aws:ecs/service:Service", "cluster"), forces("random:index/randomId:RandomId", "byteLength")],
      [true, true, true]);
  });
});
