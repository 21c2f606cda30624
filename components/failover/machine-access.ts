import { allow, allowUnscoped, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";
import type * as pulumi from "@pulumi/pulumi";

/** ARN of a state machine, known before it is there. */
export function machineArn(place: Place, name: string): string {
  return arnOf(place, "states", `stateMachine:${name}`);
}

/** A state machine as those see it who start it or answer it. */
export interface MachineEnd {
  readonly place: Place;
  readonly name: string;
  /** Key of the place for executions. */
  readonly keyArn: pulumi.Input<string>;
}

export interface MachineNeeds extends MachineEnd {
  readonly functionArns: readonly [pulumi.Input<string>, ...pulumi.Input<string>[]];
}

/**
 * Lets a state machine call its functions, read and write its own history, and have its log and its traces delivered.
 * Source: Step Functions Developer Guide, "Data at rest encryption in Step Functions", "Using CloudWatch Logs to log execution history",
 * IAM policies, and "Trace Step Functions request data in AWS X-Ray".
 */
export function runMachine({ place, name, keyArn, functionArns }: MachineNeeds): readonly Statement[] {
  return [
    allow({ sid: "CallSteps", actions: ["lambda:InvokeFunction"], resources: functionArns }),
    useExecutions("OpenHistory", { place, name, keyArn }),
    allow({
      sid: "EncryptLog", actions: ["kms:GenerateDataKey"], resources: [keyArn], when: { StringEquals: { "kms:EncryptionContext:SourceArn": arnOf(place, "logs", "*") } },
    }),
    allowUnscoped({
      sid: "DeliverLog",
      actions: [
        "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies", "logs:GetLogDelivery",
        "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
      ],
      why: "CloudWatch Logs scopes no action about deliveries.",
    }),
    allowUnscoped({
      sid: "SendTraces", actions: ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"], why: "A trace has no ARN.",
    }),
  ];
}

/** Start executions. */
export function startMachine(machine: MachineEnd, word: "Activation" | "Recovery"): Statement[] {
  return [
    allow({ sid: `Start${word}`, actions: ["states:StartExecution"], resources: [machineArn(machine.place, machine.name)] }),
    useExecutions(`Start${word}Encrypted`, machine),
  ];
}

/** See whether an execution runs, before another is started in its name. */
export function seeExecutions({ place, name }: MachineEnd): Statement {
  return allow({ sid: "SeeActivations", actions: ["states:DescribeExecution"], resources: [arnOf(place, "states", `execution:${name}:*`)] });
}

/** Wake an execution that waits for people. */
export function answerMachine(machine: MachineEnd): Statement[] {
  return [
    allowUnscoped({ sid: "WakeActivation", actions: ["states:SendTaskSuccess"], why: "The token says which execution it wakes: the action takes no resource." }),
    useExecutions("WakeActivationEncrypted", machine),
  ];
}

/**
 * Read what a state machine tells its steps, and follow its executions.
 * Source: Step Functions Developer Guide, "Data at rest encryption in Step Functions", permissions of those who read.
 */
export function followMachine(machine: MachineEnd): Statement[] {
  return [
    allow({ sid: "ReadDefinition", actions: ["states:DescribeStateMachine"], resources: [machineArn(machine.place, machine.name)] }),
    allow({ sid: "FollowActivations", actions: ["states:DescribeExecution", "states:GetExecutionHistory"], resources: [executionsOf(machine)] }),
    useExecutions("FollowEncrypted", machine),
  ];
}

/** Stop executions. */
export function stopMachine(machine: MachineEnd): Statement {
  return allow({ sid: "StopActivations", actions: ["states:StopExecution"], resources: [executionsOf(machine)] });
}

function executionsOf({ place, name }: MachineEnd): string {
  return arnOf(place, "states", `execution:${name}:*`);
}

function useExecutions(sid: string, { place, name, keyArn }: MachineEnd): Statement {
  return allow({
    sid, actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn],
    when: { StringEquals: { "kms:EncryptionContext:aws:states:stateMachineArn": machineArn(place, name) } },
  });
}
