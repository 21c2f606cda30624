import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Place } from "../core/place";

/** E-mails of a place. */
export interface EmailArgs {
  readonly place: Place;
  /** Domain that e-mails come from, in a zone of the platform's. Changing it replaces the identity. */
  readonly domain: string;
  /** What the configuration set is called, free in the account and region. Changing it replaces the set. */
  readonly physicalName: string;
  /** Topic that hears of addresses which do not exist, and of people who complain. */
  readonly feedbackTopicArn: pulumi.Input<string>;
  /** Who hears an alarm: ARNs of topics. */
  readonly alarmActionArns: readonly pulumi.Input<string>[];
}

/** What a sender of e-mails, and the zone of its domain, need. */
export interface Email {
  readonly identityArn: pulumi.Output<string>;
  /** Domain that e-mails come from. */
  readonly domain: pulumi.Output<string>;
  readonly configurationSetName: pulumi.Output<string>;
  readonly configurationSetArn: pulumi.Output<string>;
  readonly proof: EmailProof;
}

/** What the zone has to say so that others believe a place's e-mails. */
export interface EmailProof {
  readonly place: Place;
  /** Each names a record, and what it points to. */
  readonly dkimTokens: readonly pulumi.Output<string>[];
  /** Domain that undeliverable e-mails go back to. */
  readonly mailFromDomain: string;
}

/** Easy DKIM always has three. Source: SES Developer Guide, "Easy DKIM in Amazon SES". */
const tokenRanks = [0, 1, 2] as const;

/**
 * What AWS calls too much: from here on it looks into an account, and may stop it. Source: SES Developer Guide, "Amazon SES sending review
 * process FAQs", bounces and complaints.
 */
const tooMany = { "bounces": { metricName: "Reputation.BounceRate", threshold: 0.05 }, "complaints": { metricName: "Reputation.ComplaintRate", threshold: 0.001 } } as const;

/** Label of the domain that undeliverable e-mails of a place go back to. A domain's MX record leads to one region, so each place has its own. */
function mailFromDomainOf({ key }: Pick<Place, "key">, domain: string): string {
  return `bounce-${key}.${domain}`;
}

/** Builds what e-mails are sent by: the domain with a signature of the place's own, and a set of rules with feedback. */
export function buildEmail(name: string, args: EmailArgs, parent: pulumi.Resource): Email {
  const { place, domain, physicalName } = args;
  const set = new aws.sesv2.ConfigurationSet(name, {
    configurationSetName: physicalName,
    deliveryOptions: { tlsPolicy: "REQUIRE" },
    reputationOptions: { reputationMetricsEnabled: true },
    sendingOptions: { sendingEnabled: true },
    suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
  }, { parent });
  const feedback = new aws.sesv2.ConfigurationSetEventDestination(`${name}-feedback`, {
    configurationSetName: set.configurationSetName, eventDestinationName: "feedback",
    eventDestination: { enabled: true, matchingEventTypes: ["BOUNCE", "COMPLAINT"], snsDestination: { topicArn: args.feedbackTopicArn } },
  }, { parent });
  const identity = new aws.sesv2.EmailIdentity(name, {
    emailIdentity: domain, configurationSetName: set.configurationSetName, dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
  }, { parent });
  const mailFromDomain = mailFromDomainOf(place, domain);
  new aws.sesv2.EmailIdentityMailFromAttributes(name, {
    emailIdentity: identity.emailIdentity, mailFromDomain, behaviorOnMxFailure: "USE_DEFAULT_VALUE",
  }, { parent });
  // What comes back goes to the topic, not once more to the address that e-mails come from, which nobody reads.
  new aws.sesv2.EmailIdentityFeedbackAttributes(name, { emailIdentity: identity.emailIdentity, emailForwardingEnabled: false }, { parent, dependsOn: [feedback] });
  watch(name, { ...args, set }, parent);
  const dkimTokens = tokenRanks.map((rank) => identity.dkimSigningAttributes.apply(({ tokens }) => tokens[rank] ?? ""));
  return {
    identityArn: identity.arn, domain: identity.emailIdentity, configurationSetName: set.configurationSetName, configurationSetArn: set.arn, proof: { place, dkimTokens, mailFromDomain },
  };
}

/** Source: SES Developer Guide, "Creating reputation monitoring alarms using CloudWatch"; the dimension: "Retrieving Amazon SES event data from CloudWatch". */
function watch(name: string, { alarmActionArns, set }: EmailArgs & { readonly set: aws.sesv2.ConfigurationSet }, parent: pulumi.Resource): void {
  for (const [key, measure] of Object.entries(tooMany)) {
    new aws.cloudwatch.MetricAlarm(`${name}-${key}`, {
      ...measure, namespace: "AWS/SES", dimensions: { "ses:configuration-set": set.configurationSetName }, statistic: "Average", period: 3600, evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold", treatMissingData: "notBreaching", alarmActions: [...alarmActionArns],
      alarmDescription: `Too many ${key}: AWS may stop e-mails from this account and region`,
    }, { parent });
  }
}
