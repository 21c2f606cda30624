import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { DescribeSecurityGroupRulesCommand, type EC2Client, ModifySecurityGroupRulesCommand, type SecurityGroupRule } from "@aws-sdk/client-ec2";
import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { Failure, type RemotePort } from "../../protocol";
import { keys } from "./control-items";
import { reaching } from "./reaching";
import { size, type Sizers } from "./scale";
import { type PlaceEnd } from "./settings";

/** Clients of the other place's region, impatient ones: a place that is lost must not keep this one waiting. */
export interface RemoteClients extends Sizers {
  readonly ec2: EC2Client;
  readonly control: { readonly client: DynamoDBDocumentClient; readonly table: string };
}

/**
 * A port that nobody listens on. A rule that is moved there lets nobody in and is still the same rule, so that the next deployment finds it;
 * one that is revoked and granted anew is another, and the deployment's own would collide with it.
 * Source: EC2 API, `ModifySecurityGroupRules`.
 */
const closedPort = 1;

/** Source: PostgreSQL's own port, which the program gives to proxy and cluster. */
const databasePort = 5432;

/** The other place, seen from here. */
export function remoteOn(clients: RemoteClients, place: PlaceEnd): RemotePort {
  const reach = <T>(call: () => Promise<T>): Promise<T> => reaching(place.place, call);
  return {
    stopWrites: () => reach(async () => {
      await turnDoors(clients.ec2, place, closedPort);
      for (const { name, writes } of place.services) {
        if (!writes) continue;
        const { service } = await clients.ecs.send(new UpdateServiceCommand({ cluster: place.ecsCluster, service: name, desiredCount: 0 }));
        if (service?.desiredCount !== 0) throw new Failure("Unreachable", `${place.place} did not confirm that ${name} stops`);
      }
    }),
    seeFence: (epoch) => reach(async () => {
      const { Item } = await clients.control.client.send(new GetCommand({ TableName: clients.control.table, Key: keys.fence(place.place), ConsistentRead: true }));
      const seen: unknown = Item?.["epoch"];
      if (typeof seen !== "number" || seen < epoch) throw new Failure("Unreachable", `${place.place} has not seen the fence of epoch ${String(epoch)} yet`);
    }),
    allowWrites: () => reach(async () => {
      await turnDoors(clients.ec2, place, databasePort);
    }),
    becomeStandby: () => reach(() => size(clients, place, "standby")),
  };
}

/** Moves every door of the proxy that a service comes through to a port. A door that is there already is left alone. */
async function turnDoors(ec2: EC2Client, { proxyGroupId, services }: PlaceEnd, port: number): Promise<void> {
  if (proxyGroupId === "") return;
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [proxyGroupId] }] }));
  const callers = services.filter(({ writes }) => writes).map(({ groupId }) => groupId);
  const doors = SecurityGroupRules.filter(({ IsEgress, ReferencedGroupInfo, FromPort }) =>
    IsEgress === false && callers.includes(ReferencedGroupInfo?.GroupId ?? "") && FromPort !== port);
  if (doors.length === 0) return;
  const { Return } = await ec2.send(new ModifySecurityGroupRulesCommand({
    GroupId: proxyGroupId, SecurityGroupRules: doors.map((door) => ({ SecurityGroupRuleId: door.SecurityGroupRuleId, SecurityGroupRule: turned(door, port) })),
  }));
  if (Return !== true) throw new Failure("Unreachable", "the doors to the database were not confirmed to have turned");
}

function turned({ ReferencedGroupInfo, Description }: SecurityGroupRule, port: number) {
  return {
    IpProtocol: "tcp", FromPort: port, ToPort: port, ReferencedGroupId: ReferencedGroupInfo?.GroupId, ...(Description !== undefined && { Description }),
  };
}
