import * as pulumi from "@pulumi/pulumi";
import { ValidationRecords, type Certificate } from "../components/certificate";
import { Failover, Zone, type FailoverArgs } from "../components/failover";
import { EmailRecords, type EmailProof } from "../components/messaging";
import { globalRegion, providerFor } from "./providers";
import { type Settings } from "./settings";

/** Everything that exists once: the public names of the platform, and the proof that they are its own. */
export class Global extends pulumi.ComponentResource {
  readonly zone: Zone;
  /** Options of whatever hangs under this component: the way into the region of global services. */
  readonly inside: pulumi.ComponentResourceOptions;

  constructor(private readonly name: string, private readonly settings: Settings, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:platform:Global", name, {}, opts);
    const { account, domain, protection, recovery } = settings;
    const provider = providerFor({ place: name, region: globalRegion, account, tags: settings, stsRegion: recovery.witness }, { parent: this });
    this.inside = { parent: this, providers: { aws: provider } };
    this.zone = new Zone(`${name}-zone`, domain.hostedZone === "create"
      ? { kind: "created", name: domain.zone, comment: `Public names of ${pulumi.getProject()} ${pulumi.getStack()}. Kept by ${settings.owner}.` }
      : { kind: "given", name: domain.zone, zoneId: domain.hostedZone }, { ...this.inside, protect: protection });
  }

  /** Records by which the certificates of all places are issued and renewed. */
  prove(certificates: readonly Certificate[]): ValidationRecords {
    return new ValidationRecords(`${this.name}-certificate`, { zoneId: this.zone.zoneId, zoneName: this.zone.zoneName, certificates }, this.inside);
  }

  /** Records by which others believe the e-mails of all places. */
  vouch(proofs: readonly EmailProof[]): EmailRecords | undefined {
    const { domain, messaging: { email } } = this.settings;
    if (email === "none") return undefined;
    const dmarc = email.dmarc === "kept-elsewhere" ? email.dmarc : { policy: email.dmarc.policy, reports: email.dmarc.reports };
    return new EmailRecords(`${this.name}-email`, { zoneId: this.zone.zoneId, domain: domain.zone, proofs, dmarc }, this.inside);
  }

  /** Watches the places, so that names can be added which lead to the one that can write. */
  watch(sites: FailoverArgs["sites"]): Failover {
    return new Failover(`${this.name}-failover`, {
      zoneId: this.zone.zoneId,
      zoneName: this.zone.zoneName,
      sites,
      probe: this.settings.recovery.probe,
    }, this.inside);
  }

  /** Says that all of it is asked for. */
  close(): void {
    this.registerOutputs({});
  }
}
