import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** An API as tokens name it. */
export interface ResourceServerSpec {
  /** What scopes start with, such as `https://api.example.com`. Changing it replaces the server and its scopes. */
  readonly identifier: string;
  /** What each scope allows, in half a sentence. */
  readonly scopes: Readonly<Record<string, string>>;
}

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

/** Full names of all scopes, as clients ask for them. */
export function scopesOf(servers: Readonly<Record<string, ResourceServerSpec>>): readonly string[] {
  return Object.values(servers).flatMap(({ identifier, scopes }) => Object.keys(scopes).map((scope) => `${identifier}/${scope}`));
}
