export { deepAnswers, deepMark, deepPath, freshSeconds, type DeepPorts } from "./deep";
export { Heart, type HeartPorts } from "./heart";
export { HealthKeeper, type HealthPorts } from "./keeper";
export { liveAnswer, livePath } from "./live";
export { holdSeconds, lookSeconds, roleAnswer, roleMark, roleOf, rolePath, type HealthAnswer, type Sight } from "./role";
export { type Ack, ackKey, ackUpdate, fenceKey, heartbeatSeconds, heartbeatStatement, lookStatement, shedKey } from "./statements";
export { patienceSeconds } from "./within";
