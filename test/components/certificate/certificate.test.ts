import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Certificate, ValidatedCertificate, ValidationRecords, type CertificateArgs } from "../../../components/certificate";
import { type MoreAnswers } from "../../support/legible-answers";
import { changes, record, value } from "../../support/record";

const certificateType = "aws:acm/certificate:Certificate";
const recordType = "aws:route53/record:Record";
const validationType = "aws:acm/certificateValidation:CertificateValidation";

const ohio: CertificateArgs = { domain: "origin-use2.example.com", alternatives: ["app.example.com", "api.example.com"] };
const oregon: CertificateArgs = { domain: "origin-usw2.example.com", alternatives: ["app.example.com", "api.example.com"] };

/** Answers as ACM does: one record for a domain, the same in every region, in an order of its own. */
const acm = (leaveOut: readonly string[] = []): MoreAnswers => (type, _, inputs) => {
  const { domainName, subjectAlternativeNames = [], name } = inputs as { domainName: string; subjectAlternativeNames?: string[]; name: string };
  if (type === recordType) return { fqdn: name.replace(/\.$/, "") };
  if (type !== certificateType) return {};
  const domains = [...subjectAlternativeNames, domainName].filter((domain) => !leaveOut.includes(domain));
  return {
    domainValidationOptions: domains.map((domain) => ({
      domainName: domain, resourceRecordName: `_hash.${domain}.`, resourceRecordType: "CNAME", resourceRecordValue: `_proof-${domain}.acm-validations.aws.`,
    })),
  };
};

function build(first: CertificateArgs, second: CertificateArgs, { answers = acm(), zoneName = "example.com" } = {}) {
  return record(() => {
    const providing = (region: string) => ({ provider: new aws.Provider(region, { region }) });
    const [ohioOnly, oregonOnly, everywhere] = [providing("us-east-2"), providing("us-west-2"), providing("us-east-1")] as const;
    const certificates = [new Certificate("use2-certificate", first, ohioOnly), new Certificate("usw2-certificate", second, oregonOnly)] as const;
    const records = new ValidationRecords("global-certificate", { zoneId: "ZAPEX", zoneName, certificates }, everywhere);
    const validated = [
      new ValidatedCertificate("use2-certificate", { certificate: certificates[0], records }, ohioOnly),
      new ValidatedCertificate("usw2-certificate", { certificate: certificates[1], records }, oregonOnly),
    ] as const;
    return { certificates, records, validated };
  }, answers);
}

const proof = (domain: string) => ({
  zoneId: "ZAPEX", name: `_hash.${domain}.`, type: "CNAME", ttl: 300, records: [`_proof-${domain}.acm-validations.aws.`],
});

describe("Certificate", () => {
  it("asks for an RSA certificate in the public logs, with the names after the first in an order that no caller decides", async () => {
    const { graph } = await build(ohio, { ...oregon, alternatives: [...oregon.alternatives].reverse() });
    const asked = {
      subjectAlternativeNames: ["api.example.com", "app.example.com"], validationMethod: "DNS", keyAlgorithm: "RSA_2048",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
    };
    assert.deepEqual(graph.inputs(certificateType), {
      "use2-certificate-request": { ...asked, domainName: "origin-use2.example.com", tags: { Name: "use2-certificate" } },
      "usw2-certificate-request": { ...asked, domainName: "origin-usw2.example.com", tags: { Name: "usw2-certificate" } },
    });
  });

  it("asks for one name when it has one", async () => {
    const { graph } = await build({ domain: "origin-use2.example.com", alternatives: [] }, oregon);
    assert.deepEqual(Object.keys(graph.one(certificateType, "use2-certificate-request").inputs).sort(),
      ["domainName", "keyAlgorithm", "options", "tags", "validationMethod"]);
  });

  it("finds a domain's record by its name, whatever the order of ACM's answer", async () => {
    const { result } = await build(ohio, oregon);
    assert.deepEqual(await value(result.certificates[0].challenge("app.example.com")), {
      name: "_hash.app.example.com.", type: "CNAME", value: "_proof-app.example.com.acm-validations.aws.",
    });
  });

  it("has no record for a domain that it does not hold", async () => {
    const { result } = await build(ohio, oregon);
    assert.throws(() => result.certificates[0].challenge("origin-usw2.example.com"), {
      message: "origin-usw2.example.com is not in the certificate for origin-use2.example.com, app.example.com, api.example.com: ask for one of those",
    });
  });

  it("stops the deployment where ACM answers without one of its domains", async () => {
    await assert.rejects(build(ohio, oregon, { answers: acm(["app.example.com"]) }), {
      message: 'error serializing property "name": ACM answered no validation record for app.example.com: refresh the stack',
    });
  });

  it("refuses everything that ACM would, at once", async () => {
    await assert.rejects(build({ domain: "*.example.com", alternatives: ["app.example.com", "app.example.com"] }, oregon), {
      message: "*.example.com is a wildcard: name each host, so that a stolen key serves no other\n" +
        "app.example.com is asked for more than once: list each name once",
    });
  });
});

describe("ValidationRecords", () => {
  it("writes one record for each domain, however many certificates hold it", async () => {
    const { graph } = await build(ohio, oregon);
    assert.deepEqual(graph.inputs(recordType), {
      "global-certificate-origin-use2": proof("origin-use2.example.com"),
      "global-certificate-app": proof("app.example.com"),
      "global-certificate-api": proof("api.example.com"),
      "global-certificate-origin-usw2": proof("origin-usw2.example.com"),
    });
  });

  it("adds records for a further host, and touches none that stands", async () => {
    const more = (args: CertificateArgs) => ({ ...args, alternatives: ["admin.example.com", ...args.alternatives] });
    const [before, after] = [await build(ohio, oregon), await build(more(ohio), more(oregon))];
    assert.deepEqual(changes(before.graph, after.graph), [
      `create ${recordType} global-certificate-admin`,
      `update ${certificateType} use2-certificate-request: subjectAlternativeNames`,
      `update ${certificateType} usw2-certificate-request: subjectAlternativeNames`,
      `update ${validationType} use2-certificate-issued: validationRecordFqdns`,
      `update ${validationType} usw2-certificate-issued: validationRecordFqdns`,
    ]);
  });

  it("refuses a domain that the zone cannot prove", async () => {
    await assert.rejects(build(ohio, oregon, { zoneName: "example.org" }), {
      message: ["origin-use2", "app", "api", "origin-usw2"]
        .map((host) => `${host}.example.com is outside the zone: want example.org or a name that ends in .example.org`).join("\n"),
    });
  });
});

describe("ValidatedCertificate", () => {
  it("waits, in the certificate's own region, for ACM to see all of its records", async () => {
    const { graph, result } = await build(ohio, oregon);
    assert.deepEqual(graph.inputs(validationType), {
      "use2-certificate-issued": {
        certificateArn: "arn:aws:test:::use2-certificate-request",
        validationRecordFqdns: ["_hash.origin-use2.example.com", "_hash.app.example.com", "_hash.api.example.com"],
      },
      "usw2-certificate-issued": {
        certificateArn: "arn:aws:test:::usw2-certificate-request",
        validationRecordFqdns: ["_hash.origin-usw2.example.com", "_hash.app.example.com", "_hash.api.example.com"],
      },
    });
    assert.deepEqual(graph.all.filter((node) => node.type.startsWith("aws:")).map(({ name, provider }) => `${name} in ${String(provider.split("::").at(-2))}`), [
      "use2-certificate-request in us-east-2",
      "usw2-certificate-request in us-west-2",
      "use2-certificate-issued in us-east-2",
      "usw2-certificate-issued in us-west-2",
      "global-certificate-api in us-east-1",
      "global-certificate-app in us-east-1",
      "global-certificate-origin-use2 in us-east-1",
      "global-certificate-origin-usw2 in us-east-1",
    ]);
    assert.equal(await value(result.validated[1].arn), "arn:aws:test:::usw2-certificate-request");
  });

  it("refuses a certificate whose records nobody wrote", async () => {
    await assert.rejects(record((opts) => new ValidatedCertificate("use2-certificate", {
      certificate: { arn: pulumi.output("arn"), domains: ["app.example.com", "api.example.com"] },
      records: { fqdns: { "app.example.com": pulumi.output("_hash.app.example.com") } },
    }, opts)), { message: "api.example.com has no validation record: give the certificate to the ValidationRecords, too" });
  });
});
