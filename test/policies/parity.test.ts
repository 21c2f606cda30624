import assert from "node:assert/strict";
import { placesHaveTheSame } from "../../policies/rules/parity/places-have-the-same";
import { configured, holds, objection, verdict, type Sketch } from "./support";

const vpc = (place: string): Sketch => ({ type: "aws:ec2/vpc:Vpc", name: `${place}-network` });
const queue = (name: string, parent?: string): Sketch => ({ type: "aws:sqs/queue:Queue", name, ...(parent !== undefined && { parent }) });
const places = [vpc("use2"), vpc("usw2")];
const lone = "use2-jobs: its place is use2, want usw2-jobs as well.";

holds(placesHaveTheSame, {
  silent: {
    "the same in both places": [...places, queue("use2-jobs"), queue("usw2-jobs")],
    "what belongs to no place": [...places, queue("jobs"), queue("use2x-jobs")],
    "a place alone": [vpc("use2"), queue("use2-jobs")],
  },
  objects: {
    "what one place has": [[...places, queue("use2-jobs")], lone],
    "the same name of another type": [[...places, queue("use2-jobs"), { type: "aws:sns/topic:Topic", name: "usw2-jobs" }],
      "usw2-jobs: its place is usw2, want use2-jobs as well.", lone],
    "a part of something, once": [[...places, queue("use2-jobs"), queue("use2-jobs-failed", "use2-jobs")], lone],
    "what two of three places lack": [[...places, vpc("euw1"), queue("use2-jobs")], "use2-jobs: its place is use2, want euw1-jobs and usw2-jobs as well."],
  },
});

describe("waivers of parity", () => {
  const asked = async (waivers: object, ...more: readonly Sketch[]): Promise<readonly string[]> => {
    const [rule = placesHaveTheSame] = configured([placesHaveTheSame], { "parity-places-have-the-same": { waivers } });
    return verdict(rule, ...places, ...more);
  };
  const said = (sentence: string): readonly string[] => [objection(placesHaveTheSame, sentence)];

  it("let one place have what they name, with a reason", async () => {
    assert.deepEqual(await asked({ jobs: "only one place sends" }, queue("use2-jobs")), []);
    assert.deepEqual(await asked({ "jobs-*": "only one place sends" }, queue("use2-jobs-mail"), queue("usw2-jobs-text")), []);
  });
  it("reach no further than their name", async () => {
    assert.deepEqual(await asked({ "jobs-*": "only one place sends" }, queue("use2-jobs"), queue("use2-jobs-mail")), said(lone));
  });
  it("are flaws without a reason, or without anything to waive", async () => {
    assert.deepEqual(await asked({ jobs: " " }, queue("use2-jobs")), said("use2-network: waivers.jobs is without a reason, want a reason."));
    assert.deepEqual(await asked({ jobs: "only one place sends" }), said("use2-network: waivers.jobs is not needed, want no waiver for what every place has."));
  });
});
