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

/** Settings as they follow a failover to the second place. */
export const swapped: readonly string[] = ["understudy:primary=usw2", "understudy:epoch=2"];

/** Copies alone in the standby, and an outage as long as that takes. */
export const backupRestore: readonly string[] = ["understudy:recovery.strategy=backup-restore", "understudy:recovery.rtoMinutes=1500"];

/** Both places at full size. */
export const activeActive: readonly string[] = ["understudy:recovery.strategy=active-active"];

/** Activations that a plan of ARC starts. */
export const byArc: readonly string[] = ["understudy:recovery.trigger=arc"];
