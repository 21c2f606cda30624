import { stackFile } from "./settings";

/**
 * What tests want on that prod has off, and off that dev has on. What does not touch each other stands in one list, since each list is a run
 * of the whole program.
 */
const { triggers } = stackFile("prod") as { readonly triggers: object };
const number = (region: string): string => `arn:aws:sms-voice:${region}:123456789012:phone-number/phone-1`;

/** Prod with users who are taken over, with text messages, and with calls kept for a function. */
export const fullerProd: readonly string[] = [
  `triggers=${JSON.stringify({ ...triggers, migration: { url: "https://old.example.com/users", secret: "signing" } })}`,
  `messaging.sms.originationArns.use2[0]=${number("us-east-2")}`, `messaging.sms.originationArns.usw2[0]=${number("us-west-2")}`,
  "functions.reservedConcurrency.database-setup=2",
];

/** Dev with a service that uses little, and with the account's setting for logs left to somebody else. */
export const leanerDev: readonly string[] = [
  ...["database=false", "archive=none", "content=read", "tables.sessions=read"].map((use) => `services.app.uses.${use}`), "services.app.exec=false",
  "api.accountLogging=elsewhere",
];
