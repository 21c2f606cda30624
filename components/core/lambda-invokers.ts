import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Place } from "./place";

/** An AWS service that calls a function on behalf of one resource of this account. */
export interface Invoker {
  /** Such as `secretsmanager.amazonaws.com`. */
  readonly principal: string;
  /** The resource that it calls for. */
  readonly sourceArn: pulumi.Input<string>;
  /**
   * Where the account of the resource is checked: in what the service says of itself, or in the resource's ARN alone, for a
   * service that does not say, such as EventBridge. A bucket's ARN has no account, so S3 is never `in-arn`.
   */
  readonly account: "told" | "in-arn";
}

/** Lets a service call a function. Whatever makes the service call has to wait for this. */
export function permitInvoker(
  name: string, to: { readonly place: Place; readonly functionName: pulumi.Input<string>; readonly invoker: Invoker }, parent: pulumi.Resource,
): aws.lambda.Permission {
  const { place, functionName, invoker } = to;
  return new aws.lambda.Permission(name, {
    action: "lambda:InvokeFunction",
    function: functionName,
    principal: invoker.principal,
    sourceArn: invoker.sourceArn,
    ...(invoker.account === "told" && { sourceAccount: place.account }),
  }, { parent });
}
