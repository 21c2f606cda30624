import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document, trust } from "../core/iam";
import { nameProblems } from "../core/names";
import { arnOf, type Place } from "../core/place";
import { insist } from "../core/problems";
import { writeApiLogs } from "./access";

export interface AccountLoggingArgs {
  readonly place: Place;
}

/**
 * Lets the APIs of an account in a region write logs: one setting for all of them, whoever made them. AWS refuses the log of a
 * stage before it is there. Where another program has set it, this one must not: the last one to be destroyed would take
 * every API's logs with it.
 */
export class AccountLogging extends pulumi.ComponentResource {
  constructor(name: string, { place }: AccountLoggingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:api:AccountLogging", name, {}, opts);
    insist(nameProblems("iamRole", name), this);
    const role = new aws.iam.Role(name, {
      description: `Writes the logs of every API in ${place.region}`,
      // The call comes for the account's setting, not for an API: there is no ARN to hold it to.
      assumeRolePolicy: trust("apigateway.amazonaws.com", { StringEqualsIfExists: { "aws:SourceAccount": place.account } }),
    }, { parent: this });
    const policy = new aws.iam.RolePolicy(name, { role: role.name, policy: document(...writeApiLogs(arnOf(place, "logs", "log-group:*"))) }, { parent: this });
    new aws.apigateway.Account(name, { cloudwatchRoleArn: role.arn }, { parent: this, dependsOn: policy });
    this.registerOutputs({});
  }
}
