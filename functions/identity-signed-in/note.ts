import type { PostAuthenticationTriggerEvent } from "aws-lambda";
import { languageFor, messageFor, type Voice } from "../shared/messages/message";
import { attributesOf, inTime, reasonOf } from "../shared/trigger";
import type { SignedInPorts } from "./ports";

type Event = PostAuthenticationTriggerEvent;

/** Milliseconds that each of them may take. */
const patienceMs = 3_000;

/**
 * Notes a sign-in and where its owner gets letters, and tells them of a device that the pool did not know. All of it is a service to somebody who is in already: what fails is
 * written down, and keeps nobody out.
 */
export function noteSignIn(voice: Voice, ports: SignedInPorts): (event: Event) => Promise<Event> {
  return async (event) => {
    const attributes = attributesOf(event.request);
    const { sub } = attributes;
    if (sub === undefined) return event;
    const work = {
      "the sign-in is not noted": ports.signIns.note(sub, ports.now()),
      "the letterboxes are not kept": ports.letterboxes.keep(sub, attributes),
      "the owner is not told of a new device": tellOwner(event, voice, ports),
    };
    await Promise.all(Object.entries(work).map(([trouble, done]) => inTime(done, patienceMs).catch((error: unknown) => {
      ports.log.error(trouble, { userId: sub, reason: reasonOf(error) });
    })));
    return event;
  };
}

/** Cognito tells of new devices only where the pool remembers them. */
async function tellOwner({ request }: Event, voice: Voice, { mail }: SignedInPorts): Promise<void> {
  const { email, email_verified: verified, locale } = attributesOf(request);
  if (!request.newDeviceUsed || mail === undefined || email === undefined || verified !== "true") return;
  const { subject, text, html } = messageFor("new-device", languageFor([request.clientMetadata?.["language"], locale], voice), { product: voice.product });
  await mail.send({ to: email, subject, text, html });
}
