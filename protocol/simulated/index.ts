export { directWire, type Simulated, simulatedPorts, type Wire, type WireCall } from "./ports";
export { claimsTraffic, dnsOf, namedBy, type Signals, signalsOf } from "./routing";
export { emptyTable } from "./table";
export {
  activeAt, at, beatBefore, claimsRole, joined, newWorld, otherThan, type Pace, replicateControl, resize, serves, settle, type World, writersOf,
} from "./world";
