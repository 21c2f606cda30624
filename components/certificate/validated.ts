import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { insist } from "../core/problems";
import { type Certificate } from "./certificate";
import { type ValidationRecords } from "./records";

export interface ValidatedCertificateArgs {
  /** Certificate of the same place. */
  readonly certificate: Pick<Certificate, "arn" | "domains">;
  /** Records for all of the certificate's domains. */
  readonly records: Pick<ValidationRecords, "fqdns">;
}

/**
 * Certificate that ACM has issued. Whoever takes its ARN, as a listener does, waits until then; a zone that its parent
 * domain does not delegate to keeps it waiting until the deployment gives up.
 *
 * @throws {pulumi.ResourceError} when a domain has no record.
 */
export class ValidatedCertificate extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { certificate, records }: ValidatedCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:certificate:ValidatedCertificate", name, {}, opts);
    const missing = certificate.domains.filter((domain) => records.fqdns[domain] === undefined);
    insist(missing.map((domain) => `${domain} has no validation record: give the certificate to the ValidationRecords, too`), this);
    this.arn = new aws.acm.CertificateValidation(`${name}-issued`, {
      certificateArn: certificate.arn,
      validationRecordFqdns: certificate.domains.flatMap((domain) => records.fqdns[domain] ?? []),
    }, { parent: this }).certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}
