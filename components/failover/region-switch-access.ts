import type * as pulumi from "@pulumi/pulumi";
import { allow, type Statement } from "../core/iam";
import { type RegionSwitchArgs } from "./region-switch";

/**
 * Lets a plan see itself and its executions, call the two starters, see its alarms, and find out by itself, day by day, whether it still may.
 * Source: ARC Developer Guide, "Complete plan execution role permissions", "Custom action Lambda execution block sample policy", "CloudWatch alarms
 * for application health permissions"; managed policy `AmazonApplicationRecoveryControllerRegionSwitchPlanExecutionPolicy`; Service Authorization
 * Reference, Amazon ARC Region switch: a plan's ARN has no region, and ends in six letters and digits.
 */
export function runPlan({ planName, ends: [birth, other], approvalRoleArn, roleArn }: RegionSwitchArgs & { readonly roleArn: pulumi.Input<string> }): readonly Statement[] {
  const { partition, account } = birth.place;
  return [
    allow({
      sid: "SeePlan", actions: ["arc-region-switch:GetPlan", "arc-region-switch:GetPlanExecution", "arc-region-switch:ListPlanExecutions"],
      resources: [`arn:${partition}:arc-region-switch::${account}:plan/${planName}:??????`],
    }),
    allow({ sid: "CallStarters", actions: ["lambda:GetFunction", "lambda:InvokeFunction"], resources: [birth.starterArn, other.starterArn] }),
    allow({ sid: "SeeAlarms", actions: ["cloudwatch:DescribeAlarmHistory", "cloudwatch:DescribeAlarms"], resources: [birth.dueAlarmArn, other.dueAlarmArn] }),
    allow({ sid: "EvaluatePlan", actions: ["iam:SimulatePrincipalPolicy"], resources: [roleArn, ...(approvalRoleArn === undefined ? [] : [approvalRoleArn])] }),
  ];
}
