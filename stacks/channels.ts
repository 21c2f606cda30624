import type * as pulumi from "@pulumi/pulumi";
import { Pinpoint, VerifiedDomain, type PinpointArgs } from "../components/messaging";
import { type Global } from "./global";
import { stackPrefix } from "./providers";
import { type Region } from "./region";
import { readCredential, type Settings } from "./settings";

/** Channels of a place, and the domain that e-mails come from there. */
export interface PlaceChannels {
  readonly placeKey: string;
  readonly pinpoint: Pinpoint;
  /** ARN of the domain, once SES knows it for the platform's. Absent without e-mails. */
  readonly domainArn: pulumi.Output<string> | undefined;
}

/** Opens the channels of both places. They come before everything that sends. */
export function openChannels([birth, other]: readonly [Region, Region], { global, settings }: { readonly global: Global; readonly settings: Settings }): readonly [PlaceChannels, PlaceChannels] {
  const built = [buildChannels(birth, settings), buildChannels(other, settings)] as const;
  const records = global.vouch(built.flatMap(({ email }) => email?.proof ?? []));
  const open = ({ place, inside }: Region, pinpoint: Pinpoint): PlaceChannels => ({
    placeKey: place.key, pinpoint,
    domainArn: pinpoint.email === undefined || records === undefined ? undefined
      : new VerifiedDomain(`${place.key}-messaging-email-verified`, { domain: pinpoint.email.domain, records: records.vouchers[place.key] ?? [] }, inside).arn,
  });
  return [open(birth, built[0]), open(other, built[1])];
}

/** Builds the channels by which a place reaches people, each as settings want it, and the same in every place. */
function buildChannels({ place, keys, inside, operators }: Region, settings: Settings): Pinpoint {
  const { messaging: { email, sms }, auditLogDays, domain, protection } = settings;
  return new Pinpoint(`${place.key}-messaging`, {
    place, physicalName: stackPrefix(), keys: { messagesArn: keys.arnOf("messages"), logsArn: keys.arnOf("logs") },
    push: pushOf(settings),
    ...(sms !== "none" && {
      sms: { messageType: sms.messageType, originationArns: sms.originationArns[place.key] ?? [], deletionProtection: protection, recordDays: auditLogDays },
    }),
    ...(email !== "none" && { email: { domain: domain.zone } }),
    alarmActionArns: [operators.arn],
  }, inside);
}

function pushOf({ messaging: { push } }: Settings): PinpointArgs["push"] {
  if (push === "none") return undefined;
  return {
    ...(push.fcm && { fcm: { serviceJson: readCredential("fcm") } }),
    ...(push.apns !== "none" && { apns: { ...push.apns, tokenKey: readCredential("apns") } }),
    ...(push.adm !== "none" && { adm: { clientId: push.adm.clientId, clientSecret: readCredential("adm") } }),
  };
}
