import * as z from "zod";
import { ApiSettings, UploadSettings, UsageSettings } from "./api";
import { BackupSettings } from "./backup";
import { ArchiveSettings, ContentSettings, ReplicationSettings } from "./buckets";
import { DatabaseSettings } from "./database";
import { FirewallSettings } from "./firewall";
import { FunctionSettings } from "./functions";
import { IdentitySettings } from "./identity";
import { MessagingSettings } from "./messaging";
import { NetworkSettings } from "./network";
import { PlaceSettings } from "./places";
import { RecoverySettings } from "./recovery";
import { SecretSettings } from "./secrets";
import { ServiceSettings } from "./service";
import { SyncSettings } from "./sync";
import { TableSettings } from "./tables";
import { TriggerSettings } from "./triggers";
import { flag, hostLabel, key, logDays, oneOf, text, whole } from "./text";

const DomainSettings = z.strictObject({
  zone: text(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, "a domain name such as `example.com`")
    .describe("Domain whose public names the platform answers. Every stack needs one of its own, such as `dev.example.com`."),
  hostedZone: z.union([z.literal("create"), text(/^Z[A-Z0-9]{1,31}$/, "`create`, or the ID of a hosted zone such as `Z0123456789ABCDEFGHIJ`")],
    { error: "`create`, or the ID of a hosted zone such as `Z0123456789ABCDEFGHIJ`" })
    .describe("`create` makes the hosted zone; its name servers are an output, for the parent domain. Else the ID of a zone that you have."),
  front: key.describe("Service that answers `/healthz/role` on each place's origin name: the one that knows whether the place can write."),
  readHost: hostLabel.optional()
    .describe("First label of a second name for reads, answered by the nearest place that lives. Only with the strategy `active-active`."),
}, { error: "zone, hostedZone and front" });

/** Everything that a stack may decide. What is not here is decided in code, once, for every stack. */
export const Settings = z.strictObject({
  owner: text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,200}$/u, "a name or an address of at most 200 letters, digits, spaces and _ . : / = + - @, as IAM takes them in tags")
    .describe("Who answers for the stack. A tag on every resource."),
  dataClass: oneOf(["public", "internal", "confidential", "restricted"])
    .describe("How sensitive the stack's data is. A tag on every resource."),
  account: text(/^\d{12}$/, "the 12 digits of an AWS account, in quotes")
    .describe("AWS account that the stack lives in. Credentials for any other account are refused."),
  domain: DomainSettings.describe("Public names."),
  places: z.tuple([PlaceSettings, PlaceSettings], { error: "exactly two places" })
    .describe("The two regions. Their order is identity, not role: the first is where the platform was born, for ever."),
  primary: z.string({ error: "the key of a place" }).describe("Key of the place that is active today. Changes only after a failover; it replaces and deletes nothing."),
  epoch: whole(1, 1_000_000_000, "roles taken").describe("How many times a place has become active. A failover raises it together with `primary`."),
  guard: oneOf(["on", "off"])
    .describe("`on`: before anything else, a deployment and its preview ask both places who is active and who writes, and refuse when it is not as `primary` and `epoch` say, " +
      "or while somebody moves the platform. `off` for one that may not ask, such as on the day on which nobody answers."),
  recovery: RecoverySettings.describe("What happens when a region is lost."),
  network: NetworkSettings.describe("The private network of each place."),
  services: z.record(key, ServiceSettings, { error: "at least one service by its key" }).describe("What runs, by key. Every service runs in every place."),
  firewall: FirewallSettings.describe("What the load balancers turn away."),
  identity: IdentitySettings.describe("Who may come in: users, applications, and what they may do."),
  triggers: TriggerSettings.describe("What functions decide and say at moments in a user's life."),
  database: DatabaseSettings.describe("The relational database: one, in both places, written in one of them."),
  tables: z.record(key, TableSettings, { error: "tables by key, or `{}`" }).describe("Tables that both places read and write, by key."),
  sync: SyncSettings.describe("How devices keep records in step, their own and those that users share."),
  archive: ArchiveSettings.describe("The bucket for what is kept for long, in both places."),
  api: ApiSettings.describe("What apps ask for, under one name in both places."),
  uploads: UploadSettings.describe("The bucket for files that users send, in both places."),
  usage: UsageSettings.describe("What users do, as it happens."),
  content: ContentSettings.describe("The bucket for files that are handed out, in both places."),
  replication: ReplicationSettings.describe("How the buckets of the places follow each other."),
  secrets: z.record(key, SecretSettings, { error: "secrets by key, or `{}`" }).describe("Secrets that both places read, by key. No values, ever."),
  messaging: MessagingSettings.describe("How the platform reaches people: its operators, and those whom it serves."),
  backup: BackupSettings.describe("Backups against what replication would spread: deletion and corruption."),
  functions: FunctionSettings.describe("What the platform's own functions have in common."),
  auditLogDays: logDays.describe("Days that the records of who did what are kept: connections, shells into tasks, requests to the load balancers."),
  protection: flag().describe("Whether what must outlive a mistake refuses deletion, in Pulumi and in AWS. Switch it off in a deployment of its own before a stack is destroyed."),
  keyDeletionDays: whole(7, 30, "days").describe("Days that a deleted key can still be called back."),
});
export type Settings = z.infer<typeof Settings>;
