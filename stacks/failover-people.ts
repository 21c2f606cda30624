import * as pulumi from "@pulumi/pulumi";
import { useKey } from "../components/core/bucket-grants";
import { allow, type Statement } from "../components/core/iam";
import {
  type ActedOn, answerMachine, detachMember, followMachine, keepCutOffWrites, leverEnd, moveDatabase, neverSteerGlobally, PeopleRights, PeopleRole, pullLever, pullLeverByHand, seeCapacity,
  seeDatabase, seeDoors, seeLevers, seeToday, sizeServices, startMachine, stopMachine, turnDoors,
} from "../components/failover";
import { useItems, useKeyedItems } from "../components/tables";
import { activationName } from "../protocol/epochs";
import { actedOn, machineEndOf } from "./failover-ends";
import { askDatabase, canServe, globalArnOf, keepEvidence, tellOperators, type GrantArgs } from "./failover-grants";
import { readKit } from "./failover-kit";
import { leverOf, peopleNames } from "./failover-names";
import { mapValues } from "./shared";

/** Roles of a place that people take up to move the platform there. */
export interface PlacePeople {
  /** Looks, asks for an activation, answers it and follows it. */
  readonly operatorRoleArn: pulumi.Output<string>;
  /** Does by hand what the steps do, pulls levers, and splits the database for good. */
  readonly breakGlassRoleArn: pulumi.Output<string>;
}

/** What people may do in a place, each a policy: look, see whether it is ready, act on its activation, and by hand move the platform and stop the other place. */
const rights = {
  look: ({ here, control, ...args }: GrantArgs): readonly Statement[] => {
    const [own, lever] = [actedOn(here), leverEnd(leverOf(here.region.place))];
    return [
      ...useItems(control.here, ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"]), ...seeDatabase(globalArnOf(here), own), askDatabase(args),
      ...seeToday(allServices(own)), seeCapacity(), seeDoors(), ...seeLevers(own.leverArn, [lever.activeKey, lever.drillKey]),
      ...readEvidence(here), ...readKit(here), ...followMachine(machineEndOf(here, "activate")), neverSteerGlobally(),
    ];
  },
  ready: ({ here, settings }: GrantArgs): readonly Statement[] => canServe(here, settings),
  act: ({ here, control }: GrantArgs): readonly Statement[] => {
    const { region: { place } } = here;
    return [
      ...startMachine(machineEndOf(here, "activate"), "Activation"), ...answerMachine(machineEndOf(here, "activate")), ...keepEvidence(here),
      ...useKeyedItems(control.here, ["dynamodb:PutItem"], [`answers#${activationName(place.key, "*")}`, `signoff#${place.key}`, `suppress#${place.key}`]),
      pullLeverByHand("PullDrillLever", actedOn(here).leverArn, leverEnd(leverOf(place)).drillKey),
    ];
  },
  move: ({ here, there, control }: GrantArgs): readonly Statement[] => {
    const [own, other, globalArn] = [actedOn(here), actedOn(there), globalArnOf(here)];
    const { place: { key } } = own;
    return [
      ...useKeyedItems(control.here, ["dynamodb:PutItem", "dynamodb:UpdateItem"], [`lock#${key}`, `region#${key}`, `question#${key}`, `shed#${key}`, `fence#${other.place.key}`]),
      moveDatabase(globalArn, [own.clusterArn, other.clusterArn]), detachMember(globalArn, own.clusterArn), ...sizeServices(allServices(own), "Here"), ...pullLever(own, other), letGoOf(own), ...turnDoors(own), ...tellOperators(here),
      stopMachine(machineEndOf(here, "activate")),
    ];
  },
  fence: ({ there }: GrantArgs): readonly Statement[] => {
    const other = actedOn(there);
    return [...sizeServices(allServices(other), "There"), ...turnDoors(other), ...keepCutOffWrites(other, there.region.keys.arnOf("database"))];
  },
} as const satisfies Readonly<Record<string, (args: GrantArgs) => readonly Statement[]>>;

/**
 * Builds the roles of people, by place. One that activates a place acts there, and looks at both: who sees half of the platform decides on
 * half of it.
 */
export function admitPeople([first, second]: readonly [GrantArgs, GrantArgs]): Readonly<Record<string, PlacePeople>> {
  const [mine, theirs] = [grant(first), grant(second)];
  return { [keyOf(first)]: admit(first, mine, theirs), [keyOf(second)]: admit(second, theirs, mine) };
}

const keyOf = ({ here }: GrantArgs): string => here.region.place.key;

type Arns = Readonly<Record<string, pulumi.Output<string>>>;

function grant(args: GrantArgs): Arns {
  return new PeopleRights(`${keyOf(args)}-people`, { rights: mapValues(rights, (_, of) => of(args)) }, args.here.region.inside).arns;
}

function admit({ here: { region: { place, inside } }, settings: { recovery: { people } } }: GrantArgs, mine: Arns, theirs: Arns): PlacePeople {
  const names = peopleNames(place);
  const see = pick({ look: mine["look"], ready: mine["ready"], act: mine["act"], "look-there": theirs["look"] });
  const operator = new PeopleRole(`${place.key}-people-operator`, {
    place, roleName: names.operator, description: `Looks at the platform, and activates ${place.key} by its state machine.`, trust: people.operators, policyArns: see,
  }, inside);
  const breakGlass = new PeopleRole(`${place.key}-people-break-glass`, {
    place, roleName: names.breakGlass, description: `Activates ${place.key} by hand, when nothing else does.`, trust: people.breakGlass, policyArns: { ...see, ...pick({ move: mine["move"], fence: mine["fence"] }) },
  }, inside);
  return { operatorRoleArn: operator.arn, breakGlassRoleArn: breakGlass.arn };
}

/** Every service of the place's cluster, those to come too: a policy that names each has no room for thirty, and is old when another is added. */
function allServices(acted: ActedOn): ActedOn {
  return { ...acted, serviceArns: [pulumi.output(acted.ecsClusterArn).apply((arn) => `${arn.replace(":cluster/", ":service/")}/*`)] };
}

/** Without what is not there. */
function pick(arns: Readonly<Record<string, pulumi.Output<string> | undefined>>): Arns {
  return Object.fromEntries(Object.entries(arns).flatMap(([key, arn]) => (arn === undefined ? [] : [[key, arn]])));
}

/** Read the records of activations. */
function readEvidence({ region: { place, keys }, stores }: GrantArgs["here"]): Statement[] {
  const { arn } = stores.evidence;
  return [
    allow({ sid: "ListEvidence", actions: ["s3:ListBucket"], resources: [arn] }), allow({ sid: "ReadEvidence", actions: ["s3:GetObject"], resources: [pulumi.interpolate`${arn}/*`] }),
    useKey("ReadEvidenceEncrypted", ["kms:Decrypt"], { place, arn, keyArn: keys.arnOf("storage") }),
  ];
}

function letGoOf({ leverArn, leverKey }: ReturnType<typeof actedOn>): Statement {
  return allow({ sid: "LetGo", actions: ["s3:DeleteObject"], resources: [pulumi.interpolate`${leverArn}/${leverKey}`] });
}
