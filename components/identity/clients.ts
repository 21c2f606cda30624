import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { clientArgsOf, type ClientKey, type ClientSpec, type TokenSpec } from "./client-args";
import { type Plan } from "./spec";

export interface UserPoolClientsArgs {
  readonly userPoolId: pulumi.Input<string>;
  readonly clients: Readonly<Record<ClientKey, ClientSpec>>;
  readonly tokens: TokenSpec;
  /** Plan of the pool: `lite` lets nobody choose a factor. */
  readonly plan: Plan;
  /** Names of identity providers that people may come by, beside the pool itself. */
  readonly providers: readonly string[];
  /** Whether clients hand over passwords, which alone lets a function fetch users from elsewhere. */
  readonly handsOverPasswords: boolean;
  /** Attributes that people may change by themselves, and providers may fill. A pool lets a client write all of them unless told. */
  readonly writable: readonly string[];
  /** Resource servers and identity providers that the clients name: Cognito refuses names that it does not know. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The applications of the platform, as a user pool knows them: web, iOS and Android without a secret, since none could keep it, and a
 * server with one, which acts for nobody but itself. The replica knows them under the same IDs.
 */
export class UserPoolClients extends pulumi.ComponentResource {
  readonly clientIds: Readonly<Record<ClientKey, pulumi.Output<string>>>;

  constructor(private readonly name: string, private readonly args: UserPoolClientsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:UserPoolClients", name, {}, opts);
    this.clientIds = { web: this.make("web"), ios: this.make("ios"), android: this.make("android"), server: this.make("server") };
    this.registerOutputs({ clientIds: this.clientIds });
  }

  private make(key: ClientKey): pulumi.Output<string> {
    const { userPoolId, clients, plan, tokens, providers, handsOverPasswords, writable, after } = this.args;
    return new aws.cognito.UserPoolClient(`${this.name}-${key}`, {
      userPoolId, ...clientArgsOf(clients[key], { plan, tokens, providers, handsOverPasswords, writable }),
    }, { parent: this, dependsOn: [...after] }).id;
  }
}
