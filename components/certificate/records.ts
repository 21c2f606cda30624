import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { insist } from "../core/problems";
import { type Certificate } from "./certificate";
import { keyOf, zoneProblems } from "./domains";

/** Renewals look at the record once a year and nobody else does, so only its first appearance must be quick. */
const ttlSeconds = 300;

export interface ValidationRecordsArgs {
  /** Public hosted zone of every domain in the certificates. */
  readonly zoneId: pulumi.Input<string>;
  readonly zoneName: string;
  /** Certificates of all places, in the places' order of birth: of a domain in several, the first one's record is taken. */
  readonly certificates: readonly Pick<Certificate, "domains" | "challenge">[];
}

/**
 * Records by which ACM issues, and later renews, the certificates of all places: one for each domain, however many
 * certificates hold it, since ACM asks for the same record in every region. They stay for as long as a certificate does.
 *
 * @throws {pulumi.ResourceError} when a domain is outside the zone, or two would get the same name.
 */
export class ValidationRecords extends pulumi.ComponentResource {
  /** Full name of each domain's record, by domain; known once the record is there. */
  readonly fqdns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ValidationRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:certificate:ValidationRecords", name, {}, opts);
    const { zoneId, zoneName, certificates } = args;
    const domains = [...new Set(certificates.flatMap((certificate) => certificate.domains))];
    insist(zoneProblems(domains, zoneName), this);
    this.fqdns = Object.fromEntries(certificates.flatMap((certificate, index) => {
      const seen = certificates.slice(0, index).flatMap((earlier) => earlier.domains);
      return certificate.domains.filter((domain) => !seen.includes(domain)).map((domain) => {
        const challenge = certificate.challenge(domain);
        const record = new aws.route53.Record(`${name}-${keyOf(domain, zoneName)}`, {
          zoneId,
          name: challenge.name,
          type: challenge.type,
          ttl: ttlSeconds,
          records: [challenge.value],
        }, { parent: this });
        return [domain, record.fqdn] as const;
      });
    }));
    this.registerOutputs({ fqdns: this.fqdns });
  }
}
