import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type ResourceServerSpec } from "./scopes";

export interface ResourceServersArgs {
  readonly userPoolId: pulumi.Input<string>;
  readonly servers: Readonly<Record<string, ResourceServerSpec>>;
}

/** The APIs for which a user pool writes scopes into tokens. */
export class ResourceServers extends pulumi.ComponentResource {
  constructor(name: string, { userPoolId, servers }: ResourceServersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:ResourceServers", name, {}, opts);
    for (const [key, { identifier, scopes }] of Object.entries(servers)) {
      new aws.cognito.ResourceServer(`${name}-${key}`, {
        userPoolId, identifier, name: key,
        scopes: Object.entries(scopes).map(([scopeName, scopeDescription]) => ({ scopeName, scopeDescription })),
      }, { parent: this });
    }
    this.registerOutputs({});
  }
}
