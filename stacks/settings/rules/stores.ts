import { modeProblems, transitionsOf } from "../../../components/archive/mode";
import { lockProblems, lockedOut } from "../../../components/backup/lock";
import { scheduleProblems } from "../../../components/backup/schedule";
import { retentionProblems } from "../../../components/core/bucket-lifecycle";
import { tableProblems } from "../../../components/tables/schema";
import { type Problem } from "../problems";
import { type Settings } from "../schema";
import { tableSpecOf } from "../tables";

/** Tables, buckets and backups are such as AWS takes them. */
export function storeProblems(settings: Settings): Problem[] {
  return [...tablesOf(settings), ...secretsOf(settings), ...archiveProblems(settings), ...backupProblems(settings)];
}

function tablesOf({ tables }: Settings): Problem[] {
  return Object.entries(tables).flatMap(([key, table]) =>
    tableProblems(`table-${key}`, tableSpecOf(table)).map((says) => ({ path: `tables.${key}`, says })));
}

/** Source: Secrets Manager API, `CreateSecret`, Name: six characters after a hyphen look like those that AWS adds. */
function secretsOf({ secrets }: Settings): Problem[] {
  return Object.keys(secrets).filter((key) => /-[a-z0-9]{6}$/.test(key))
    .map((key) => ({ path: `secrets.${key}`, says: "the key ends with a hyphen and six characters, as ARNs of secrets do: choose another key" }));
}

function archiveProblems({ archive }: Settings): Problem[] {
  const { mode, expireAfterDays, keepOlderVersionsDays } = archive;
  const retention = { expireAfterDays, olderVersions: { keepDays: keepOlderVersionsDays }, transitions: transitionsOf(mode) };
  return [...modeProblems(mode), ...retentionProblems(retention)].map((says) => ({ path: "archive", says }));
}

function backupProblems({ backup }: Settings): Problem[] {
  const { dailyKeepDays, weeklyKeepDays, lock } = backup;
  return [
    ...scheduleProblems(backup), ...lockProblems(lock),
    ...lockedOut("dailyKeepDays", dailyKeepDays, lock), ...lockedOut("weeklyKeepDays", weeklyKeepDays, lock),
  ].map((says) => ({ path: "backup", says }));
}
