import assert from "node:assert/strict";
import * as deserialize from "@pulumi/policy/deserialize";
import { AnalyzeRequest, AnalyzerResource, AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { flaw } from "../../policies/lib/finding";
import { type About, type StackRule, stackRule } from "../../policies/lib/rule";
import { Stack } from "../../policies/lib/stack";
import { readOnce, showStackOnce, speakingRules } from "../../policies/sdk";
import { askAboutAll, type Sketch } from "./support";

function requestAbout(type: string): AnalyzeRequest {
  const request = new AnalyzeRequest();
  request.setType(type);
  return request;
}

describe("rules, as the SDK goes through them", () => {
  const getType = Object.getOwnPropertyDescriptor(AnalyzeRequest.prototype, "getType");
  afterEach(() => { Object.defineProperty(AnalyzeRequest.prototype, "getType", getType ?? {}); });

  const rules = [
    { name: "buckets", types: ["aws:s3/bucket:Bucket"] },
    { name: "all", types: ["*"] },
    { name: "queues", types: ["aws:sqs/queue:Queue", "aws:s3/bucket:Bucket"] },
  ];
  const namesOf = (list: Iterable<{ readonly name: string }>): string[] => [...list].map(({ name }) => name);

  it("are those that speak about the type that was just read, in their order", () => {
    const list = speakingRules(rules);
    assert.equal(requestAbout("aws:sqs/queue:Queue").getType(), "aws:sqs/queue:Queue");
    assert.deepEqual(namesOf(list), ["all", "queues"]);
    requestAbout("aws:s3/bucket:Bucket").getType();
    assert.deepEqual(namesOf(list), ["buckets", "all", "queues"]);
    requestAbout("aws:sns/topic:Topic").getType();
    assert.deepEqual(namesOf(list), ["all"]);
  });

  it("are all of them where no type was read since", () => {
    const list = speakingRules(rules);
    assert.deepEqual(namesOf(list), ["buckets", "all", "queues"]);
    requestAbout("aws:sqs/queue:Queue").getType();
    assert.deepEqual(namesOf(list), ["all", "queues"]);
    assert.deepEqual(namesOf(list), ["buckets", "all", "queues"]);
    assert.equal(list.length, 3);
  });
});

describe("a stack, as the SDK shows it to rules", () => {
  const kept = { request: { ...AnalyzeStackRequest.prototype }, resource: { ...AnalyzerResource.prototype }, reader: { ...deserialize } };
  const readUrn: (this: AnalyzerResource) => string = Reflect.get(AnalyzerResource.prototype, "getUrn");
  let reads = 0;
  beforeEach(() => {
    readOnce();
    showStackOnce((props) => Stack.isKnown(props));
    reads = 0;
    AnalyzerResource.prototype.getUrn = function getUrn() {
      reads += 1;
      return readUrn.call(this);
    };
  });
  afterEach(() => {
    Object.assign(AnalyzeStackRequest.prototype, kept.request);
    Object.assign(AnalyzerResource.prototype, kept.resource);
    Object.assign(deserialize, kept.reader);
  });

  const topic = "aws:sns/topic:Topic";
  const about = (name: string): About => ({ name, description: "", severity: "low", types: [topic], fix: "", controls: [], url: "" });
  const sees = (name: string): StackRule => stackRule(about(name), function* (stack) {
    for (const node of stack.all) yield { on: node, finding: flaw("name", String(stack.referrers([topic], "of", node).map((from) => from.name)), "") };
  });
  const silent = stackRule({ ...about("silent"), types: ["aws:sqs/queue:Queue"] }, function* () { /* Has nothing to say. */ });
  const sketches: readonly Sketch[] = ["a", "b", "c"].map((name) => ({ type: topic, name, props: { of: "" }, from: name === "a" ? {} : { of: ["a"] } }));

  it("is gone through once, and known to every rule as a whole", async () => {
    const rules = ["one", "two", "three"].map(sees);
    const { said } = await askAboutAll([silent, ...rules], sketches);
    assert.deepEqual(new Set(said.map(({ rule, urn, message }) => `${rule} ${urn.split("::")[3]} ${message.split("\n")[1]}`)),
      new Set(rules.flatMap(({ name }) => [["a", "b,c"], ["b", ""], ["c", ""]].map(([on, from]) => `${name} ${on} ${on}: name is ${from}, want .`))));
    assert.equal(reads, sketches.length + rules.length);
  });

  it("is another stack where it only begins with the same resource", async () => {
    for (const size of [3, 1, 2]) assert.equal((await askAboutAll([sees("one"), sees("two")], sketches.slice(0, size))).said.length, 2 * size);
  });

  it("is another stack, too, where somebody asks about its first resource alone", () => {
    const members = ["a", "b"].map((name) => ({ type: topic, name, urn: name, props: {}, opts: {}, propertyDependencies: {} }));
    assert.deepEqual([members, members.slice(0, 1), members].map((some) => Stack.of(some).all.length), [2, 1, 2]);
  });

  it("is gone through again where no rule has a model of it", async () => {
    const seen: number[] = [];
    const bare = (name: string): StackRule => ({ ...sees(name), validateStack: ({ resources }) => { seen.push(resources.length); } });
    await askAboutAll([bare("one"), bare("two"), sees("three"), bare("four")], sketches);
    assert.deepEqual(seen, [3, 3, 1]);
  });
});
