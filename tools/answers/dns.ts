import { answer, letters, pick, type Subject, type Table } from "./subject";

function zone(subject: Subject) {
  const zoneId = `Z${subject.upper(20)}`;
  const nameServers = ["com", "net", "org", "co.uk"].map((top, index) => {
    const number = Number(subject.digits(3, `ns${index}`)) % 512 + index * 512;
    return `ns-${number}.awsdns-${String(number % 64).padStart(2, "0")}.${top}`;
  });
  return answer(zoneId, { zoneId, arn: `arn:${subject.partition}:route53:::hostedzone/${zoneId}`, nameServers, primaryNameServer: nameServers[0] });
}

function record(subject: Subject) {
  const [zoneId = "", name = "", type = "", set] = ["zoneId", "name", "type", "setIdentifier"].map((key) => subject.text(key));
  return answer([zoneId, name, type, ...(set === undefined ? [] : [set])].join("_"), { fqdn: name });
}

/**
 * A certificate, and what proves that a domain is ours. AWS derives the proof from domain and account only, so it is the same in every
 * region, and the same for a domain and its wildcard. Source: AWS Certificate Manager User Guide, "DNS validation".
 */
function certificate(subject: Subject) {
  const arn = subject.arn("acm", `certificate/${subject.uuid()}`);
  const domains = [...new Set([subject.text("domainName") ?? "", ...subject.texts("subjectAlternativeNames")])];
  return answer(arn, {
    arn, status: "PENDING_VALIDATION", type: "AMAZON_ISSUED", keyAlgorithm: subject.text("keyAlgorithm") ?? "RSA_2048",
    subjectAlternativeNames: domains, domainValidationOptions: domains.map((domainName) => proofOf(domainName, subject.account)),
  });
}

function proofOf(domainName: string, account: string): Record<string, string> {
  const bare = domainName.replace(/^\*\./, "");
  const hash = (part: string): string => pick(`acm/${account}/${bare}/${part}`, 32, "0123456789abcdef");
  return {
    domainName, resourceRecordType: "CNAME", resourceRecordName: `_${hash("name")}.${bare}.`,
    resourceRecordValue: `_${hash("value")}.${letters(`acm/${account}/${bare}`, 10)}.acm-validations.aws.`,
  };
}

/** Names and certificates. */
export const dns: Table = {
  "aws:route53/zone:Zone": zone,
  "aws:route53/record:Record": record,
  "aws:route53/healthCheck:HealthCheck": (subject) => {
    const id = subject.uuid();
    return answer(id, { arn: `arn:${subject.partition}:route53:::healthcheck/${id}` });
  },
  "aws:acm/certificate:Certificate": certificate,
  "aws:acm/certificateValidation:CertificateValidation": (subject) => {
    const second = Number(subject.digits(9));
    return answer(new Date(second * 1000).toISOString().replace("T", " ").replace(/\.000Z$/, " +0000 UTC"));
  },
};
