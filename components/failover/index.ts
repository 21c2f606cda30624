export { Failover, type Balancer, type Endpoint, type FailoverArgs } from "./failover";
export { Zone, type ZoneArgs } from "./zone";
export { livePath, originName, roleMark, rolePath, type Names } from "./names";
export { checkerRegions, checkersFor, type CheckerRegion } from "./checkers";
export { aliasTtlSeconds, failureBounds, patienceSeconds, secondsToNotice, secondsToTurn, type Probe } from "./detection";
