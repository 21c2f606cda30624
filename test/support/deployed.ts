import assert from "node:assert/strict";
import { nameOf, type ResourceState } from "../../tools/recorder/graph";
import { revealAll } from "../../tools/recorder/property";
import { grantsCover, type CoverOptions, type PolicyStatement } from "./grants-cover";
import type { Sent } from "./sdk-stub";
import { recordedStack } from "./stacks";

/** A function as a stack's own graph has it. */
export interface DeployedFunction {
  readonly name: string;
  /** Folder of its code below `functions/`. */
  readonly code: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** What its role may do for the function's own work, from every policy of the role but the one that all functions have. */
  readonly statements: readonly PolicyStatement[];
  /** What is wrong between the role and calls that were made in its name; see {@link grantsCover}. */
  covers(calls: readonly Sent[], options?: CoverOptions): string[];
}

const types = { function: "aws:lambda/function:Function", rolePolicy: "aws:iam/rolePolicy:RolePolicy", role: "aws:iam/role:Role" };

/** A function of a stack, by its name such as `use2-database-setup`. */
export async function deployedFunction(name: string, stack: "dev" | "prod" = "prod", set: readonly string[] = []): Promise<DeployedFunction> {
  const all = await deployedFunctions(stack, set);
  const found = all.find((each) => each.name === name);
  assert.ok(found !== undefined, `${stack} has no function ${name}: want one of ${all.map((each) => each.name).join(", ")}`);
  return found;
}

/** Every function of a stack. */
export async function deployedFunctions(stack: "dev" | "prod" = "prod", set: readonly string[] = []): Promise<readonly DeployedFunction[]> {
  const { graph: { resources } } = await recordedStack(stack, set);
  return resources.filter(({ type }) => type === types.function).map((state) => deployed(state, resources)).sort((a, b) => a.name.localeCompare(b.name));
}

function deployed(state: ResourceState, resources: readonly ResourceState[]): DeployedFunction {
  const inputs = revealAll(state.inputs) as { readonly environment?: { readonly variables: Record<string, string> }; readonly role: string; readonly timeout: number };
  const role = resources.find(({ type, outputs }) => type === types.role && outputs?.["arn"] === inputs.role);
  const name = nameOf(state);
  const policies = resources.filter(({ type, inputs: { role: of } }) => type === types.rolePolicy && of === role?.outputs?.["name"] && of !== undefined)
    .filter((policy) => nameOf(policy) !== `${name}-runtime`);
  const statements = policies.flatMap((policy) => statementsOf(policy));
  return {
    name, code: codeOf(state), environment: inputs.environment?.variables ?? {}, timeoutSeconds: inputs.timeout, statements,
    covers: (calls, options) => grantsCover(statements, calls, options),
  };
}

/** What a policy says. */
export function statementsOf({ inputs }: ResourceState): readonly PolicyStatement[] {
  const policy = revealAll(inputs)["policy"];
  return (typeof policy === "string" ? JSON.parse(policy) as { Statement: PolicyStatement[] } : policy as { Statement: PolicyStatement[] }).Statement;
}

/** The archive holds one file, in a folder that is named like the function's. */
function codeOf({ inputs }: ResourceState): string {
  const { assets } = inputs["code"] as { readonly assets: Readonly<Record<string, { readonly path: string }>> };
  return assets["index.js"]?.path.split("/").at(-2) ?? "";
}
