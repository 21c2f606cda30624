import { SendEmailCommand, type SESv2Client } from "@aws-sdk/client-sesv2";

/** An e-mail to one person, in words and as a page. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The way to somebody's mailbox. */
export interface Mail {
  send(letter: Letter): Promise<void>;
}

/** Mail by SES of this place, from an address that it has verified. */
export function mailBySes(client: SESv2Client, from: string): Mail {
  return {
    async send({ to, subject, text, html }) {
      await client.send(new SendEmailCommand({
        FromEmailAddress: from, Destination: { ToAddresses: [to] },
        Content: { Simple: { Subject: { Data: subject, Charset: "UTF-8" }, Body: { Text: { Data: text, Charset: "UTF-8" }, Html: { Data: html, Charset: "UTF-8" } } } },
      }));
    },
  };
}
