import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Groups } from "./group-rules";

export interface UserGroupsArgs {
  readonly userPoolId: pulumi.Input<string>;
  readonly groups: Groups;
}

/** The groups of a pool. What a group may do in AWS is a matter of each place, whose identity pool has a role for it. */
export class UserGroups extends pulumi.ComponentResource {
  constructor(name: string, { userPoolId, groups }: UserGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:UserGroups", name, {}, opts);
    for (const [key, { description, precedence }] of Object.entries(groups)) {
      new aws.cognito.UserGroup(`${name}-${key}`, { userPoolId, name: key, description, precedence }, { parent: this });
    }
    this.registerOutputs({});
  }
}
