import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface LoginNameArgs {
  readonly zoneId: pulumi.Input<string>;
  readonly fqdn: string;
  /** CloudFront distribution that Cognito serves the pages from. */
  readonly target: pulumi.Input<string>;
}

/** Zone of every CloudFront distribution's name. Source: Route 53 API, `AliasTarget`, HostedZoneId, CloudFront distribution. */
const cloudFrontZone = "Z2FDTNDATAQYW2";

/** The name of the sign-in pages. It leads to CloudFront whichever place is active: behind it Cognito chooses. */
export class LoginName extends pulumi.ComponentResource {
  constructor(name: string, { zoneId, fqdn, target }: LoginNameArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:LoginName", name, {}, opts);
    for (const type of ["A", "AAAA"]) {
      new aws.route53.Record(`${name}-${type.toLowerCase()}`, {
        zoneId, name: fqdn, type, aliases: [{ name: target, zoneId: cloudFrontZone, evaluateTargetHealth: false }],
      }, { parent: this });
    }
    this.registerOutputs({});
  }
}
