import { Schedule } from "../components/core/lambda-schedule";
import * as pulumi from "@pulumi/pulumi";
import { activationPlan, Machine, machineArn, recoveryPlan } from "../components/failover";
import { handsOf } from "../functions/failover-step/hands";
import { type Bundles, type CommandFile } from "./bundles";
import { buildRegionSwitch, dueOf, policyOf, type StarterArgs } from "./failover-arc";
import { activatedIn, worldOf, type Activated } from "./failover-ends";
import { buildDatabaseHand, buildHands } from "./failover-functions";
import { detectorGrants, type GrantArgs } from "./failover-grants";
import { keepKit } from "./failover-kit";
import { machineNames } from "./failover-names";
import { admitPeople, type PlacePeople } from "./failover-people";
import { buildFunction, type FunctionSite } from "./functions";
import { type Global } from "./global";
import { type BuiltRegion } from "./platform";
import { type Settings } from "./settings";
import { type Shared } from "./shared";

interface ActivationArgs {
  readonly bundles: Bundles;
  /** What people run by hand. */
  readonly command: CommandFile | undefined;
  /** Where what exists once hangs. */
  readonly global: Pick<Global, "inside">;
  readonly settings: Settings;
  readonly shared: Shared;
}

/**
 * Builds what activates each place, in that place: functions, state machines, and what watches the other one. Only where both places can run:
 * under `backup-restore` there is nothing to activate before an operator has built it. Returns the roles of people, by place.
 */
export function buildActivations(regions: readonly [BuiltRegion, BuiltRegion], args: ActivationArgs): Readonly<Record<string, PlacePeople>> {
  const [birth, other] = [activatedIn(regions[0]), activatedIn(regions[1])];
  if (birth === undefined || other === undefined) return {};
  const [first, second] = [buildActivation(birth, other, args), buildActivation(other, birth, args)];
  if (first === undefined || second === undefined) return {};
  if (args.settings.recovery.trigger === "arc") buildRegionSwitch([first, second], args);
  for (const { grants: { here } } of [first, second]) keepKit(here, { ...args, worlds: [first.world, second.world] });
  return admitPeople([first.grants, second.grants]);
}

/** The activation of one place, as others have to know it. */
interface Activation extends StarterArgs {
  readonly world: pulumi.Output<object>;
}

function buildActivation(here: Activated, there: Activated, { bundles, settings, shared }: Pick<ActivationArgs, "bundles" | "settings" | "shared">): Activation | undefined {
  const { region, network, database } = here;
  if (network === undefined) return undefined;
  const site: FunctionSite = { region, bundles, settings };
  const databaseHand = buildDatabaseHand(site, { network, database });
  const grants: GrantArgs = {
    here, there, settings, databaseFunctionArn: databaseHand.arn,
    control: { here: shared.control.endIn(region.place), there: shared.control.endIn(there.region.place) },
  };
  const world = worldOf(here, there, { settings, databaseFunction: databaseHand.functionName });
  const hands = buildHands(site, grants);
  const arns = Object.fromEntries(Object.entries(handsOf).map(([step, hand]) => [step, hands[hand].arn]));
  const common = {
    place: region.place, functionArns: arns, world, keys: { executionsArn: region.keys.arnOf("executions"), logsArn: region.keys.arnOf("logs") },
    watch: { logRetentionDays: settings.auditLogDays, alarmActionArns: [region.operators.arn] },
  };
  const { key } = region.place;
  const { activate, recover } = machineNames();
  new Machine(`${key}-failover-activate`, { ...common, machineName: activate, comment: `Makes ${key} the active place`, plan: activationPlan }, region.inside);
  new Machine(`${key}-failover-wait`, {
    ...common, machineName: recover, comment: `Waits for the place that a failover to ${key} left behind`, plan: recoveryPlan,
    functionArns: { "post-recovery": hands.recover.arn },
  }, region.inside);
  watchOther(site, { grants, world });
  return { site, grants, world };
}

/** A minute of looks, one look more, the patience of the last, and the readiness that a suspicion reads. */
const detectorSeconds = 150;

/** Builds the detector of a place: it looks at the other one while that is the active one, and starts what this place's settings let it start. */
function watchOther(site: FunctionSite, { grants, world }: { readonly grants: GrantArgs; readonly world: pulumi.Output<object> }): void {
  const { region: { place, inside }, settings: { recovery } } = site;
  const minute = new Schedule(`${place.key}-failover-watch`, { description: "Looks at the other place, for a minute", everyMinutes: 1 }, inside);
  const { detection, trigger } = recovery;
  minute.call(buildFunction(`${place.key}-failover-detector`, {
    code: "failover-detector", description: "Looks at the other place while it is the active one, and says when it is lost.", timeoutSeconds: detectorSeconds, memoryMiB: 1024,
    environment: {}, grants: detectorGrants(grants), invokers: { minute: minute.invoker }, failedEvents: "queue",
  }, site), pulumi.jsonStringify({
    world, detection: { ...detection, starts: trigger === "detector" }, activateMachine: machineArn(place, machineNames().activate), policy: policyOf(recovery),
    ...(trigger === "arc" && { due: dueOf(place) }),
  }));
}
