import assert from "node:assert/strict";
import { type Change, refusal } from "../support/settings";

const serverless = { kind: "serverless", minAcu: 8, maxAcu: 64, standbyMinAcu: 2 };
const capacity = ["database", "capacity"];
const pilotLight: Change = [["recovery", "strategy"], "pilot-light"];
const headless: Change = [["database", "standbyInstances"], 0];

describe("settings of data", () => {
  it("accept serverless instances", () => {
    assert.deepEqual(refusal([capacity, serverless]), []);
  });

  const rows: readonly (readonly [flaw: string, changes: readonly Change[], said: readonly string[]])[] = [
    ["0 ACU where a standby follows", [[capacity, { ...serverless, minAcu: 0 }]],
      ["database: capacity.minAcu is 0: want 0.5 or more, since AWS takes 0 and then never pauses what feeds a standby, is a standby, or has a proxy before it"]],
    ["0 ACU in a standby", [[capacity, { ...serverless, standbyMinAcu: 0 }]],
      ["database: capacity.standbyMinAcu is 0: want 0.5 or more, since AWS takes 0 and then never pauses what feeds a standby, is a standby, or has a proxy before it"]],
    ["a floor above the ceiling, in the words of each role", [[capacity, { ...serverless, maxAcu: 4, standbyMinAcu: 6 }]],
      ["database: capacity.minAcu is 8 and maxAcu 4: want a minimum that is not above the maximum",
        "database: capacity.standbyMinAcu is 6 and maxAcu 4: want a minimum that is not above the maximum"]],
    ["a T class", [[capacity, { kind: "provisioned", instanceClass: "db.t4g.large", standbyInstanceClass: "db.r7g.large" }]],
      ['database: capacity.instanceClass is "db.t4g.large": a global database takes no burstable class; want one such as db.r7g.large or db.r8g.large']],
    ["a T class in the standby", [[capacity, { kind: "provisioned", instanceClass: "db.r7g.large", standbyInstanceClass: "db.t4g.large" }]],
      ['database: capacity.standbyInstanceClass is "db.t4g.large": a global database takes no burstable class; want one such as db.r7g.large or db.r8g.large']],
    ["a capacity of neither kind", [[capacity, { kind: "elastic" }]],
      ['database.capacity.kind is "elastic", want kind: serverless or kind: provisioned, with its sizes']],
    ["a misspelt size", [[capacity, { kind: "provisioned", instanceClas: "db.r7g.large", standbyInstanceClass: "db.r7g.large" }]],
      ["database.capacity.instanceClass is missing, want a class such as db.r7g.large",
        "database.capacity.instanceClas: there is no such setting; did you mean `instanceClass`?"]],
    ["an unknown version", [[["database", "engineVersion"], "17.0"]],
      ['database.engineVersion is "17.0", want one of 16.8, 16.13, 17.6, 17.7, 17.9']],
    ["a database called like one of PostgreSQL's own", [[["database", "name"], "postgres"]],
      ['database: name is "postgres": want a lower-case letter and up to 62 letters and digits after it, and none of postgres, rdsadmin, template0, template1']],
    ["windows that collide", [[["database", "windows", "maintenance"], "sun:03:10-sun:03:40"]],
      ['database: windows.maintenance is "sun:03:10-sun:03:40" and windows.backup "03:00-03:30": want windows that do not overlap, since AWS refuses those']],
    ["fewer instances in the standby", [[["database", "standbyInstances"], 1]],
      ["database: standbyInstances is 1: want 2 as in the place that writes, so that a role swap creates nothing, or 0 for storage alone"]],
    ["no instance in a standby whose services run", [headless, [["recovery", "rtoMinutes"], 60]],
      ["database.standbyInstances is 0, want 2, since warm-standby keeps services running in the standby, which reach a database by an instance; or the strategy pilot-light"]],
    ["a machine that fails over to storage alone", [pilotLight, headless, [["recovery", "decision"], "automatic"], [["recovery", "maxDataLossSeconds"], 40], [["recovery", "rtoMinutes"], 60]],
      ["database: standbyInstances is 0 and decision is automatic: want an instance in the standby, since a cluster without one can take over from nobody, or an operator, who adds one first"]],
    ["an RTO that storage alone cannot keep", [pilotLight, headless],
      ["recovery: a failover can take 49 minutes (64 s to page people, 900 s to decide, 30 s to read, fence and call, 1200 s to build a database instance, 600 s to promote the database, 50 s to find the new writer, 30 s to tell name servers, 60 s to leave resolvers' caches), over the 30 that rtoMinutes promises: raise rtoMinutes to 49, or set database.standbyInstances to database.instances, which makes it 29, or choose active-active, which makes it 29"]],
    ["an RTO that no posture keeps", [[["recovery", "rtoMinutes"], 10], [["recovery", "decision"], "automatic"], [["recovery", "maxDataLossSeconds"], 40]],
      ["recovery: a failover can take 16 minutes (154 s to declare the loss, 30 s to read, fence and call, 600 s to promote the database, 50 s to find the new writer, 30 s to tell name servers, 60 s to leave resolvers' caches), over the 10 that rtoMinutes promises: raise rtoMinutes to 16, or set detection.periodSeconds to 10, which makes it 14"]],
    ["a birth in no place", [[["database", "bornIn"], "euw1"]],
      ['database.bornIn is "euw1", want one of use2, usw2, the keys of the places, or nothing']],
    ["a birth beside the only place that stands", [[["recovery", "strategy"], "backup-restore"], [["recovery", "rtoMinutes"], 1500], [["database", "bornIn"], "usw2"]],
      ['database.bornIn is "usw2", want use2 or nothing: under backup-restore the database stands in the primary alone']],
    ["a pool that keeps more than it has", [[["database", "pool", "maxIdleConnectionsPercent"], 95]],
      ["database: pool.maxIdleConnectionsPercent is 95: want 90 at most, as maxConnectionsPercent"]],
    ["a key of two types", [[["tables", "sessions", "indexes"], { byUser: { hashKey: { name: "id", type: "N" }, projection: "keys" } }]],
      ["tables.sessions: key attribute id has two types: want the same wherever it is a key"]],
    ["an archive whose tiers are upside down", [[["archive", "mode"], { kind: "idle", archiveAfterDays: 400, deepArchiveAfterDays: 300 }]],
      ["archive: DEEP_ARCHIVE_ACCESS comes after 300 days, ARCHIVE_ACCESS after 400: want the deeper tier later"]],
    ["an archive that expires before it cools", [[["archive", "mode"], { kind: "age", steps: [{ afterDays: 30, storageClass: "GLACIER" }] }], [["archive", "expireAfterDays"], 20]],
      ["archive: expireAfterDays is 20, the transition to GLACIER after 30 days: want it later, or never"]],
    ["a lock that nobody asked for by its words", [[["archive", "objectLock"], { mode: "compliance", days: 30 }]],
      ['archive.objectLock is {"mode":"compliance","days":30}, want `none`, or a mode with days']],
    ["a secret whose name ends like an ARN", [[["secrets", "the-signer"], { description: "Signs", value: { kind: "empty" } }]],
      ["secrets.the-signer: the key ends with a hyphen and six characters, as ARNs of secrets do: choose another key"]],
    ["backups that the vaults would refuse", [[["backup", "dailyKeepDays"], 3]],
      ["backup: dailyKeepDays is 3, the vaults keep backups for 7 to 365 days: want it in between, or every backup fails"]],
    ["a weekly backup that goes before the daily ones", [[["backup", "weeklyKeepDays"], 14]],
      ["backup: weeklyKeepDays is 14, dailyKeepDays 35: want the weekly backup to be kept as long, or longer"]],
    ["a table that is not there", [[["services", "app", "uses", "tables"], { carts: "read" }]],
      ['services.app.uses.tables is "carts", want one of sessions']],
    ["a secret that is not there", [[["services", "app", "uses", "secrets"], ["signing", "smtp"]]],
      ['services.app.uses.secrets is "smtp", want one of signing, google']],
    ["a variable that the platform sets", [[["services", "app", "environment"], { DATABASE_HOST: "elsewhere" }]],
      ["services.app.environment.DATABASE_HOST: the platform sets this variable from `uses`: choose another name"]],
    ["a password that no function could read", [[["network", "nat"], "none"], [["services", "app", "internet"], false], [["network", "interfaceEndpoints"], ["ecr.api", "ecr.dkr", "logs"]]],
      ['network.interfaceEndpoints is ["ecr.api","ecr.dkr","logs"], want secretsmanager too, since `app` may not call the internet and cannot work without them',
        'network.interfaceEndpoints is ["ecr.api","ecr.dkr","logs"], want secretsmanager too, since without the internet the functions that keep the database cannot read its password in any other way',
        'network.nat is "none", want one-per-zone or single, since functions of the API call Kinesis, SQS and Cognito, for which the network has no endpoints']],
  ];
  for (const [flaw, changes, said] of rows) {
    it(`refuse ${flaw}`, () => {
      assert.deepEqual(refusal(...changes), said);
    });
  }
});
