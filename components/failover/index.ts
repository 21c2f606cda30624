export { Failover, type AliasTarget, type FailoverArgs, type FailoverSite, type Targets } from "./failover";
export { Zone, type ZoneArgs } from "./zone";
export { Lever, leverEnd, type LeverArgs, type LeverEnd } from "./lever";
export { originName, type Names } from "./names";
export { type CheckerRegion } from "./checkers";
export { checkerRanges } from "./checker-ranges";
export { minutesToCool, type Detection, type Probe } from "./detection";
export {
  detachMember, globalClusterArn, keepCutOffWrites, letGoOfLevers, moveDatabase, neverSteerGlobally, pullLever, pullLeverByHand, ring, seeCapacity, seeDatabase, seeDoors, seeLevers, seeReadiness, seeToday, sizeServices,
  stopTasks, turnDoors,
  type ActedOn, type ReadinessEnds,
} from "./access";
export { DueAlarm, dueMetric, type DueMetric } from "./due-alarm";
export { Kit, kitKeys, type KitArgs } from "./kit";
export { PeopleRights, PeopleRole, type PeopleTrust } from "./people";
export { RegionSwitch, type RegionSwitchArgs, type SwitchEnd } from "./region-switch";
export { Machine, type MachineArgs } from "./machine";
export { answerMachine, followMachine, machineArn, seeExecutions, startMachine, stopMachine, type MachineEnd } from "./machine-access";
export { activationPlan, recoveryPlan } from "../../protocol/plan";
export { type StepName } from "../../protocol/state";
export { ackKey } from "../../protocol/health/statements";
