import * as z from "zod";
import { engineVersions } from "../../components/database/versions";
import { logDays, oneOf, text, whole } from "./text";

const acu = z.number({ error: "capacity units, such as 0.5 or 8" });

const Capacity = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("serverless").describe("Every instance grows and shrinks by itself."),
    minAcu: acu.describe("Aurora capacity units below which an instance of the primary never shrinks. One unit is about 2 GiB of memory; AWS advises 8 or more."),
    maxAcu: acu.describe("Aurora capacity units above which an instance never grows, in any place."),
    standbyMinAcu: acu.describe("As `minAcu`, in the standby. A role swap moves it."),
  }),
  z.strictObject({
    kind: z.literal("provisioned").describe("Every instance has one size."),
    instanceClass: z.string({ error: "a class such as db.r7g.large" }).describe("Memory-optimised class of the primary's instances, such as `db.r7g.large`."),
    standbyInstanceClass: z.string({ error: "a class such as db.r7g.large" })
      .describe("Class of the standby's instances. Another one than the primary's makes a role swap restart every instance, one after the other."),
  }),
], { error: "kind: serverless or kind: provisioned, with its sizes" });

const Pool = z.strictObject({
  maxConnectionsPercent: whole(1, 100, "percent").describe("Share of the connections an instance takes that the place's proxy may hold."),
  maxIdleConnectionsPercent: whole(0, 100, "percent").describe("Share of them that the proxy keeps open while nobody uses them."),
  borrowSeconds: whole(0, 300, "seconds").describe("Seconds that a service waits for a connection while all are busy."),
  idleClientSeconds: whole(1, 28_800, "seconds").describe("Seconds of silence after which the proxy lets a service's connection go."),
}, { error: "maxConnectionsPercent, maxIdleConnectionsPercent, borrowSeconds and idleClientSeconds" });

export const DatabaseSettings = z.strictObject({
  engineVersion: oneOf(engineVersions).describe("Version of Aurora PostgreSQL in both places. Raising it upgrades both; 17.7 is supported longest."),
  name: text(/^[a-z][a-z0-9]{0,62}$/, "a lower-case letter, then up to 62 letters and digits, such as `app`")
    .describe("Database that is there from the start. It never changes."),
  storage: oneOf(["standard", "io-optimized"]).describe("How storage is charged: by request, or for more in advance."),
  insights: oneOf(["standard", "advanced"]).describe("How far back the record of load reaches: 7 days, or 15 months at a price."),
  monitoringSeconds: z.literal([1, 5, 10, 15, 30, 60], { error: "1, 5, 10, 15, 30 or 60" }).describe("Seconds between two measurements of an instance's operating system."),
  backupRetentionDays: whole(1, 35, "days").describe("Days back to which each place's database can be restored to any second."),
  windows: z.strictObject({
    backup: z.string({ error: "a window such as 03:00-03:30" }).describe("When Aurora makes its own daily backup, in UTC, such as `03:00-03:30`."),
    maintenance: z.string({ error: "a window such as sun:05:00-sun:05:30" }).describe("When AWS may restart instances, in UTC, such as `sun:05:00-sun:05:30`."),
  }, { error: "backup and maintenance" }).describe("When AWS works on the database by itself."),
  logRetentionDays: logDays.describe("Days that the logs of database and proxy are kept."),
  instances: whole(1, 15, "instances").describe("Instances of the place that writes: one writer, the others readers that can take over."),
  standbyInstances: whole(0, 15, "instances")
    .describe("Instances of the standby: as many as `instances`, or 0 for storage alone, which nobody can fail over to before an instance is added. 0 only with `pilot-light`."),
  capacity: Capacity.describe("How large the instances are."),
  pool: Pool.describe("How services share the connections of a place."),
  rotationDays: whole(1, 1000, "days").describe("Days between two new master passwords."),
  bornIn: z.string({ error: "the key of a place" }).optional()
    .describe("Key of the place whose cluster the other joined. Absent: the first place, or with `backup-restore` the primary. Set it when a database that was restored in the second place gets a standby again."),
}, { error: "what the database is; see the example in `Pulumi.prod.yaml`" });
export type DatabaseSettings = z.infer<typeof DatabaseSettings>;
