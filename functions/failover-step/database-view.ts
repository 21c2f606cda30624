import { DescribeDBClustersCommand, DescribeGlobalClustersCommand, type DBCluster, type GlobalCluster, type RDSClient } from "@aws-sdk/client-rds";
import { Failure, type GlobalDatabase, type Member } from "../../protocol";
import { type StepSettings } from "./settings";

/** The global database as RDS of this place tells it. Who writes, RDS says itself; how the other member is, it knows by the last that it heard. */
export async function observeDatabase(rds: RDSClient, { here, there, common: { globalCluster } }: StepSettings): Promise<GlobalDatabase> {
  const [{ GlobalClusters: [global] = [] }, { DBClusters: [own] = [] }] = await Promise.all([
    rds.send(new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: globalCluster })),
    rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: here.clusterArn })),
  ]);
  if (global === undefined) throw new Failure("Refused", `there is no global database ${globalCluster}`);
  const places = [here, there];
  const placeOf = (arn: string | undefined): string | undefined => places.find(({ clusterArn }) => clusterArn === arn)?.place;
  const members = new Map((global.GlobalClusterMembers ?? []).map((member) => [placeOf(member.DBClusterArn), member]));
  return {
    writer: placeOf(global.GlobalClusterMembers?.find(({ IsWriter }) => IsWriter === true)?.DBClusterArn) ?? detached(here.place, members.has(here.place), own),
    operation: operationOf(global, placeOf),
    members: {
      [here.place]: ownMember(members.has(here.place), own, global),
      [there.place]: { joined: members.has(there.place), available: isConnected(members.get(there.place)), instances: 1, engineVersion: global.EngineVersion ?? "" },
    },
  };
}

type GlobalMember = NonNullable<GlobalCluster["GlobalClusterMembers"]>[number];

/** RDS of one region says of another's member whether they are in step. Source: RDS API, `GlobalClusterMember`, SynchronizationStatus. */
function isConnected(member: GlobalMember | undefined): boolean {
  return member !== undefined && (member.IsWriter === true || member.SynchronizationStatus === "connected");
}

function ownMember(joined: boolean, own: DBCluster | undefined, { EngineVersion = "" }: GlobalCluster): Member {
  return { joined, available: own?.Status === "available", instances: own?.DBClusterMembers?.length ?? 0, engineVersion: own?.EngineVersion ?? EngineVersion };
}

/** A cluster that was taken out of the global database writes for itself. */
function detached(place: string, joined: boolean, own: DBCluster | undefined): string | undefined {
  return !joined && own?.Status === "available" ? place : undefined;
}

/** Source: RDS API, `FailoverState`: `pending`, `failing-over` or `cancelling`, and where to; `IsDataLossAllowed` tells the two kinds apart. */
function operationOf({ FailoverState: state }: GlobalCluster, placeOf: (arn: string | undefined) => string | undefined): GlobalDatabase["operation"] {
  const to = placeOf(state?.ToDbClusterArn);
  if (state === undefined || to === undefined || state.Status === "cancelling") return undefined;
  return { kind: state.IsDataLossAllowed === true ? "failover" : "switchover", to };
}
