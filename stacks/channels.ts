import { Pinpoint, type PinpointArgs } from "../components/messaging";
import { stackPrefix } from "./providers";
import { type Region } from "./region";
import { readCredential, type Settings } from "./settings";

/** Builds the channels by which a place reaches people, each as settings want it, and the same in every place. */
export function buildChannels({ place, keys, inside, operators }: Region, settings: Settings): Pinpoint {
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
