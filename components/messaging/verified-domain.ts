import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface VerifiedDomainArgs {
  /** Domain that e-mails come from, in the same place. */
  readonly domain: pulumi.Input<string>;
  /** Records that vouch for the domain in this place. */
  readonly records: readonly pulumi.Resource[];
}

/**
 * Domain that SES has verified in a place. Whoever takes its ARN waits until then, as Cognito has to, which refuses any other; a zone that its
 * parent domain does not delegate to keeps it waiting until the deployment gives up.
 */
export class VerifiedDomain extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { domain, records }: VerifiedDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:messaging:VerifiedDomain", name, {}, opts);
    this.arn = new aws.ses.DomainIdentityVerification(name, { domain }, { parent: this, dependsOn: [...records] }).arn;
    this.registerOutputs({ arn: this.arn });
  }
}
