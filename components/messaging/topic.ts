import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allowPrincipal, document, type Statement } from "../core/iam";
import { nameProblems } from "../core/names";
import type { Place } from "../core/place";
import { insist } from "../core/problems";

/** An AWS service that publishes to a topic. */
export interface Publisher {
  /** Such as `cloudwatch.amazonaws.com`. */
  readonly principal: string;
  /**
   * `told`: the service says for which account it speaks, and is held to this one. `untold`: it does not. EventBridge is the one:
   * a condition in a topic's policy keeps its events out. Source: EventBridge User Guide, "Troubleshooting", Amazon SNS topic policies.
   */
  readonly account: "told" | "untold";
}

/** Who hears what a topic says. */
export interface Subscribers {
  /** Addresses. Each gets a message that asks for a confirmation, and nothing before. */
  readonly emails: readonly string[];
  /** HTTPS addresses that confirm by themselves, by a key that names them. */
  readonly webhooks: Readonly<Record<string, string>>;
}

export interface TopicArgs {
  readonly place: Place;
  /** Key of the place for topics and queues. */
  readonly keyArn: pulumi.Input<string>;
  /** Services that publish, by a word that names them in the policy. Roles of the account publish by their own policies. */
  readonly publishers: Readonly<Record<string, Publisher>>;
  readonly subscribers: Subscribers;
}

/**
 * An encrypted topic of one place, over TLS alone.
 *
 * @throws {pulumi.ResourceError} when its name does not fit AWS.
 */
export class Topic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(private readonly name: string, args: TopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:messaging:Topic", name, {}, opts);
    insist(nameProblems("snsTopic", name), this);
    const topic = new aws.sns.Topic(name, { kmsMasterKeyId: args.keyArn }, { parent: this });
    const policy = new aws.sns.TopicPolicy(name, { arn: topic.arn, policy: document(...topicAccess(args, topic.arn)) }, { parent: this });
    this.subscribe(args.subscribers, topic.arn);
    // Whoever is told the ARN comes after the policy that lets it publish.
    this.arn = pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }

  private subscribe({ emails, webhooks }: Subscribers, topicArn: pulumi.Output<string>): void {
    for (const email of emails) {
      new aws.sns.TopicSubscription(`${this.name}-${wordOf(email)}`, { topic: topicArn, protocol: "email", endpoint: email }, { parent: this });
    }
    for (const [key, endpoint] of Object.entries(webhooks)) {
      new aws.sns.TopicSubscription(`${this.name}-${key}`, {
        topic: topicArn, protocol: "https", endpoint, endpointAutoConfirms: false,
      }, { parent: this });
    }
  }
}

/** An address as a part of a name: the address is what the subscription is, so its name may follow it. */
function wordOf(email: string): string {
  return email.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
}

/** Who may publish to a topic. Source: SNS Developer Guide, "Security best practices", enforce encryption of data in transit. */
function topicAccess({ place, publishers }: TopicArgs, topicArn: pulumi.Input<string>): readonly Statement[] {
  return [
    {
      Sid: "DenyPlaintext", Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...Object.entries(publishers).map(([word, { principal, account }]) => allowPrincipal({ Service: principal }, {
      sid: `Publish${word}`, actions: ["sns:Publish"], resources: [topicArn],
      ...(account === "told" && { when: { StringEquals: { "aws:SourceAccount": place.account } } }),
    })),
  ];
}
