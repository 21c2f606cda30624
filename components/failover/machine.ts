import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type PlannedStep } from "../../protocol/plan";
import { document, trust } from "../core/iam";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { definitionOf } from "./definition";
import { machineArn, runMachine } from "./machine-access";

export interface MachineArgs {
  readonly place: Place;
  /** Its name in AWS, which people in an emergency have to know. Changing it replaces the state machine. */
  readonly machineName: string;
  readonly comment: string;
  readonly plan: readonly PlannedStep[];
  /** ARN of the function of each step of the plan. */
  readonly functionArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** What every step is told of the two places. */
  readonly world: pulumi.Input<object>;
  readonly keys: { readonly executionsArn: pulumi.Input<string>; readonly logsArn: pulumi.Input<string> };
  readonly watch: { readonly logRetentionDays: number; readonly alarmActionArns: readonly pulumi.Input<string>[] };
}

/** Source: Step Functions API, `CreateStateMachine`, name. */
const longestName = 80;

/** Longest that Step Functions may use a data key: fewest calls of KMS. Source: the same, `EncryptionConfiguration`. */
const dataKeySeconds = 900;

/** Ends of an execution that somebody has to look at, by the alarm's part. Source: Step Functions Developer Guide, "Monitoring Step Functions metrics using Amazon CloudWatch". */
const bad = {
  failed: { metricName: "ExecutionsFailed", alarmDescription: "An execution failed: read its last state" },
  "timed-out": { metricName: "ExecutionsTimedOut", alarmDescription: "An execution took too long" },
  aborted: { metricName: "ExecutionsAborted", alarmDescription: "Somebody stopped an execution" },
  throttled: { metricName: "ExecutionThrottled", alarmDescription: "Step Functions turned a step away, since too many ran at once" },
} as const;

/**
 * The state machine of a plan in one place: standard, since its executions wait for people; under the place's own key, its history in
 * a log and in traces.
 *
 * @throws {pulumi.ResourceError} when the name does not fit, or a step has no function.
 */
export class Machine extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(private readonly name: string, private readonly args: MachineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:failover:Machine", name, {}, opts);
    insist(problemsOf(args), this);
    const logs = new aws.cloudwatch.LogGroup(name, {
      // Vended logs share one resource policy, whose length is bounded. Source: Step Functions Developer Guide, "CloudWatch Logs resource policy size restrictions".
      name: `/aws/vendedlogs/states/${args.machineName}`, kmsKeyId: args.keys.logsArn, retentionInDays: args.watch.logRetentionDays,
    }, { parent: this });
    const { role, rights } = this.authorize();
    const machine = new aws.sfn.StateMachine(name, {
      name: args.machineName, type: "STANDARD", roleArn: role.arn, definition: this.define(),
      encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: args.keys.executionsArn, kmsDataKeyReusePeriodSeconds: dataKeySeconds },
      loggingConfiguration: { level: "ALL", includeExecutionData: true, logDestination: pulumi.interpolate`${logs.arn}:*` },
      tracingConfiguration: { enabled: true },
    }, { parent: this, dependsOn: rights });
    for (const [key, { metricName, alarmDescription }] of Object.entries(bad)) {
      new aws.cloudwatch.MetricAlarm(`${name}-${key}`, {
        alarmDescription, namespace: "AWS/States", metricName, dimensions: { StateMachineArn: machine.arn }, statistic: "Sum", period: 60, evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold", threshold: 0, treatMissingData: "notBreaching", alarmActions: [...args.watch.alarmActionArns],
      }, { parent: this });
    }
    this.arn = machine.arn;
    this.registerOutputs({ arn: this.arn });
  }

  private authorize(): { role: aws.iam.Role; rights: aws.iam.RolePolicy } {
    const { place, machineName, keys, functionArns } = this.args;
    const [first = "", ...more] = [...new Set(Object.values(functionArns))];
    const role = new aws.iam.Role(this.name, {
      assumeRolePolicy: trust("states.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": place.account }, ArnEquals: { "aws:SourceArn": machineArn(place, machineName) },
      }),
    }, { parent: this });
    const rights = new aws.iam.RolePolicy(this.name, {
      role: role.name, policy: document(...runMachine({ place, name: machineName, keyArn: keys.executionsArn, functionArns: [first, ...more] })),
    }, { parent: this });
    return { role, rights };
  }

  private define(): pulumi.Output<string> {
    const { comment, plan, place: { partition }, functionArns, world } = this.args;
    return pulumi.all([functionArns, world] as const).apply(([arns, known]) =>
      JSON.stringify(definitionOf(comment, plan, { partition, functionOf: (step) => arns[step] ?? "", world: known })));
  }
}

function problemsOf({ machineName, plan, functionArns }: MachineArgs): string[] {
  const without = plan.filter(({ step }) => !(step in functionArns)).map(({ step }) => step);
  return [
    ...(/^[A-Za-z0-9_-]+$/.test(machineName) && machineName.length <= longestName ? []
      : [`machineName is ${machineName}: want letters, digits, hyphens and underscores, at most ${String(longestName)}`]),
    ...(without.length === 0 ? [] : [`no function runs ${without.join(", ")}: want one for every step`]),
  ];
}
