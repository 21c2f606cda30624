import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { type EC2Client } from "@aws-sdk/client-ec2";
import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { Failure, type RemotePort } from "../../protocol";
import { keys } from "./control-items";
import { closedPort, databasePort, turnDoors } from "./doors";
import { reaching } from "./reaching";
import { size, type Sizers } from "./scale";
import { type PlaceEnd } from "./settings";

/** Clients of the other place's region, impatient ones: a place that is lost must not keep this one waiting. */
export interface RemoteClients extends Sizers {
  readonly ec2: EC2Client;
  readonly control: { readonly client: DynamoDBDocumentClient; readonly table: string };
}

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
