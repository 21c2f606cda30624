export { deepAnswers, deepMark, deepPath, freshSeconds, journeySeconds, type DeepPorts } from "./deep";
export { HealthKeeper, type HealthPorts } from "./keeper";
export { liveAnswer, livePath } from "./live";
export { holdSeconds, lookSeconds, roleAnswer, roleMark, roleOf, rolePath, type HealthAnswer, type Sight } from "./role";
export { fenceKey, heartbeatSeconds, heartbeatStatement, lookStatement, shedKey } from "./statements";
