export { directWire, type Simulated, simulatedPorts, type Wire, type WireCall } from "./ports";
export { claimsTraffic, dnsOf, misroutes, namedBy, type Signals, signalsOf } from "./routing";
export { emptyTable, replicate, type Table, type TableWrites, writesOf } from "./table";
export {
  activeAt, at, beatBefore, claimsRole, joined, makeWriter, newWorld, otherThan, type Pace, type PlaceWorld, replicateControl, resize, serves, settle, startMove,
  type World, writersOf,
} from "./world";
