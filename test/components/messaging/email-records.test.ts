import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EmailRecords, VerifiedDomain, mailFrom, publishTo, pushBy, receiveFrom, sendTo, textFrom, type EmailProof, type EmailRecordsArgs } from "../../../components/messaging";
import { emailProblems } from "../../../components/messaging/email-regions";
import { record, value } from "../../support/record";

const placeOf = (key: string, region: string) => ({ key, region, account: "111122223333", partition: "aws" });
const proof = (key: string, region: string): EmailProof => ({
  place: placeOf(key, region), dkimTokens: ["a", "b", "c"].map((token) => pulumi.output(`${key}${token}`)), mailFromDomain: `bounce-${key}.example.com`,
});
const args: EmailRecordsArgs = {
  zoneId: "zone", domain: "example.com", proofs: [proof("use2", "us-east-2"), proof("usw2", "us-west-2")], dmarc: { policy: "quarantine", reports: "postmaster@example.com" },
};
const build = (change: Partial<EmailRecordsArgs> = {}) => record((opts) => new EmailRecords("global-email", { ...args, ...change }, opts));

describe("EmailRecords", () => {
  it("vouch for each place by keys and a way back of its own, and for the domain once", async () => {
    const { graph } = await build();
    const records = Object.entries(graph.inputs("aws:route53/record:Record")).map(([key, { name, type, records: contents, ttl, zoneId }]) => {
      assert.deepEqual([ttl, zoneId, (contents as string[]).length], [3600, "zone", 1]);
      return [key.replace("global-email-", ""), name, type, (contents as string[])[0]];
    });
    const own = (key: string, region: string): string[][] => [
      [`${key}-bounce-from`, `bounce-${key}.example.com`, "TXT", "v=spf1 include:amazonses.com -all"],
      [`${key}-bounce-to`, `bounce-${key}.example.com`, "MX", `10 feedback-smtp.${region}.amazonses.com`],
      ...["a", "b", "c"].map((token, rank) => [`${key}-dkim-${String(rank + 1)}`, `${key}${token}._domainkey.example.com`, "CNAME", `${key}${token}.dkim.amazonses.com`]),
    ];
    assert.deepEqual(records, [["dmarc", "_dmarc.example.com", "TXT", "v=DMARC1; p=quarantine; rua=mailto:postmaster@example.com"], ...own("use2", "us-east-2"), ...own("usw2", "us-west-2")]);
  });

  it("let a place wait for its own signatures, and for nothing of another place", async () => {
    const { graph } = await record((opts) => {
      const { vouchers } = new EmailRecords("global-email", args, opts);
      return new VerifiedDomain("usw2-messaging-email-verified", { domain: "example.com", records: vouchers["usw2"] ?? [] }, opts);
    });
    const waiting = graph.one("aws:ses/domainIdentityVerification:DomainIdentityVerification", "usw2-messaging-email-verified");
    assert.deepEqual([waiting.inputs, waiting.dependencies], [{ domain: "example.com" }, ["1", "2", "3"].map((rank) => `aws:route53/record:Record global-email-usw2-dkim-${rank}`)]);
  });

  it("leave DMARC to whoever keeps it, and reports to nobody where nobody wants them", async () => {
    const dmarc = async (policy: EmailRecordsArgs["dmarc"]): Promise<unknown> => (await build({ dmarc: policy })).graph.inputs("aws:route53/record:Record")["global-email-dmarc"]?.["records"];
    assert.deepEqual([await dmarc("kept-elsewhere"), await dmarc({ policy: "none", reports: undefined })], [undefined, ["v=DMARC1; p=none"]]);
  });

  it("refuse a region whose signatures stand under a domain of its own", async () => {
    await assert.rejects(build({ proofs: [proof("use2", "us-east-2"), proof("afs1", "af-south-1")] }), { message: /e-mails of af-south-1 are signed under a domain that is not known here/ });
    assert.deepEqual(emailProblems(["us-east-2", "eu-west-1"]), []);
  });
});

describe("what somebody may do with channels", () => {
  const end = { place: placeOf("use2", "us-east-2"), key: "notifications", arn: "arn:queue", keyArn: "arn:key" };
  const encrypted = (Sid: string, service: string): object => ({
    Sid, Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: ["arn:key"], Condition: { StringEquals: { "kms:ViaService": `${service}.us-east-2.amazonaws.com` } },
  });

  it("is one end, under the key of the place through that service", () => {
    assert.deepEqual(sendTo(end), [{ Sid: "SendNotifications", Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ["arn:queue"] }, encrypted("SendNotificationsEncrypted", "sqs")]);
    assert.deepEqual(receiveFrom(end), [
      { Sid: "ReceiveNotifications", Effect: "Allow", Action: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], Resource: ["arn:queue"] },
      encrypted("ReceiveNotificationsEncrypted", "sqs"),
    ]);
    assert.deepEqual(publishTo(end), [{ Sid: "PublishNotifications", Effect: "Allow", Action: ["sns:Publish"], Resource: ["arn:queue"] }, encrypted("PublishNotificationsEncrypted", "sns")]);
  });

  it("is one application, one pool, one domain", async () => {
    const push = pushBy(end, "app");
    const [resource] = push.Resource as unknown as pulumi.Output<string>[];
    assert.deepEqual([push.Action, await value(pulumi.output(resource))], [["mobiletargeting:SendMessages"], "arn:aws:mobiletargeting:us-east-2:111122223333:apps/app/messages"]);
    assert.deepEqual(textFrom("arn:pool", "arn:set"), { Sid: "SendTexts", Effect: "Allow", Action: ["sms-voice:SendTextMessage"], Resource: ["arn:pool", "arn:set"] });
    assert.deepEqual(mailFrom("arn:identity", "arn:set"), { Sid: "SendEmails", Effect: "Allow", Action: ["ses:SendEmail"], Resource: ["arn:identity", "arn:set"] });
  });
});
