import assert from "node:assert/strict";
import { nameOf } from "../../../tools/recorder/graph";
import { revealAll } from "../../../tools/recorder/property";
import { statementsOf } from "../../support/deployed";
import { grantsCover, type CoverOptions, type PolicyStatement } from "../../support/grants-cover";
import { type Sent } from "../../support/sdk-stub";
import { recordedStack } from "../../support/stacks";

/** A role of people, with what its policies say. */
export interface PeoplesRole {
  readonly statements: readonly PolicyStatement[];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly covers: (sent: readonly Sent[], options?: CoverOptions) => readonly string[];
}

/** What a role of people may do, and who may take it up. */
export async function grantsOf(name: string): Promise<PeoplesRole> {
  const { graph: { resources } } = await recordedStack("prod");
  const found = resources.find((each) => each.type === "aws:iam/role:Role" && nameOf(each) === name);
  assert.ok(found !== undefined, name);
  const taken = resources.filter(({ type, inputs }) => type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment" && inputs["role"] === found.outputs["name"]).map(({ inputs }) => inputs["policyArn"]);
  const policies = resources.filter(({ type, outputs }) => type === "aws:iam/policy:Policy" && taken.includes(outputs["arn"]));
  assert.equal(policies.length, taken.length);
  const statements = policies.flatMap(statementsOf);
  return { statements, inputs: revealAll(found.inputs), covers: (sent, options) => grantsCover(statements, sent, options) };
}
