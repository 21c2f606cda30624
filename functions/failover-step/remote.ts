import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { type EC2Client } from "@aws-sdk/client-ec2";
import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { Failure, remoteSeconds, type RemotePort } from "../../protocol";
import { endingBy } from "./clients";
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

/**
 * The other place, seen from here. What a fence asks of it ends in time, with every call that belongs to it: one that goes on would close a door after
 * it has been opened again.
 */
export function remoteOn(clients: RemoteClients, place: PlaceEnd, seconds: number = remoteSeconds): RemotePort {
  const reach = <T>(call: () => Promise<T>): Promise<T> => reaching(place.place, call);
  const soon = <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => reach(() => call(AbortSignal.timeout(seconds * 1000)));
  return {
    stopWrites: () => soon(async (signal) => {
      await turnDoors({ ec2: clients.ec2, signal }, place, closedPort);
      await Promise.all(place.services.filter(({ writes }) => writes).map(async ({ name }) => {
        const { service } = await clients.ecs.send(new UpdateServiceCommand({ cluster: place.ecsCluster, service: name, desiredCount: 0 }), endingBy(signal));
        if (service?.desiredCount !== 0) throw new Failure("Unreachable", `${place.place} did not confirm that ${name} stops`);
      }));
    }),
    seeFence: (epoch) => soon(async (signal) => {
      const { client, table } = clients.control;
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keys.fence(place.place), ConsistentRead: true }), endingBy(signal));
      const seen: unknown = Item?.["epoch"];
      if (typeof seen !== "number" || seen < epoch) throw new Failure("Unreachable", `${place.place} has not seen the fence of epoch ${String(epoch)} yet`);
    }),
    allowWrites: () => soon((signal) => turnDoors({ ec2: clients.ec2, signal }, place, databasePort)),
    becomeStandby: () => reach(() => size(clients, place, "standby")),
  };
}
