import * as pulumi from "@pulumi/pulumi";
import { type Place, type Role } from "../components/core/place";
import { leverEnd, machineArn, originName, type ActedOn } from "../components/failover";
import { type Service } from "../components/service";
import { type PlaceDatabase } from "./database";
import { controlTableName, leverOf, machineNames } from "./failover-names";
import { type BuiltRegion } from "./platform";
import { postureOf, tasksOf } from "./posture";
import { fqdnOf } from "./public-names";
import { standbyDatabaseOf } from "./readiness";
import { type Runtime } from "./runtime";
import { type ServiceSettings, type Settings } from "./settings";
import { secretNameOf } from "./shared";

/** A place that can be activated: something runs there, and a share of the database stands. */
export type Activated = BuiltRegion & { readonly runtime: Runtime; readonly database: PlaceDatabase };

/** The place as one that can be activated; nothing where it cannot by itself. */
export function activatedIn(built: BuiltRegion): Activated | undefined {
  const { runtime, database } = built;
  return runtime === undefined || database === undefined ? undefined : { ...built, runtime, database };
}

/** A place as roles of an activation know it. */
export function actedOn({ region: { place }, runtime, database, stores }: Activated): ActedOn {
  const [first = "", ...more] = Object.values(runtime.services).map(({ arn }) => arn);
  return {
    place, clusterArn: database.member.clusterArn, ecsClusterArn: runtime.cluster.arn, serviceArns: [first, ...more],
    proxyGroupId: database.proxy?.securityGroupId ?? database.member.securityGroupId, leverArn: stores.lever.arn, leverKey: leverEnd(leverOf(place)).activeKey,
  };
}

/** A place as the steps find it. What they are told of it does not depend on anybody's role. */
function placeEnd({ region: { place }, runtime, database, stores }: Activated, settings: Settings): Readonly<Record<string, pulumi.Input<unknown>>> {
  return {
    place: place.key, region: place.region, origin: originName(place.key, settings.domain.zone), leverBucket: stores.lever.bucketName,
    clusterArn: database.member.clusterArn, ecsCluster: runtime.cluster.clusterName, proxyGroupId: database.proxy?.securityGroupId ?? "",
    services: Object.entries(runtime.services).flatMap(([key, service]) => {
      const decided = settings.services[key];
      return decided === undefined ? [] : [serviceEnd(service, decided, settings)];
    }),
  };
}

function serviceEnd(service: Service, decided: ServiceSettings, settings: Settings): Readonly<Record<string, pulumi.Input<unknown>>> {
  return {
    name: service.serviceName, groupId: service.securityGroupId, writes: decided.uses.database,
    primary: sizeOf("primary", decided, settings), standby: sizeOf("standby", decided, settings),
  };
}

/** The bounds that the program itself gives a service in a role: what a failover registers, the next deployment finds. */
export function sizeOf(role: Role, { tasks }: Pick<ServiceSettings, "tasks">, settings: Pick<Settings, "database" | "recovery">): { readonly min: number; readonly max: number; readonly schedulesSuspended: boolean } {
  const posture = postureOf(settings.recovery.strategy, role, standbyDatabaseOf(settings));
  return { ...tasksOf(posture, tasks, settings.recovery.standbyCapacityPercent), schedulesSuspended: posture.tasks !== "full" };
}

/** What the steps of a place's activation are told. */
export function worldOf(here: Activated, there: Activated, { settings, databaseFunction }: { readonly settings: Settings; readonly databaseFunction: pulumi.Input<string> }): pulumi.Output<object> {
  const { region: { place, keys, operators }, stores, database, runtime } = here;
  const front = settings.services[settings.domain.front];
  return pulumi.output({
    here: placeEnd(here, settings),
    there: placeEnd(there, settings),
    common: {
      controlTable: controlTableName(), born: settings.places[0].key, globalCluster: database.globalIdentifier, leverKey: leverEnd(leverOf(place)).activeKey,
      evidenceBucket: stores.evidence.bucketName, topicArn: operators.arn, databaseFunction, recoverMachine: machineArn(place, machineNames().recover),
      zoneName: settings.domain.zone, followedName: fqdnOf(front?.route.host ?? settings.domain.front, settings.domain),
      needs: { secrets: secretNames(here, settings), keys: neededKeys.map((purpose) => keys.arnOf(purpose)), certificateArn: runtime.certificateArn },
    },
  });
}

/** Keys without which nothing in a place answers users. */
export const neededKeys = ["compute", "database", "secrets", "storage", "tables"] as const;

/** Secrets that a place reads before it can serve. */
export function secretNames({ database }: Activated, { secrets }: Settings): readonly [string, ...string[]] {
  return [database.masterSecretName, ...Object.keys(secrets).map((key) => secretNameOf(key))];
}

/** A place as a state machine's end has it. */
export function machineEndOf({ region: { place, keys } }: Activated, machine: keyof ReturnType<typeof machineNames>): { readonly place: Place; readonly name: string; readonly keyArn: pulumi.Output<string> } {
  return { place, name: machineNames()[machine], keyArn: keys.arnOf("executions") };
}
