import assert from "node:assert/strict";
import { AnalyzeRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { speakingRules } from "../../policies/sdk";

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
