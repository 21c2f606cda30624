import assert from "node:assert/strict";
import path from "node:path";
import { forcingFrom } from "../../../tools/preview/diff/forcing";
import { type Graph } from "../../../tools/recorder/graph";
import { swapOf } from "../../../tools/compare/swap";

const taskDefinition = (family: string): Graph => ({
  project: "understudy", stack: "prod", outputs: {},
  resources: [{ urn: "urn:pulumi:prod::understudy::aws:ecs/taskDefinition:TaskDefinition::use2-service-app", type: "aws:ecs/taskDefinition:TaskDefinition", custom: true, id: "app", inputs: { family }, outputs: {} }],
});

describe("a role swap", () => {
  it("says what it replaces with the type, since a new revision of a task is not a new database", () => {
    assert.deepEqual(swapOf(taskDefinition("app"), taskDefinition("other"), forcingFrom(path.resolve(__dirname, "../../../node_modules"))),
      { creates: [], deletes: [], replaces: ["use2-service-app  aws:ecs:TaskDefinition"], updates: [], refused: 0 });
  });
});
