import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromDeployment, toDeployment } from "../../../tools/recorder";
import { type Graph, secretMark, secretSig } from "../../../tools/recorder/graph";

const stackUrn = "urn:pulumi:t::p::pulumi:pulumi:Stack::p-t";
const topicUrn = "urn:pulumi:t::p::aws:sns/topic:Topic::a";
const hidden = (value: unknown) => ({ [secretSig]: secretMark, value });
const redacted = { [secretSig]: secretMark, plaintext: '"[secret]"' };

const graph: Graph = {
  project: "p", stack: "t", outputs: { arn: "arn:a", token: hidden("s3cr3t") },
  resources: [
    { urn: stackUrn, type: "pulumi:pulumi:Stack", custom: false, inputs: {}, outputs: { arn: "arn:a", token: hidden("s3cr3t") } },
    {
      urn: topicUrn, type: "aws:sns/topic:Topic", custom: true, id: "arn:a", parent: stackUrn, provider: "p::1", protect: true,
      inputs: { name: hidden({ deep: "s3cr3t" }), tags: { a: ["b", hidden("s3cr3t")] } }, outputs: { arn: "arn:a" },
      dependencies: [stackUrn], propertyDependencies: { name: [], tags: [stackUrn] }, customTimeouts: { create: 300 }, aliases: [{ name: "old" }],
    },
  ],
};

describe("the state file", () => {
  it("has the form of a stack export, without what is empty, aliases, or any secret's value", () => {
    assert.deepEqual(toDeployment(graph), {
      version: 3,
      deployment: {
        manifest: { time: "0001-01-01T00:00:00Z", magic: "", version: "" },
        resources: [
          { urn: stackUrn, custom: false, type: "pulumi:pulumi:Stack", outputs: { arn: "arn:a", token: redacted } },
          {
            urn: topicUrn, custom: true, id: "arn:a", type: "aws:sns/topic:Topic", inputs: { name: redacted, tags: { a: ["b", redacted] } },
            outputs: { arn: "arn:a" }, parent: stackUrn, provider: "p::1", protect: true, dependencies: [stackUrn],
            propertyDependencies: { name: [], tags: [stackUrn] }, customTimeouts: { create: 300 },
          },
        ],
      },
    });
  });

  it("is read back as the graph that it was written from, but for the secrets' values and aliases", () => {
    const text = JSON.stringify(toDeployment(graph));
    const [stack, topic] = graph.resources;
    const { aliases: _, ...kept } = topic ?? assert.fail("no topic");
    assert.deepEqual(fromDeployment(text, "f"), {
      ...graph, outputs: { arn: "arn:a", token: hidden("[secret]") },
      resources: [
        { ...stack, outputs: { arn: "arn:a", token: hidden("[secret]") } },
        { ...kept, inputs: { name: hidden("[secret]"), tags: { a: ["b", hidden("[secret]")] } } },
      ],
    });
  });

  it("of the real engine is read too: shown secrets by value, encrypted ones as secret", () => {
    const text = readFileSync(join(__dirname, "../../records/features.json"), "utf8");
    const read = fromDeployment(text, "features.json");
    assert.deepEqual([read.project, read.stack, read.resources.length], ["feat", "t", 77]);
    assert.deepEqual(read.outputs["secretOut"], hidden("s3cr3t-token-value"));
    const encrypted = fromDeployment(text.replaceAll(/"plaintext": "[^\n]*"/g, '"ciphertext": "v1:abc"'), "features.json");
    assert.deepEqual(encrypted.outputs["secretOut"], hidden("[secret]"));
  });

  it("is refused in one sentence when it is something else", () => {
    const refusals: [string, string][] = [
      ["no json", "f is no JSON: want a file that `pulumi stack export` or a preview with --json wrote"],
      ["[]", "f is no deployment: want a file that `pulumi stack export` or a preview with --json wrote"],
      ["{}", "f has version undefined, want 3: export it again with a current `pulumi stack export`"],
      ['{"version":2}', "f has version 2, want 3: export it again with a current `pulumi stack export`"],
      ['{"version":3}', "f has no deployment.resources: is it what `pulumi stack export` wrote?"],
      ['{"version":3,"deployment":{"resources":[1]}}', "f: deployment.resources[0] is no resource"],
      ['{"version":3,"deployment":{"resources":[{"type":"a"}]}}', "f: deployment.resources[0] has no URN"],
      ['{"version":3,"deployment":{"resources":[{"urn":"urn:pulumi:a::b::c::d"}]}}', "f: deployment.resources[0] (urn:pulumi:a::b::c::d) has no type"],
    ];
    for (const [text, message] of refusals) assert.throws(() => fromDeployment(text, "f"), { message });
  });
});
