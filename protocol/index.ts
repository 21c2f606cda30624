export { type Answer, type Approval, type ApprovalPolicy, type Case, lossOf, type Question, rule, type Ruling } from "./approval";
export { activeOf, isHeld, nextEpoch } from "./epochs";
export { Failure, type FailureName, failureNames, isFailure, tellingOf } from "./errors";
export { brokenAt, chained, chainStart, type Deed, type EvidenceRecord, type Fact } from "./evidence";
export { type Beat, type Cost, costOf, type Ledger } from "./ledger";
export { type LedgerPort } from "./ports";
export { type Call, perform } from "./perform";
export { activationPlan, fatal, type Next, planned, type PlannedStep, recoveryPlan, type Retry } from "./plan";
export {
  approvalSeconds, capacityPercent, capacitySeconds, heldAfterSeconds, latePollSeconds, leaseSeconds, overdueSeconds, pollSeconds,
} from "./plan/timing";
export {
  type Capacity, type Check, type ClockPort, type ControlPort, type ControlView, type DatabasePort, type DoorPort, type EvidencePort, type GlobalDatabase, type Lag,
  type LeverPort, type Lock, type LockWanted, type Member, type Message, type NotifyPort, type Place, type Ports, type ProbePort, type ReadinessPort,
  type RemotePort, type ScalePort, type Standing,
} from "./ports";
export {
  type Action, decide, decideAfterSeconds, type DetectionPolicy, detectionPolicy, heartbeatBadSeconds, heartbeatVote, type History, historySeconds, type Point, type Readiness, secondsToSee, type Verdict, type Vote, type Voter, voters,
  voteTimeoutSeconds,
} from "./quorum";
export { type End, type Host, run } from "./runner";
export { OutOfTime } from "./timely";
export { type Activation, leavesBehind, losesNothing, type Mode, modes, newActivation, type Request, type StepName, stepNames } from "./state";
export { mayPromote } from "./steps/promote";
