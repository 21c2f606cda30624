import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document, trust, type Statement } from "./iam";
import { runAsFunction } from "./lambda-access";
import { functionAlarms } from "./lambda-alarms";
import { permitInvoker, type Invoker } from "./lambda-invokers";
import { buildFunctionDoor, type FunctionDoor, type FunctionNetwork } from "./lambda-network";
import { lambdaProblems } from "./lambda-problems";
import { buildFailedEvents } from "./lambda-queue";
import type { Place } from "./place";
import { insist } from "./problems";

/** A program that Lambda can run. */
export interface FunctionCode {
  readonly archive: pulumi.asset.Archive;
  /** `<file>.<export>`, such as `index.handler`. */
  readonly handler: string;
}

export interface LambdaFunctionArgs {
  readonly place: Place;
  readonly code: FunctionCode;
  /** What it does, in one sentence for the console. 1 to 256 characters. */
  readonly description: string;
  readonly capacity: {
    /** Whole MiB from 128 to 10,240. Processor time grows with it. */
    readonly memoryMiB: number;
    /** Whole seconds from 1 to 900. */
    readonly timeoutSeconds: number;
    /** Most calls at once, taken from what the region's account has for all functions. Absent: it shares the rest. */
    readonly reservedConcurrency?: number;
  };
  /** Settings, no secrets: whoever may see the function may see them. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Keys of the place: for environments and failed events, and for log groups. */
  readonly keys: { readonly functionsArn: pulumi.Input<string>; readonly logsArn: pulumi.Input<string> };
  /** Absent: it reaches the internet, and nothing private. */
  readonly network?: FunctionNetwork;
  /** What it may do in AWS for its own work. What every function needs is there already. */
  readonly grants: readonly Statement[];
  readonly calls: {
    /** Services that call it, by a short name. Without any, IAM decides alone. */
    readonly invokers: Readonly<Record<string, Invoker>>;
    /** What becomes of an event that Lambda has tried in vain: kept in a queue, or nothing since every caller waits and sees. */
    readonly failedEvents: "queue" | "none";
  };
  readonly watch: {
    /** One of the values that CloudWatch Logs takes. */
    readonly logRetentionDays: number;
    /** Who hears an alarm: ARNs of topics. */
    readonly alarmActionArns: readonly pulumi.Input<string>[];
    /** Which errors are an alarm: any, or most, of a function that can say no in no other way. @defaultValue "any" */
    readonly errors?: "any" | "most";
  };
}

/** The newest Node.js that is supported longest, to 30 April 2028. Source: Lambda Developer Guide, "Lambda runtimes". */
const runtime = { runtime: "nodejs24.x", architectures: ["arm64"] };

/**
 * A function of the platform: a role of its own, an encrypted environment, a log group that was there first, traces, alarms,
 * a queue for what it could not handle, and in a network a door of its own.
 *
 * Whoever makes a service call the function depends on this component, which holds the permission as well.
 *
 * @throws {pulumi.ResourceError} with every problem in the arguments.
 */
export class LambdaFunction extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly functionName: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  /** Group of the function's leg in the network: what others let in. Absent outside of networks. */
  readonly securityGroupId: pulumi.Output<string> | undefined;
  /** Absent where callers wait. */
  readonly failedEventsArn: pulumi.Output<string> | undefined;

  constructor(private readonly name: string, args: LambdaFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:core:LambdaFunction", name, {}, opts);
    insist(lambdaProblems(name, args), this);
    const logGroup = new aws.cloudwatch.LogGroup(name, {
      kmsKeyId: args.keys.logsArn, retentionInDays: args.watch.logRetentionDays,
    }, { parent: this });
    const failed = args.calls.failedEvents === "queue" ? buildFailedEvents(`${name}-failed`, args.keys.functionsArn, this) : undefined;
    const { role, rights, grants } = this.authorize(args, { logGroup, failed });
    const door = args.network === undefined ? undefined : buildFunctionDoor(name, { network: args.network, rights }, this);
    const built = this.build(args, { role, logGroup, failed, door, before: [rights, ...grants, ...(door?.rules ?? [])] });
    this.open(args, built);
    this.listen(args, built, failed);
    this.arn = built.arn;
    this.functionName = built.name;
    this.roleArn = role.arn;
    this.roleName = role.name;
    this.logGroupName = logGroup.name;
    this.securityGroupId = door?.group.id;
    this.failedEventsArn = failed?.arn;
    this.registerOutputs({
      arn: this.arn, functionName: this.functionName, roleArn: this.roleArn, roleName: this.roleName, logGroupName: this.logGroupName,
      securityGroupId: this.securityGroupId, failedEventsArn: this.failedEventsArn,
    });
  }

  /** Lambda tells no source when it takes up a role: the role is safe by nobody being able to pass it on. */
  private authorize(args: LambdaFunctionArgs, { logGroup, failed }: Pick<Parts, "logGroup" | "failed">): Authority {
    const role = new aws.iam.Role(this.name, { assumeRolePolicy: trust("lambda.amazonaws.com") }, { parent: this });
    const rights = new aws.iam.RolePolicy(`${this.name}-runtime`, {
      role: role.name,
      policy: document(...runAsFunction(args.place, {
        logGroupArn: logGroup.arn, keyArn: args.keys.functionsArn, hasEnvironment: hasEnvironment(args),
        failedEventsArn: failed?.arn, inNetwork: args.network !== undefined,
      })),
    }, { parent: this });
    const grants = args.grants.length === 0 ? [] : [
      new aws.iam.RolePolicy(this.name, { role: role.name, policy: document(...args.grants) }, { parent: this }),
    ];
    return { role, rights, grants };
  }

  /** Lambda refuses a function whose role has no right to the network or the queue yet. */
  private build(args: LambdaFunctionArgs, { role, logGroup, failed, door, before }: Parts): aws.lambda.Function {
    const { memoryMiB, timeoutSeconds, reservedConcurrency } = args.capacity;
    return new aws.lambda.Function(this.name, {
      ...runtime,
      code: args.code.archive,
      handler: args.code.handler,
      description: args.description,
      role: role.arn,
      memorySize: memoryMiB,
      timeout: timeoutSeconds,
      ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
      // Lambda forgets a key that has nothing to encrypt, and the next deployment would set it again.
      ...(hasEnvironment(args) && { environment: { variables: { ...args.environment } }, kmsKeyArn: args.keys.functionsArn }),
      ...(failed !== undefined && { deadLetterConfig: { targetArn: failed.arn } }),
      ...(door !== undefined && args.network !== undefined && {
        vpcConfig: { subnetIds: args.network.subnetIds, securityGroupIds: [door.group.id] },
      }),
      loggingConfig: { logGroup: logGroup.name, logFormat: "JSON", applicationLogLevel: "INFO", systemLogLevel: "INFO" },
      tracingConfig: { mode: "Active" },
    }, { parent: this, dependsOn: [...before] });
  }

  private open(args: LambdaFunctionArgs, built: aws.lambda.Function): void {
    for (const [key, invoker] of Object.entries(args.calls.invokers)) {
      permitInvoker(`${this.name}-${key}`, { place: args.place, functionName: built.name, invoker }, this);
    }
  }

  private listen(args: LambdaFunctionArgs, built: aws.lambda.Function, failed: aws.sqs.Queue | undefined): void {
    for (const [key, alarm] of Object.entries(functionAlarms(built.name, { failedEventsName: failed?.name, errors: args.watch.errors ?? "any" }))) {
      new aws.cloudwatch.MetricAlarm(`${this.name}-${key}`, { ...alarm, alarmActions: [...args.watch.alarmActionArns] }, { parent: this });
    }
  }
}

function hasEnvironment({ environment }: LambdaFunctionArgs): boolean {
  return Object.keys(environment).length > 0;
}

interface Authority {
  readonly role: aws.iam.Role;
  /** What every function may do. */
  readonly rights: aws.iam.RolePolicy;
  /** What this one may do beyond. */
  readonly grants: readonly aws.iam.RolePolicy[];
}

interface Parts {
  readonly role: aws.iam.Role;
  readonly logGroup: aws.cloudwatch.LogGroup;
  readonly failed: aws.sqs.Queue | undefined;
  readonly door: FunctionDoor | undefined;
  readonly before: readonly pulumi.Resource[];
}
