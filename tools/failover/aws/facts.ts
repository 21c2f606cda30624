import { existsSync, readFileSync } from "node:fs";
import { type ApprovalPolicy, type Place } from "../../../protocol";
import { type StepSettings } from "../../../functions/failover-step/settings";
import { partitionOf } from "../../answers/regions";
import { Refusal } from "../../preview/refusal";
import { type StackFile } from "../config";

/** A place, and what its steps are told of the two; that is read from its state machine where it is not kept. */
export interface PlaceFacts {
  readonly key: Place;
  readonly region: string;
  readonly world?: StepSettings;
}

/** All that this command has to know of a stack: the rest follows from names. */
export interface Facts {
  readonly project: string;
  readonly stack: string;
  readonly account: string;
  readonly policy: ApprovalPolicy;
  readonly places: readonly [PlaceFacts, PlaceFacts];
}

/** Facts from settings: enough while the place's Step Functions answers. */
export function factsOf(stack: string, { project, account, policy, places: [first, second] }: StackFile): Facts {
  if (account === undefined || first === undefined || second === undefined) throw new Refusal([`Pulumi.${stack}.yaml has no understudy:account: want the account that the stack is in`]);
  return { project, stack, account, policy, places: [first, second] };
}

/**
 * Facts that were kept in a file.
 *
 * @throws {Refusal} when it holds something else.
 */
export function readFacts(file: string): Facts {
  if (!existsSync(file)) throw new Refusal([`${file} is not there: want what \`facts --out\` wrote`]);
  const value = ((): unknown => {
    try {
      return JSON.parse(readFileSync(file, "utf8"));
    } catch {
      return undefined;
    }
  })();
  if (!isFacts(value)) throw new Refusal([`${file} holds no facts of a stack: want what \`facts --out\` wrote`]);
  return value;
}

/** What a state machine's definition tells its steps of the two places; undefined where it tells them nothing. */
export function worldIn(definition: string): StepSettings | undefined {
  const states = field(JSON.parse(definition), "States");
  const parameters = field(field(states, "acquire"), "Parameters");
  const world = field(parameters, "world") ?? field(field(parameters, "Payload"), "world");
  return isWorld(world) ? world : undefined;
}

/** ARN of a place's state machine, from names. */
export function machineArn({ project, stack, account }: Facts, { region }: PlaceFacts): string {
  return `arn:${partitionOf(region)}:states:${region}:${account}:stateMachine:${project}-${stack}-activate`;
}

const field = (value: unknown, key: string): unknown => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined);

const isWorld = (value: unknown): value is StepSettings => ["here", "there"].every((end) => typeof field(field(value, end), "leverBucket") === "string")
  && typeof field(field(value, "common"), "controlTable") === "string";

function isFacts(value: unknown): value is Facts {
  const places = field(value, "places");
  return ["project", "stack", "account"].every((key) => typeof field(value, key) === "string") && typeof field(field(value, "policy"), "decision") === "string"
    && Array.isArray(places) && places.length === 2
    && places.every((place) => typeof field(place, "key") === "string" && typeof field(place, "region") === "string" && (field(place, "world") === undefined || isWorld(field(place, "world"))));
}
