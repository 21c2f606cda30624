import { answer, partOf, type Subject, type Table } from "./subject";

function vault(subject: Subject) {
  const name = subject.physicalName();
  return answer(name, { name, arn: subject.arn("backup", `backup-vault:${name}`), recoveryPoints: 0 });
}

function plan(subject: Subject) {
  const id = subject.uuid();
  return answer(id, { name: subject.physicalName(), arn: subject.arn("backup", `backup-plan:${id}`), version: subject.upper(48, "version") });
}

/** Backups. Source of ARNs: Service Authorization Reference, AWS Backup, resource types. */
export const protection: Table = {
  "aws:backup/vault:Vault": vault,
  "aws:backup/plan:Plan": plan,
  "aws:backup/selection:Selection": (subject) => answer(subject.uuid(), { name: subject.physicalName() }),
  "aws:backup/regionSettings:RegionSettings": (subject) => answer(subject.region),
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": (subject) => {
    const name = subject.text("backupVaultName") ?? subject.physicalName();
    return answer(name, { backupVaultArn: subject.arn("backup", `backup-vault:${name}`) });
  },
  "aws:backup/vaultPolicy:VaultPolicy": partOf("backupVaultName"),
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": (subject) => {
    const name = subject.text("name") ?? subject.name.replaceAll("-", "_");
    return answer(name, { name, arn: subject.arn("backup", `restore-testing-plan:${name}-${subject.uuid()}`) });
  },
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": (subject) => {
    const name = subject.text("name") ?? subject.name.replaceAll("-", "_");
    return answer(`${name}:${subject.text("restoreTestingPlanName") ?? ""}`, { name });
  },
  "aws:secretsmanager/secretRotation:SecretRotation": (subject) => answer(subject.text("secretId") ?? subject.physicalName(), { rotationEnabled: true }),
};
