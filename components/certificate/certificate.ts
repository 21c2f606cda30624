import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { insist } from "../core/problems";
import { domainProblems } from "./domains";

/** Record by which ACM sees that a domain is its owner's: the same for every certificate of an account, in every region. */
export interface Challenge {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

export interface CertificateArgs {
  /** Name that the certificate is made out to, at most 64 characters: the place's own origin name. Changing it replaces the certificate. */
  readonly domain: string;
  /** Further names that the place answers to. None is a wildcard. Changing them replaces the certificate, the new one first. */
  readonly alternatives: readonly string[];
}

/**
 * Certificate of one place, requested and not yet issued: {@link ValidatedCertificate} waits for that.
 *
 * @throws {pulumi.ResourceError} when ACM would not issue one certificate for the names.
 */
export class Certificate extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Every name in the certificate, the first one first. */
  readonly domains: readonly string[];
  private readonly challenges: pulumi.Output<aws.types.output.acm.CertificateDomainValidationOption[]>;

  constructor(name: string, args: CertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:certificate:Certificate", name, {}, opts);
    this.domains = [args.domain, ...args.alternatives];
    insist(domainProblems(this.domains), this);
    const certificate = new aws.acm.Certificate(`${name}-request`, {
      domainName: args.domain,
      ...(args.alternatives.length > 0 && { subjectAlternativeNames: [...args.alternatives].sort() }),
      validationMethod: "DNS",
      // Not every client of a mobile platform takes ECDSA. Source: ACM API, RequestCertificate, KeyAlgorithm.
      keyAlgorithm: "RSA_2048",
      // Browsers refuse a certificate that is in no public log. Source: ACM User Guide, "Certificate transparency logging".
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      tags: { Name: name },
    }, { parent: this });
    this.arn = certificate.arn;
    this.challenges = certificate.domainValidationOptions;
    this.registerOutputs({ arn: this.arn });
  }

  /**
   * Record that proves one of {@link domains} to ACM.
   *
   * @throws {pulumi.ResourceError} when the certificate does not hold the domain.
   */
  challenge(domain: string): pulumi.Output<Challenge> {
    if (!this.domains.includes(domain)) {
      throw new pulumi.ResourceError(`${domain} is not in the certificate for ${this.domains.join(", ")}: ask for one of those`, this);
    }
    return this.challenges.apply((options) => {
      const found = options.find((option) => option.domainName === domain);
      if (found === undefined) throw new pulumi.ResourceError(`ACM answered no validation record for ${domain}: refresh the stack`, this);
      return { name: found.resourceRecordName, type: found.resourceRecordType, value: found.resourceRecordValue };
    });
  }
}
