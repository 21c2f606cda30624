import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { insist } from "../core/problems";
import type { EmailProof } from "./email";
import { emailProblems } from "./email-regions";

/** What others shall do with e-mails that claim to come from the domain and do not. */
export interface DmarcPolicy {
  readonly policy: "none" | "quarantine" | "reject";
  /** Address that reports go to. */
  readonly reports: string | undefined;
}

export interface EmailRecordsArgs {
  /** Public hosted zone of the domain. */
  readonly zoneId: pulumi.Input<string>;
  readonly domain: string;
  /** Proofs of all places, in the places' order of birth. */
  readonly proofs: readonly EmailProof[];
  /** `kept-elsewhere`: somebody else keeps the record. */
  readonly dmarc: DmarcPolicy | "kept-elsewhere";
}

/** Seconds that others may keep an answer: nothing here follows a failover. */
const ttlSeconds = 3600;

/**
 * Records by which others believe the platform's e-mails, from every place: who may sign, who may send, and what to do with the rest.
 * Each place signs with keys of its own, so that it needs the other for nothing.
 *
 * @throws {pulumi.ResourceError} naming regions whose signatures cannot be found.
 */
export class EmailRecords extends pulumi.ComponentResource {
  /** Records that verify the domain for a place, by its key: none of them is about another place. */
  readonly vouchers: Readonly<Record<string, readonly pulumi.Resource[]>>;

  constructor(private readonly name: string, private readonly args: EmailRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:messaging:EmailRecords", name, {}, opts);
    insist(emailProblems(args.proofs.map(({ place }) => place.region)), this);
    this.vouchers = Object.fromEntries(args.proofs.map((proof) => [proof.place.key, this.prove(proof)]));
    if (args.dmarc !== "kept-elsewhere") this.write("dmarc", { name: `_dmarc.${args.domain}`, type: "TXT", records: [dmarcOf(args.dmarc)] });
    this.registerOutputs({});
  }

  /** Source: SES Developer Guide, "Easy DKIM in Amazon SES" and "Using a custom MAIL FROM domain". */
  private prove({ place, dkimTokens, mailFromDomain }: EmailProof): pulumi.Resource[] {
    const signatures = dkimTokens.map((token, rank) => this.write(`${place.key}-dkim-${String(rank + 1)}`, {
      name: pulumi.interpolate`${token}._domainkey.${this.args.domain}`, type: "CNAME", records: [pulumi.interpolate`${token}.dkim.amazonses.com`],
    }));
    this.write(`${place.key}-bounce-to`, { name: mailFromDomain, type: "MX", records: [`10 feedback-smtp.${place.region}.amazonses.com`] });
    this.write(`${place.key}-bounce-from`, { name: mailFromDomain, type: "TXT", records: ["v=spf1 include:amazonses.com -all"] });
    return signatures;
  }

  private write(key: string, record: Pick<aws.route53.RecordArgs, "name" | "records" | "type">): aws.route53.Record {
    return new aws.route53.Record(`${this.name}-${key}`, { ...record, zoneId: this.args.zoneId, ttl: ttlSeconds }, { parent: this });
  }
}

/** Source: RFC 7489, section 6.3. */
function dmarcOf({ policy, reports }: DmarcPolicy): string {
  return ["v=DMARC1", `p=${policy}`, ...(reports === undefined ? [] : [`rua=mailto:${reports}`])].join("; ");
}
