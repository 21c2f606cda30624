export { Keys, type KeysArgs } from "./keys";
export { type Purpose } from "./purposes";
