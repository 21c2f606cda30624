export { findItems, followItems, readItems, useItems, useKeyedItems, scanItems, writeItems, type TableEnd } from "./access";
export { GlobalTable, type GlobalTableArgs, type ReplicaSite } from "./global-table";
export { type IndexSpec, type KeyAttribute, type TableSpec } from "./schema";
