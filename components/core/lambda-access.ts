import * as pulumi from "@pulumi/pulumi";
import { allow, allowUnscoped, type Statement } from "./iam";
import { arnOf, type Place } from "./place";

/** What a function needs before its own work begins. */
export interface RuntimeNeeds {
  readonly logGroupArn: pulumi.Input<string>;
  /** Key of its environment, and of the queue of events that failed. */
  readonly keyArn: pulumi.Input<string>;
  readonly hasEnvironment: boolean;
  /** Absent for a function whose caller sees the failure itself. */
  readonly failedEventsArn?: pulumi.Input<string> | undefined;
  /** Whether it has a leg in a network. */
  readonly inNetwork: boolean;
}

/**
 * Lets a function start, write its log and its traces, and keep the events that it could not handle.
 * Source: Lambda Developer Guide, "Defining Lambda function permissions with an execution role", "Visualize Lambda function
 * invocations using AWS X-Ray", "Adding a dead-letter queue" and "Securing Lambda environment variables".
 */
export function runAsFunction(place: Place, needs: RuntimeNeeds): Statement[] {
  return [
    allow({
      sid: "WriteLogs", actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [pulumi.interpolate`${needs.logGroupArn}:*`],
    }),
    allowUnscoped({ sid: "SendTraces", actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], why: "A trace has no ARN." }),
    ...(needs.hasEnvironment ? [openEnvironment(place, needs.keyArn)] : []),
    ...(needs.failedEventsArn === undefined ? [] : keepFailedEvents(place, needs.failedEventsArn, needs.keyArn)),
    ...(needs.inNetwork ? joinNetwork(place) : []),
  ];
}

function openEnvironment(place: Place, keyArn: pulumi.Input<string>): Statement {
  return allow({
    sid: "OpenEnvironment",
    actions: ["kms:Decrypt"],
    resources: [keyArn],
    when: { StringEquals: { "kms:ViaService": `lambda.${place.region}.amazonaws.com` } },
  });
}

/** SQS asks for both key actions of whoever sends to an encrypted queue. Source: SQS Developer Guide, "Key management", Configuring KMS permissions. */
function keepFailedEvents(place: Place, queueArn: pulumi.Input<string>, keyArn: pulumi.Input<string>): Statement[] {
  return [
    allow({ sid: "KeepFailedEvents", actions: ["sqs:SendMessage"], resources: [queueArn] }),
    allow({
      sid: "EncryptFailedEvents",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [keyArn],
      when: { StringEquals: { "kms:ViaService": `sqs.${place.region}.amazonaws.com` } },
    }),
  ];
}

/** What Lambda does in the name of a role that joins a network. Source: AWS managed policy AWSLambdaVPCAccessExecutionRole, version 3. */
const interfaceActions = {
  see: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
  change: ["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses"],
} as const;

/**
 * Lets Lambda give the function its leg in the network, and keeps the function's own code from doing so: Lambda checks the
 * rights of the role when it makes the leg, and names the function only in what the function itself asks for. The
 * interface is not there yet, and Lambda refuses a role that may not delete all of the place's, so no ARN is narrower.
 * Source: Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC", required IAM permissions
 * with the pattern of the ARN, and the deny for function code.
 */
function joinNetwork(place: Place): Statement[] {
  return [
    allowUnscoped({ sid: "SeeNetwork", actions: interfaceActions.see, why: "EC2 scopes no Describe action." }),
    allow({ sid: "JoinNetwork", actions: interfaceActions.change, resources: [arnOf(place, "ec2", "*/*")] }),
    {
      Sid: "NotByOwnCode",
      Effect: "Deny",
      Action: [...interfaceActions.see, ...interfaceActions.change].sort(),
      Resource: ["*"],
      Condition: { ArnLike: { "lambda:SourceFunctionArn": arnOf(place, "lambda", "function:*") } },
    },
  ];
}
