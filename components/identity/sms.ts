import * as aws from "@pulumi/aws";
import type * as awsNative from "@pulumi/aws-native";
import * as pulumi from "@pulumi/pulumi";
import { allow, document } from "../core/iam";
import { arnOf, type Place } from "../core/place";
import { trustPools } from "./trust";

export interface SmsSenderArgs {
  readonly place: Place;
  /** Who texts are from, in the place: `pool/pool-…`, `phone-number/phone-…` or `sender-id/NAME/DE`. */
  readonly originator: string;
  /** Says for which stack a pool takes up the role. 2 to 1,224 characters. Source: IAM API, `AssumeRole`, ExternalId. */
  readonly externalId: string;
}

/** How the user pool of a place sends text messages: from one number, pool of numbers or name, in a role that sends from no other. */
export class SmsSender extends pulumi.ComponentResource {
  /** The way in the words of a pool, and of its replica. */
  readonly configuration: awsNative.types.input.cognito.UserPoolSmsConfigurationArgs;
  /** What has to be there before the pool sends. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, { place, originator, externalId }: SmsSenderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:SmsSender", name, {}, opts);
    // The permission has to name what the pool names, to the letter. Source: Amazon Cognito user pools API, `EumsSmsConfigurationType`, OriginationIdentity.
    const originatorArn = arnOf(place, "sms-voice", originator);
    const role = new aws.iam.Role(name, { assumeRolePolicy: trustPools(place, externalId) }, { parent: this });
    this.ready = [new aws.iam.RolePolicy(name, {
      role: role.name, policy: document(allow({ sid: "SendTexts", actions: ["sms-voice:SendTextMessage"], resources: [originatorArn] })),
    }, { parent: this })];
    this.configuration = { eumsSms: { callerArn: role.arn, externalId, originationIdentity: originatorArn, region: place.region } };
    this.registerOutputs({});
  }
}
