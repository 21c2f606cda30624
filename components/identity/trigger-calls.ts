import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allow, document, type Action } from "../core/iam";
import { permitInvoker } from "../core/lambda-invokers";
import { type Place } from "../core/place";
import { triggerKeys, type TriggerKey } from "./triggers";

/** A function that a pool asks. */
export interface TriggerFunction {
  readonly functionName: pulumi.Input<string>;
  readonly roleName: pulumi.Input<string>;
}

export interface TriggerCallsArgs {
  readonly place: Place;
  /** The pool as the place answers for it. */
  readonly userPoolArn: pulumi.Input<string>;
  readonly functions: Readonly<Partial<Record<TriggerKey, TriggerFunction>>>;
  /** What functions do in the pool itself. The others decide, and Cognito does. */
  readonly duties: Duties;
}

/** Actions in the pool, by the moment at which they are taken. */
export type Duties = Readonly<Partial<Record<TriggerKey, readonly [Action, ...Action[]]>>>;

/**
 * Lets the pool of a place, and no other, call its functions, and lets them do in that pool what is theirs. A pool names its functions, so it comes
 * after them; who may call names the pool, so it comes after that.
 */
export class TriggerCalls extends pulumi.ComponentResource {
  constructor(name: string, { place, userPoolArn, functions, duties }: TriggerCallsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:TriggerCalls", name, {}, opts);
    for (const key of triggerKeys) {
      const called = functions[key];
      if (called === undefined) continue;
      const part = `${name}-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      permitInvoker(part, { place, functionName: called.functionName, invoker: { principal: "cognito-idp.amazonaws.com", sourceArn: userPoolArn, account: "told" } }, this);
      const actions = duties[key];
      if (actions === undefined) continue;
      new aws.iam.RolePolicy(part, { role: called.roleName, policy: document(allow({ sid: "UsePool", actions, resources: [userPoolArn] })) }, { parent: this });
    }
    this.registerOutputs({});
  }
}
