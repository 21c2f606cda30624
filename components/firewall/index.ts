export { capacityUnits, mostUnits } from "./capacity";
export { Firewall, type FirewallArgs } from "./firewall";
export { type AbuseSpec, type CheckerSpec, type FirewallSpec, type RateSpec, type RateWindow } from "./settings";
