import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document, trust } from "../core/iam";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { runPlan } from "./region-switch-access";

/** A place as the plan knows it. */
export interface SwitchEnd {
  readonly place: Place;
  /** Function that starts the place's own activation, and the alarm that says that it is due. */
  readonly starterArn: pulumi.Input<string>;
  readonly dueAlarmArn: pulumi.Input<string>;
}

export interface RegionSwitchArgs {
  /** Its name in AWS, by which people find it in an emergency: unique in the account. Changing it replaces the plan. */
  readonly planName: string;
  /** The two places in their order of birth, whatever their roles. The first is the plan's primary for ever: changing either replaces the plan, or is never sent. */
  readonly ends: readonly [SwitchEnd, SwitchEnd];
  readonly rtoMinutes: number;
  /** Least minutes between two executions that alarms set off. */
  readonly cooldownMinutes: number;
  /** ARN of the role of those who approve in ARC. Absent: ARC asks nobody, and the activation's own approval stands alone. */
  readonly approvalRoleArn?: string;
}

type Step = aws.types.input.arcregionswitch.PlanWorkflowStep;

/** Source: ARC Region switch API, `CreatePlan`, name. */
const nameForm = /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/;

/** How long ARC has a starter called again that failed, and how often: the call itself takes seconds. */
const starting = { timeoutMinutes: 5, retryIntervalMinutes: 1 } as const;

/** Minutes that people have to approve in ARC: as long as the activation's own question is open. */
const approvalMinutes = 30;

/**
 * A plan of ARC Region switch by which somebody, or an alarm of the place to be activated, starts the activation of a place. It does no more than
 * that: what is fenced, promoted and routed is the state machine's. One workflow serves both places, since its one block has a function in each.
 *
 * Run it gracefully. In ungraceful mode ARC skips blocks that call functions, so that such a run does nothing at all.
 * Source: ARC Developer Guide, "Custom action Lambda execution block", "Region switch components".
 *
 * @throws {pulumi.ResourceError} when the name does not fit.
 */
export class RegionSwitch extends pulumi.ComponentResource {
  readonly planArn: pulumi.Output<string>;

  constructor(name: string, args: RegionSwitchArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:failover:RegionSwitch", name, {}, opts);
    const { planName, ends, rtoMinutes, cooldownMinutes } = args;
    insist(nameForm.test(planName) ? [] : [`planName is ${planName}: want 1 to 32 letters, digits and hyphens, with a letter or digit at both ends; shorten the project's or the stack's name`], this);
    const role = new aws.iam.Role(name, { assumeRolePolicy: trust("arc-region-switch.amazonaws.com") }, { parent: this });
    const rights = new aws.iam.RolePolicy(name, { role: role.name, policy: document(...runPlan({ ...args, roleArn: role.arn })) }, { parent: this });
    const plan = new aws.arcregionswitch.Plan(name, {
      name: planName, description: "Starts the activation of a place: run it gracefully, in the Region that it activates", executionRole: role.arn,
      recoveryApproach: "activePassive", regions: ends.map(({ place }) => place.region), primaryRegion: ends[0].place.region, recoveryTimeObjectiveMinutes: rtoMinutes,
      workflows: [{ workflowTargetAction: "activate", workflowDescription: "Starts the activation of whichever place is activated", steps: stepsOf(args) }],
      associatedAlarms: ends.map(({ place, dueAlarmArn }) => ({ mapBlockKey: alarmOf(place), alarmType: "trigger", resourceIdentifier: dueAlarmArn })),
      triggers: ends.map(({ place }) => ({
        action: "activate", targetRegion: place.region, description: `${place.key} holds the other place for lost`, minDelayMinutesBetweenExecutions: cooldownMinutes,
        conditions: [{ associatedAlarmName: alarmOf(place), condition: "red" }],
      })),
    }, { parent: this, dependsOn: rights });
    this.planArn = plan.arn;
    this.registerOutputs({ planArn: this.planArn });
  }
}

const alarmOf = ({ key }: Place): string => `${key}-due`;

function stepsOf({ ends, approvalRoleArn }: RegionSwitchArgs): Step[] {
  const approve: Step[] = approvalRoleArn === undefined ? [] : [{
    name: "approve", description: "Somebody lets the activation begin; what it may lose is approved in the activation itself", executionBlockType: "ManualApproval",
    executionApprovalConfigs: [{ approvalRole: approvalRoleArn, timeoutMinutes: approvalMinutes }],
  }];
  return [...approve, {
    name: "start", description: "Starts the state machine of the place that is activated, in that place", executionBlockType: "CustomActionLambda",
    customActionLambdaConfigs: [{ lambdas: ends.map(({ starterArn }) => ({ arn: starterArn })), regionToRun: "activatingRegion", ...starting }],
  }];
}
