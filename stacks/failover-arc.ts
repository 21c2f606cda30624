import { DueAlarm, dueMetric, machineArn, minutesToCool, RegionSwitch, seeExecutions, startMachine, type DueMetric, type SwitchEnd } from "../components/failover";
import { type Place } from "../components/core/place";
import { useItems } from "../components/tables";
import { machineEndOf } from "./failover-ends";
import { type GrantArgs } from "./failover-grants";
import { controlTableName, machineNames } from "./failover-names";
import { buildFunction, type FunctionSite } from "./functions";
import { type Global } from "./global";
import { stackPrefix } from "./providers";
import { type Settings } from "./settings";

/** A place whose activation ARC may start. */
export interface StarterArgs {
  readonly site: FunctionSite;
  readonly grants: GrantArgs;
}

/** The figure by which a place's detector says that its activation is due. */
export function dueOf({ key }: Place): DueMetric {
  return dueMetric(stackPrefix(), key);
}

/** What is approved by whom in an activation that a machine starts. */
export function policyOf({ decision, approvers, maxDataLossSeconds, acceptSplitBrain }: Settings["recovery"]): Readonly<Record<string, string | number | boolean>> {
  return decision === "operator" ? { decision, approvers } : { decision, maxDataLossSeconds, acceptSplitBrain };
}

/** Builds the plan of ARC Region switch over both places, and in each of them what it calls and what sets it off. */
export function buildRegionSwitch([birth, other]: readonly [StarterArgs, StarterArgs], { global, settings }: { readonly global: Pick<Global, "inside">; readonly settings: Settings }): RegionSwitch {
  const { rtoMinutes, detection, arcApprovalRole } = settings.recovery;
  return new RegionSwitch("global-failover-arc", {
    planName: stackPrefix(), ends: [buildEnd(birth), buildEnd(other)], rtoMinutes, cooldownMinutes: minutesToCool(detection),
    ...(arcApprovalRole !== "none" && { approvalRoleArn: arcApprovalRole }),
  }, global.inside);
}

/** Longest that a starter takes: two reads and a call, each tried twice. */
const starterSeconds = 30;

function buildEnd({ site, grants: { here, there, control } }: StarterArgs): SwitchEnd {
  const { region: { place, inside, operators }, settings } = site;
  const machine = machineEndOf(here, "activate");
  const starter = buildFunction(`${place.key}-failover-arc`, {
    code: "failover-arc", description: "Starts this place's activation for ARC Region switch.", timeoutSeconds: starterSeconds,
    environment: {
      CONTROL_TABLE: controlTableName(), BORN: settings.places[0].key, HERE: place.key, THERE: there.region.place.key,
      ACTIVATE_MACHINE: machineArn(place, machineNames().activate), POLICY: JSON.stringify(policyOf(settings.recovery)),
    },
    grants: [...useItems(control.here, ["dynamodb:BatchGetItem"]), ...startMachine(machine, "Activation"), seeExecutions(machine)],
    failedEvents: "none",
  }, site);
  const alarm = new DueAlarm(`${place.key}-failover-due`, { metric: dueOf(place), place: place.key, alarmActionArns: [operators.arn] }, inside);
  return { place, starterArn: starter.arn, dueAlarmArn: alarm.arn };
}
