import { SendMessagesCommand, type MessageResult, type PinpointClient } from "@aws-sdk/client-pinpoint";
import { SendTextMessageCommand, type MessageType, type PinpointSMSVoiceV2Client } from "@aws-sdk/client-pinpoint-sms-voice-v2";
import { SendEmailCommand, type SESv2Client } from "@aws-sdk/client-sesv2";
import { outcomeOf } from "./failures";
import { channelTypes, payloadOf } from "./payload";
import type { Outcome, SenderPorts } from "./ports";

/** Push notifications, sent to tokens: the registry is the platform's own, so no endpoint of the API's is used. */
export function pushChannel(client: PinpointClient, applicationId: string): NonNullable<SenderPorts["push"]> {
  return async ({ kind, addresses, notification, secondsToLive }) => {
    try {
      const { MessageResponse } = await client.send(new SendMessagesCommand({
        ApplicationId: applicationId,
        MessageRequest: {
          Addresses: Object.fromEntries(addresses.map((address) => [address, { ChannelType: channelTypes[kind] }])),
          MessageConfiguration: payloadOf({ kind, notification, secondsToLive }),
          TraceId: notification.id,
        },
      }));
      return new Map(Object.entries(MessageResponse?.Result ?? {}).map(([address, result]) => [address, pushed(result)]));
    } catch (error) {
      return new Map(addresses.map((address) => [address, outcomeOf(error)]));
    }
  };
}

/**
 * What services say of a token that nobody listens to any more. Other permanent failures are about the message or the credentials.
 * Source: Firebase documentation, "Best practices for FCM registration token management", detect invalid token responses; APNs documentation,
 * "Handling notification responses from APNs"; ADM documentation, "Send a message", error responses.
 */
const deadToken = /unregistered|not ?registered|requested entity was not found|not a valid FCM registration token|expired ?token|invalid ?(registration|token)|bad ?device ?token/i;

/** HTTP's "gone", with which APNs and others report such a token. */
const gone = 410;

function pushed({ DeliveryStatus, StatusCode, StatusMessage = "", UpdatedToken }: MessageResult): Outcome {
  switch (DeliveryStatus) {
    case "SUCCESSFUL": return { kind: "sent", ...(UpdatedToken !== undefined && UpdatedToken !== "" && { newAddress: UpdatedToken }) };
    case "DUPLICATE": return { kind: "sent" };
    case "THROTTLED":
    case "TEMPORARY_FAILURE": return { kind: "again", why: StatusMessage };
    case "OPT_OUT": return { kind: "refused", why: StatusMessage };
    case "PERMANENT_FAILURE": return { kind: StatusCode === gone || deadToken.test(StatusMessage) ? "dead" : "refused", why: StatusMessage };
    default: return { kind: "unclear", why: StatusMessage };
  }
}

/** Shortest and longest that a text message may try to arrive. Source: AWS End User Messaging SMS API, `SendTextMessage`, TimeToLive. */
const textLife = { shortest: 5, longest: 72 * 60 * 60 } as const;

/** Text messages from the numbers of a pool. */
export function smsChannel(client: PinpointSMSVoiceV2Client, from: { readonly poolId: string; readonly configurationSet: string; readonly messageType: MessageType }): NonNullable<SenderPorts["sms"]> {
  return ({ address, notification, secondsToLive }) => attempt(client.send(new SendTextMessageCommand({
    DestinationPhoneNumber: address, OriginationIdentity: from.poolId, MessageType: from.messageType, ConfigurationSetName: from.configurationSet,
    MessageBody: notification.content.sms ?? notification.content.body,
    TimeToLive: Math.min(textLife.longest, Math.max(textLife.shortest, secondsToLive)),
    Context: { notification: notification.id },
  })));
}

/** E-mails from an address of the platform's domain. */
export function emailChannel(client: SESv2Client, from: { readonly address: string; readonly configurationSet: string }): NonNullable<SenderPorts["email"]> {
  return ({ address, notification: { id, content } }) => attempt(client.send(new SendEmailCommand({
    FromEmailAddress: from.address, Destination: { ToAddresses: [address] }, ConfigurationSetName: from.configurationSet,
    EmailTags: [{ Name: "notification", Value: id }],
    Content: { Simple: {
      Subject: { Data: content.title, Charset: "UTF-8" },
      Body: {
        Text: { Data: content.email?.text ?? content.body, Charset: "UTF-8" },
        ...(content.email?.html !== undefined && { Html: { Data: content.email.html, Charset: "UTF-8" } }),
      },
    } },
  })));
}

async function attempt(call: Promise<unknown>): Promise<Outcome> {
  try {
    await call;
    return { kind: "sent" };
  } catch (error) {
    return outcomeOf(error);
  }
}
