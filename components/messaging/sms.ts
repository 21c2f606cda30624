import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allow, document, trust } from "../core/iam";
import { arnOf, type Place } from "../core/place";

/** Text messages of a place. */
export interface SmsArgs {
  readonly place: Place;
  /** What the configuration set and the list of opt-outs are called, free in the account and region. Changing it replaces them. */
  readonly physicalName: string;
  readonly messageType: "TRANSACTIONAL" | "PROMOTIONAL";
  /** ARNs of the place's phone numbers and sender IDs, leased by hand: registering them takes weeks. Without any, nothing is sent. */
  readonly originationArns: readonly string[];
  readonly deletionProtection: boolean;
  /** Key and days of the record of what became of each message. */
  readonly logs: { readonly keyArn: pulumi.Input<string>; readonly retentionDays: number };
  /** Topic that hears of numbers which do not exist. */
  readonly feedbackTopicArn: pulumi.Input<string>;
}

/** What a sender of text messages needs. */
export interface Sms {
  readonly configurationSetName: pulumi.Output<string>;
  readonly configurationSetArn: pulumi.Output<string>;
  /** Absent where there is no number to send from. */
  readonly pool: { readonly id: pulumi.Output<string>; readonly arn: pulumi.Output<string> } | undefined;
}

/** Builds what text messages are sent by: a pool of given numbers, who asked not to be written to, and where it is told what became of each. */
export function buildSms(name: string, args: SmsArgs, parent: pulumi.Resource): Sms {
  const { physicalName, messageType, originationArns, deletionProtection } = args;
  const set = new aws.pinpoint.Smsvoicev2ConfigurationSet(name, { name: physicalName, defaultMessageType: messageType }, { parent });
  record(name, { ...args, set }, parent);
  new aws.pinpoint.Smsvoicev2EventDestination(`${name}-feedback`, {
    configurationSetName: set.name, eventDestinationName: "feedback", matchingEventTypes: ["TEXT_INVALID"],
    snsDestination: { topicArn: args.feedbackTopicArn },
  }, { parent });
  const optOuts = new aws.pinpoint.Smsvoicev2OptOutList(name, { name: physicalName }, { parent });
  const pool = originationArns.length === 0 ? undefined : new aws.pinpoint.Smsvoicev2Pool(name, {
    messageType, originationIdentities: [...originationArns], optOutListName: optOuts.name, selfManagedOptOutsEnabled: false,
    sharedRoutesEnabled: false, deletionProtectionEnabled: deletionProtection,
  }, { parent });
  return { configurationSetName: set.name, configurationSetArn: set.arn, pool: pool === undefined ? undefined : { id: pool.id, arn: pool.arn } };
}

/** Source: AWS End User Messaging SMS User Guide, "IAM policy for Amazon CloudWatch". */
function record(name: string, { place, physicalName, logs, set }: SmsArgs & { readonly set: aws.pinpoint.Smsvoicev2ConfigurationSet }, parent: pulumi.Resource): void {
  const group = new aws.cloudwatch.LogGroup(name, { kmsKeyId: logs.keyArn, retentionInDays: logs.retentionDays }, { parent });
  const role = new aws.iam.Role(name, {
    assumeRolePolicy: trust("sms-voice.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": place.account },
      ArnLike: { "aws:SourceArn": arnOf(place, "sms-voice", `configuration-set/${physicalName}`) },
    }),
  }, { parent });
  const rights = new aws.iam.RolePolicy(name, {
    role: role.name,
    policy: document(allow({
      sid: "RecordMessages", actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], resources: [pulumi.interpolate`${group.arn}:*`],
    })),
  }, { parent });
  new aws.pinpoint.Smsvoicev2EventDestination(`${name}-record`, {
    configurationSetName: set.name, eventDestinationName: "record", matchingEventTypes: ["TEXT_ALL"],
    cloudwatchLogsDestination: { iamRoleArn: role.arn, logGroupArn: group.arn },
  }, { parent, dependsOn: [rights] });
}
