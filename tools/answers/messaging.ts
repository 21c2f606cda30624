import { answer, partOf, pick, type Subject, type Table } from "./subject";

/** Something of the text messages, known by its name. */
const named = (kind: string) => (subject: Subject) => {
  const name = subject.physicalName();
  return answer(name, { name, arn: subject.arn("sms-voice", `${kind}/${name}`) });
};

/** Channels and e-mails. Source of ARNs: Service Authorization Reference, "Amazon Pinpoint", "AWS End User Messaging SMS and Voice V2", "Amazon SES". */
export const messaging: Table = {
  "aws:pinpoint/app:App": (subject) => {
    const applicationId = subject.hex(32, "application");
    return answer(applicationId, { applicationId, name: subject.physicalName(), arn: subject.arn("mobiletargeting", `apps/${applicationId}`) });
  },
  "aws:pinpoint/gcmChannel:GcmChannel": partOf("applicationId"),
  "aws:pinpoint/apnsChannel:ApnsChannel": partOf("applicationId"),
  "aws:pinpoint/apnsSandboxChannel:ApnsSandboxChannel": partOf("applicationId"),
  "aws:pinpoint/admChannel:AdmChannel": partOf("applicationId"),
  "aws:pinpoint/smsvoicev2ConfigurationSet:Smsvoicev2ConfigurationSet": named("configuration-set"),
  "aws:pinpoint/smsvoicev2OptOutList:Smsvoicev2OptOutList": named("opt-out-list"),
  "aws:pinpoint/smsvoicev2Pool:Smsvoicev2Pool": (subject) => {
    const id = `pool-${subject.hex(32, "pool")}`;
    return answer(id, { arn: subject.arn("sms-voice", `pool/${id}`) });
  },
  "aws:pinpoint/smsvoicev2EventDestination:Smsvoicev2EventDestination": (subject) =>
    answer(`${subject.text("configurationSetName") ?? subject.physicalName()},${subject.text("eventDestinationName") ?? ""}`),
  "aws:ses/domainIdentityVerification:DomainIdentityVerification": (subject) => {
    const domain = subject.text("domain") ?? subject.physicalName();
    return answer(domain, { arn: subject.arn("ses", `identity/${domain}`) });
  },
  "aws:sesv2/configurationSet:ConfigurationSet": (subject) => {
    const name = subject.text("configurationSetName") ?? subject.physicalName();
    return answer(name, { arn: subject.arn("ses", `configuration-set/${name}`) });
  },
  "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination": (subject) =>
    answer(`${subject.text("configurationSetName") ?? subject.physicalName()}|${subject.text("eventDestinationName") ?? ""}`),
  "aws:sesv2/emailIdentity:EmailIdentity": (subject) => {
    const identity = subject.text("emailIdentity") ?? subject.physicalName();
    const tokens = [1, 2, 3].map((rank) => pick(`${subject.arn("ses", identity)}#${subject.name}#${String(rank)}`, 32, "abcdefghijklmnopqrstuvwxyz234567"));
    return answer(identity, {
      arn: subject.arn("ses", `identity/${identity}`), identityType: "DOMAIN", verifiedForSendingStatus: false,
      dkimSigningAttributes: {
        currentSigningKeyLength: "RSA_2048_BIT", nextSigningKeyLength: "RSA_2048_BIT", lastKeyGenerationTimestamp: "2024-01-01T00:00:00Z",
        signingAttributesOrigin: "AWS_SES", status: "NOT_STARTED", tokens,
      },
    });
  },
  "aws:sesv2/emailIdentityFeedbackAttributes:EmailIdentityFeedbackAttributes": partOf("emailIdentity"),
  "aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes": partOf("emailIdentity"),
};
