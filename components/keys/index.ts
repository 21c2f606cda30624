export { identityUses } from "./identity-uses";
export { Keys, type KeysArgs } from "./keys";
export { MultiRegionKey, type MultiRegionKeyArgs } from "./multi-region-key";
export { type Purpose } from "./purposes";
