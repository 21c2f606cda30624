import { DescribeSecurityGroupRulesCommand, type EC2Client, ModifySecurityGroupRulesCommand, type SecurityGroupRule } from "@aws-sdk/client-ec2";
import { type DoorPort, Failure } from "../../protocol";
import { endingBy } from "./clients";
import { reaching } from "./reaching";
import { type PlaceEnd } from "./settings";

/**
 * A port that nobody listens on. A rule that is moved there lets nobody in and is still the same rule, so that the next deployment finds it;
 * one that is revoked and granted anew is another, and the deployment's own would collide with it.
 * Source: EC2 API, `ModifySecurityGroupRules`.
 */
export const closedPort = 1;

/** Source: PostgreSQL's own port, which the program gives to proxy and cluster. */
export const databasePort = 5432;

/** How a place's doors are reached, and what ends a call that takes too long. */
interface Way {
  readonly ec2: EC2Client;
  readonly signal?: AbortSignal;
}

/** The doors of a place's own database. */
export function doorsOn(ec2: EC2Client, place: PlaceEnd): DoorPort {
  return {
    areOpen: () => reaching("the doors to the database", async () => (await doorsOf({ ec2 }, place)).every(({ FromPort }) => FromPort === databasePort)),
    open: () => reaching("the doors to the database", () => turnDoors({ ec2 }, place, databasePort)),
  };
}

/** Rules of the proxy by which a service that writes comes in. None where no instance stands. */
async function doorsOf({ ec2, signal }: Way, { proxyGroupId, services }: PlaceEnd): Promise<readonly SecurityGroupRule[]> {
  if (proxyGroupId === "") return [];
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [proxyGroupId] }] }), endingBy(signal));
  const callers = services.filter(({ writes }) => writes).map(({ groupId }) => groupId);
  return SecurityGroupRules.filter(({ IsEgress, ReferencedGroupInfo }) => IsEgress === false && callers.includes(ReferencedGroupInfo?.GroupId ?? ""));
}

/** Moves every door of the proxy that a service comes through to a port. A door that is there already is left alone. */
export async function turnDoors(way: Way, place: PlaceEnd, port: number): Promise<void> {
  const { proxyGroupId } = place;
  const doors = (await doorsOf(way, place)).filter(({ FromPort }) => FromPort !== port);
  if (doors.length === 0) return;
  const { Return } = await way.ec2.send(new ModifySecurityGroupRulesCommand({
    GroupId: proxyGroupId, SecurityGroupRules: doors.map((door) => ({ SecurityGroupRuleId: door.SecurityGroupRuleId, SecurityGroupRule: turned(door, port) })),
  }), endingBy(way.signal));
  if (Return !== true) throw new Failure("Unreachable", "the doors to the database were not confirmed to have turned");
}

function turned({ ReferencedGroupInfo, Description }: SecurityGroupRule, port: number) {
  return {
    IpProtocol: "tcp", FromPort: port, ToPort: port, ReferencedGroupId: ReferencedGroupInfo?.GroupId, ...(Description !== undefined && { Description }),
  };
}
