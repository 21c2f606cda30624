export { aliasTtlSeconds, secondsToNotice, secondsToTurn, type Probe } from "./detection";
