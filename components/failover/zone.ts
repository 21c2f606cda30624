import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Where the platform's public names live. */
export type ZoneArgs =
  | {
    /** A hosted zone of the platform's own. Its parent domain must delegate to {@link Zone.nameServers}. */
    readonly kind: "created";
    /** Domain name, such as `example.com`. Changing it replaces the zone. */
    readonly name: string;
    /** Who keeps the zone, and what for; at most 256 characters. */
    readonly comment: string;
  }
  | {
    /** A hosted zone that somebody else keeps. Nothing is created; the platform adds its records. */
    readonly kind: "given";
    readonly name: string;
    readonly zoneId: pulumi.Input<string>;
  };

/**
 * Seconds that a certificate authority may keep the answer about who may issue certificates.
 * No failover waits for it, so it is long.
 */
const authorityTtlSeconds = 3600;

/**
 * Public hosted zone, created or given. A created one can be changed again about an hour into the loss of the region
 * that Route 53 is steered from, and lets Amazon alone issue certificates for its names, none of them for a wildcard.
 */
export class Zone extends pulumi.ComponentResource {
  readonly zoneId: pulumi.Output<string>;
  readonly zoneName: string;
  /** Servers that the parent domain must delegate to; absent for a given zone, which already is delegated. */
  readonly nameServers: pulumi.Output<string[]> | undefined;

  constructor(name: string, args: ZoneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:failover:Zone", name, {}, opts);
    this.zoneName = args.name;
    if (args.kind === "given") {
      this.zoneId = pulumi.output(args.zoneId);
    } else {
      const zone = new aws.route53.Zone(`${name}-public`, {
        name: args.name,
        comment: args.comment,
        enableAcceleratedRecovery: true,
        forceDestroy: false,
      }, { parent: this });
      this.nameServers = zone.nameServers;
      this.zoneId = this.limitIssuers(`${name}-issuers`, { zoneId: zone.zoneId, zoneName: args.name });
    }
    this.registerOutputs({ zoneId: this.zoneId, zoneName: this.zoneName, nameServers: this.nameServers });
  }

  /**
   * Returns the zone's ID once the record is there: whoever writes into the zone comes after it. ACM looks for it as
   * soon as it finds a validation record, and would otherwise obey a parent domain that may shut Amazon out.
   * Source: ACM User Guide, "(Optional) Configure a CAA record".
   */
  private limitIssuers(name: string, { zoneId, zoneName }: { zoneId: pulumi.Output<string>; zoneName: string }): pulumi.Output<string> {
    return new aws.route53.Record(name, {
      zoneId,
      name: zoneName,
      type: "CAA",
      ttl: authorityTtlSeconds,
      records: ['0 issue "amazon.com"', '0 issuewild ";"'],
    }, { parent: this }).zoneId;
  }
}
