import * as pulumi from "@pulumi/pulumi";
import { allow, type Statement } from "../components/core/iam";
import { useKey } from "../components/core/bucket-grants";
import {
  answerMachine, globalClusterArn, keepCutOffWrites, letGoOfLevers, moveDatabase, neverSteerGlobally, pullLever, ring, seeCapacity, seeDatabase, seeDoors, seeExecutions, seeReadiness, seeToday, sizeServices, startMachine, stopTasks,
  turnDoors, type ActedOn,
} from "../components/failover";
import { publishTo } from "../components/messaging";
import { useItems, useKeyedItems, type TableEnd } from "../components/tables";
import { type Hand } from "../functions/failover-step/hands";
import { actedOn, machineEndOf, neededKeys, secretNames, type Activated } from "./failover-ends";
import { stackPrefix } from "./providers";
import { type Settings } from "./settings";

export interface GrantArgs {
  readonly here: Activated;
  readonly there: Activated;
  /** The control table in each place. */
  readonly control: { readonly here: TableEnd; readonly there: TableEnd };
  readonly databaseFunctionArn: pulumi.Input<string>;
  readonly settings: Settings;
}

/** What the functions of an activation may do in AWS, by hand. */
export function grantsByHand(args: GrantArgs): Readonly<Record<Hand, readonly Statement[]>> {
  const { here, there, control } = args;
  const [own, other] = [actedOn(here), actedOn(there)];
  const globalArn = globalArnOf(here);
  const [mine, theirs] = [own.place.key, other.place.key];
  const may = (keys: readonly [string, ...string[]], ...statements: readonly Statement[]): readonly Statement[] =>
    [...useKeyedItems(control.here, ["dynamodb:UpdateItem"], keys), ...keepEvidence(here), ...statements, neverSteerGlobally()];
  const lock = `lock#${mine}`;
  const writing = writersOf(there, args.settings);
  return {
    observe: [
      ...useItems(control.here, ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"]),
      ...useKeyedItems(control.here, ["dynamodb:PutItem", "dynamodb:UpdateItem"], [lock, `region#${mine}`, `question#${mine}`]),
      ...keepEvidence(here), ...seeDatabase(globalArn, own), askDatabase(args), ...seeToday(own), ...canServe(here, args.settings), seeDoors(), ...tellOperators(here),
      ...answerMachine(machineEndOf(here, "activate")), ...startMachine(machineEndOf(here, "recover"), "Recovery"), neverSteerGlobally(),
    ],
    scale: may([lock, `shed#${mine}`], ...sizeServices(own, "Here"), seeCapacity()),
    promote: may([lock], ...useItems(control.here, ["dynamodb:BatchGetItem"]), ...seeDatabase(globalArn, own), moveDatabase(globalArn, [own.clusterArn, other.clusterArn]),
      askDatabase(args), ...turnDoors(own), ...tellOperators(here)),
    traffic: may([lock], ...seeDatabase(globalArn, own), ...pullLever(own, other), ...tellOperators(here)),
    fence: may([lock, `fence#${theirs}`], ...seeDatabase(globalArn, own), ...seeFence(control.there), ...turnDoors(other),
      ...(writing === undefined ? [] : [stopTasks({ ...other, serviceArns: writing })])),
    recover: may([lock, `fence#${theirs}`], ...useItems(control.here, ["dynamodb:BatchGetItem"]), ...seeDatabase(globalArn, own), ...turnDoors(other),
      ...sizeServices(own, "Here"), ...sizeServices(other, "There"), ...keepCutOffWrites(other, there.region.keys.arnOf("database")), letGoOfLevers(own, other), ...tellOperators(here)),
  };
}

/** What a detector may do: look, keep what it thinks, ready its own place, wake people and who waits for them, and start. */
export function detectorGrants(args: GrantArgs): readonly Statement[] {
  const { here, control, settings } = args;
  const own = actedOn(here);
  return [
    ...useItems(control.here, ["dynamodb:BatchGetItem"]), ...useKeyedItems(control.here, ["dynamodb:UpdateItem"], [`verdict#${own.place.key}`]),
    askDatabase(args), ...canServe(here, settings), ...sizeServices(own, "Here"),
    ...tellOperators(here), ...startMachine(machineEndOf(here, "activate"), "Activation"), seeExecutions(machineEndOf(here, "activate")),
    ...answerMachine(machineEndOf(here, "activate")), ...(settings.recovery.trigger === "arc" ? [ring(stackPrefix())] : []), neverSteerGlobally(),
  ];
}

/** ARN of the one global database. */
export function globalArnOf({ region: { place }, database }: Activated): pulumi.Output<string> {
  return globalClusterArn(place, database.globalIdentifier);
}

export function askDatabase({ databaseFunctionArn }: Pick<GrantArgs, "databaseFunctionArn">): Statement {
  return allow({ sid: "AskDatabase", actions: ["lambda:InvokeFunction"], resources: [databaseFunctionArn] });
}

function seeFence(there: TableEnd): Statement[] {
  return useItems({ ...there, key: "other-control" }, ["dynamodb:GetItem"]);
}

/** Put records, and neither read nor delete them. */
export function keepEvidence({ region: { place, keys }, stores }: Activated): Statement[] {
  const { arn } = stores.evidence;
  return [
    allow({ sid: "KeepEvidence", actions: ["s3:PutObject"], resources: [pulumi.interpolate`${arn}/*`] }),
    useKey("KeepEvidenceEncrypted", ["kms:GenerateDataKey"], { place, arn, keyArn: keys.arnOf("storage") }),
  ];
}

export function tellOperators({ region: { place, keys, operators } }: Activated): Statement[] {
  return publishTo({ place, key: "operators", arn: operators.arn, keyArn: keys.arnOf("messages") });
}

/** Read whether a place could serve, by all that its services need. */
export function canServe(here: Activated, settings: Settings): Statement[] {
  const { region: { place, keys }, runtime } = here;
  const [first = "", ...more] = [...new Set(Object.values(settings.services).map(({ image }) => image.repository))];
  const [firstKey, ...keysLeft] = neededKeys;
  return seeReadiness({
    place, repositories: [first, ...more], keyArns: [keys.arnOf(firstKey), ...keysLeft.map((purpose) => keys.arnOf(purpose))],
    secretNames: secretNames(here, settings), certificateArn: runtime.certificateArn,
  });
}

/** Services that write to the database; nothing where none does. */
function writersOf({ runtime }: Activated, { services }: Settings): ActedOn["serviceArns"] | undefined {
  const [first, ...more] = Object.entries(runtime.services).filter(([key]) => services[key]?.uses.database === true).map(([, { arn }]) => arn);
  return first === undefined ? undefined : [first, ...more];
}
