import type * as awsNative from "@pulumi/aws-native";
import type * as pulumi from "@pulumi/pulumi";
import { type Plan } from "./spec";

/** Moments in a user's life at which a function of the platform is asked. */
export const triggerKeys = [
  "createAuthChallenge", "customMessage", "defineAuthChallenge", "postAuthentication", "postConfirmation", "preAuthentication",
  "preSignUp", "preTokenGeneration", "userMigration", "verifyAuthChallengeResponse",
] as const;
export type TriggerKey = (typeof triggerKeys)[number];

/** Functions of a place that Cognito calls there. */
export interface Triggers {
  /** ARN of the function for each moment; none for the moments that are left out. */
  readonly functionArns: Readonly<Partial<Record<TriggerKey, pulumi.Input<string>>>>;
  /** What has to be there before Cognito may call: functions and the permissions for it. */
  readonly ready: readonly pulumi.Resource[];
}

/** No function is asked. */
export const noTriggers: Triggers = { functionArns: {}, ready: [] };

/**
 * Version of the event that a function gets before a token is made: the second can change access tokens as well, and `lite` has none.
 * Source: Amazon Cognito Developer Guide, "Pre token generation Lambda trigger", versions.
 */
const tokenEventVersion = (plan: Plan): string => (plan === "lite" ? "V1_0" : "V2_0");

/** Triggers in AWS's words: the same form for a pool and for its replica. Nothing where there is none. */
export function lambdaConfigOf({ functionArns }: Triggers, plan: Plan): { readonly lambdaConfig?: awsNative.types.input.cognito.UserPoolLambdaConfigArgs } {
  const { preTokenGeneration, ...plain } = functionArns;
  if (Object.keys(functionArns).length === 0) return {};
  return {
    lambdaConfig: {
      ...plain,
      ...(preTokenGeneration !== undefined && { preTokenGenerationConfig: { lambdaArn: preTokenGeneration, lambdaVersion: tokenEventVersion(plan) } }),
    },
  };
}
