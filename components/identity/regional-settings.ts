import * as cognito from "@pulumi/aws-native/cognito";
import * as pulumi from "@pulumi/pulumi";
import { emailOf } from "./pool-args";
import { type SmsSender } from "./sms";
import { type EmailSpec, type Plan } from "./spec";
import { lambdaConfigOf, type Triggers } from "./triggers";

export interface RegionalSettingsArgs {
  readonly userPoolId: pulumi.Input<string>;
  /** The replica that the settings are for: it has to be there first. */
  readonly replica: readonly pulumi.Resource[];
  readonly plan: Plan;
  readonly email: EmailSpec;
  readonly sms?: Pick<SmsSender, "configuration" | "ready"> | undefined;
  readonly triggers: Triggers;
  /** Tags of the replica: a provider's own do not reach it. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What a replica of the user pool decides for itself, in its own region: who signs its mail, how it sends texts, which functions it asks.
 * It is active from the first day, so that a failover has nothing to switch on.
 */
export class RegionalSettings extends pulumi.ComponentResource {
  /** ID of the pool, known once the replica lets users in. */
  readonly userPoolId: pulumi.Output<string>;

  constructor(name: string, args: RegionalSettingsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:RegionalSettings", name, {}, opts);
    const { userPoolId, replica, plan, email, sms, triggers, tags } = args;
    const settings = new cognito.UserPoolRegionalConfigurationAttachment(name, {
      userPoolId,
      status: "ACTIVE",
      emailConfiguration: emailOf(email),
      ...(sms !== undefined && { smsConfiguration: sms.configuration }),
      ...lambdaConfigOf(triggers, plan),
      userPoolTags: { ...tags },
    }, { parent: this, dependsOn: [...replica, ...sms?.ready ?? [], ...triggers.ready] });
    this.userPoolId = settings.userPoolId;
    this.registerOutputs({ userPoolId: this.userPoolId });
  }
}
