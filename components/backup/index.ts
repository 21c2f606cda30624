export { type VaultEnd } from "./access";
export { type VaultLock } from "./lock";
export { BackupPlan, type BackupPlanArgs } from "./plan";
export { type Protected, type ProtectedKind, type ProtectedStores } from "./protected";
export { BackupRegionSettings } from "./region-settings";
export { RestoreTest, type RestoreTestArgs } from "./restore-test";
export { type BackupSchedule } from "./schedule";
export { Vault, vaultArn, type VaultArgs } from "./vault";
