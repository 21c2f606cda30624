export { type SyncProgram } from "./program";
export { type Setup } from "./setup";
export { SyncApi, type SyncApiArgs } from "./sync-api";
export { syncTable } from "./table";
