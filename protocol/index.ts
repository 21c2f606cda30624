export { type Answer, type ApprovalPolicy, lossOf, type Question } from "./approval";
export { activationName, activeOf, isHeld, newestOf, nextEpoch, targetOf } from "./epochs";
export { Failure, type FailureName, isFailure, tellingOf } from "./errors";
export { brokenAt, chained, chainStart, type EvidenceRecord, type Fact } from "./evidence";
export { type Beat, type Cost, costOf, type Ledger } from "./ledger";
export { leverKeyIn, type LeverKind } from "./lever";
export { type Call, perform } from "./perform";
export { activationPlan, type Next, planned, type PlannedStep, recoveryPlan } from "./plan";
export {
  approvalSeconds, capacityPercent, capacitySeconds, heldAfterSeconds, latePollSeconds, leaseSeconds, overdueSeconds, pollSeconds, remoteSeconds,
} from "./plan/timing";
export {
  type Capacity, type Check, type ControlPort, type ControlView, type DatabasePort, type DoorPort, type EvidencePort, type GlobalDatabase, type Lag,
  type LedgerPort, type LeverPort, type Lock, type LockWanted, type Member, type Message, type NotifyPort, type Place, type Ports, type ProbePort, type ReadinessPort,
  type RemotePort, type ScalePort, type Standing,
} from "./ports";
export {
  decide, decideAfterSeconds, type DetectionPolicy, detectionPolicy, heartbeatVote, type History, historySeconds, type Point, type Readiness, secondsToSee, type Verdict, type Vote, voteTimeoutSeconds,
} from "./quorum";
export { type End, type Host, run } from "./runner";
export { OutOfTime } from "./timely";
export { type Activation, leavesBehind, type Mode, modes, newActivation, recoveryOf, type Request, type StepName, stepNames } from "./state";
