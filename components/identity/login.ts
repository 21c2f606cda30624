import * as aws from "@pulumi/aws";
import * as cognito from "@pulumi/aws-native/cognito";
import * as pulumi from "@pulumi/pulumi";
import { type ClientKey } from "./client-args";
import { type LoginAddress } from "./login-address";

/** What the pages look like: as AWS made them, or as its designer exported them. */
export type Branding = { readonly kind: "standard" } | { readonly kind: "designed"; readonly settings: Readonly<Record<string, unknown>> };

export interface LoginArgs {
  readonly userPoolId: pulumi.Input<string>;
  readonly address: LoginAddress;
  /** Absent on the plan that has only the older pages. */
  readonly branding?: Branding | undefined;
  /** Applications whose people sign in on the pages. */
  readonly clientIds: Readonly<Partial<Record<ClientKey, pulumi.Input<string>>>>;
  /** Absent: one place alone serves the pages. */
  readonly failover?: { readonly healthCheckId: pulumi.Input<string>; readonly region: string } | undefined;
  /** Records that AWS looks for, among them the parent's. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The pages on which people sign in, and to which federated sign-ins and programs come. AWS serves them from the place where the pool was
 * born while the health check holds, and from the other place while it does not.
 */
export class Login extends pulumi.ComponentResource {
  /** What an alias record of a custom name points to. */
  readonly target: pulumi.Output<string>;

  constructor(private readonly name: string, private readonly args: LoginArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:Login", name, {}, opts);
    const { userPoolId, address, branding, failover, after } = args;
    const domain = new cognito.UserPoolDomain(name, {
      userPoolId,
      domain: address.kind === "custom" ? address.domain : address.prefix,
      managedLoginVersion: branding === undefined ? classicPages : managedPages,
      ...(address.kind === "custom" && { customDomainConfig: { certificateArn: address.certificateArn } }),
      ...(failover !== undefined && { routing: { failover: { primaryRoute53HealthCheckId: failover.healthCheckId, secondaryRegion: failover.region } } }),
    }, { parent: this, dependsOn: [...after] });
    this.target = domain.cloudFrontDistribution;
    if (branding !== undefined) this.brand(branding);
    this.registerOutputs({ target: this.target });
  }

  /** A client that the API made has no pages before it has a style. Source: typings, `ManagedLoginBranding`. */
  private brand(branding: Branding): void {
    for (const [key, clientId] of Object.entries(this.args.clientIds)) {
      new aws.cognito.ManagedLoginBranding(`${this.name}-${key}`, {
        userPoolId: this.args.userPoolId, clientId,
        ...(branding.kind === "standard" ? { useCognitoProvidedValues: true } : { settings: JSON.stringify(branding.settings) }),
      }, { parent: this });
    }
  }
}

/** Source: `@pulumi/aws-native`, `UserPoolDomainArgs.managedLoginVersion`. */
const [classicPages, managedPages] = [1, 2];
