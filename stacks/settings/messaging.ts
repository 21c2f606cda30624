import * as z from "zod";
import { key, text } from "./text";

const OperatorSettings = z.strictObject({
  emails: z.array(text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address"), { error: "a list of e-mail addresses, or `[]`" })
    .describe("Addresses that every alarm goes to, from each place. Each is asked to confirm, once for each place, and hears nothing before."),
  webhooks: z.record(key, text(/^https:\/\/\S+$/, "an address that starts with `https://`"), { error: "HTTPS addresses by key, or `{}`" })
    .describe("HTTPS addresses that every alarm goes to, by key, such as a pager's. Each has to confirm the subscription that it is sent."),
}, { error: "emails and webhooks" });

export const MessagingSettings = z.strictObject({
  operators: OperatorSettings.describe("Who hears alarms."),
}, { error: "operators" });
