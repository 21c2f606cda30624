import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import {
  CopyDBClusterSnapshotCommand, DescribeDBClusterSnapshotsCommand, FailoverGlobalClusterCommand, RemoveFromGlobalClusterCommand, SwitchoverGlobalClusterCommand,
  type DBClusterSnapshot, type DBClusterSnapshotMessage, type RDSClient,
} from "@aws-sdk/client-rds";
import { GetMetricDataCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { Failure, type DatabasePort, type Lag } from "../../protocol";
import { isObject } from "../shared/json";
import { observeDatabase } from "./database-view";
import { reaching } from "./reaching";
import { type StepSettings } from "./settings";

export interface DatabaseClients {
  /** RDS of this place, and of the other one, which a switchover is sent to. */
  readonly rds: RDSClient;
  readonly otherRds: RDSClient;
  readonly lambda: LambdaClient;
  readonly cloudwatch: CloudWatchClient;
}

/** The global database as this place sees it. */
export function databaseOn(clients: DatabaseClients, settings: StepSettings): DatabasePort {
  const { here, common: { globalCluster, databaseFunction } } = settings;
  const own = { GlobalClusterIdentifier: globalCluster, TargetDbClusterIdentifier: here.clusterArn };
  return {
    observe: () => reaching("RDS", () => observeDatabase(clients.rds, settings)),
    switchover: () => reaching("switchover", async () => { await clients.otherRds.send(new SwitchoverGlobalClusterCommand(own)); }),
    failover: () => reaching("failover", async () => { await clients.rds.send(new FailoverGlobalClusterCommand({ ...own, AllowDataLoss: true })); }),
    detach: () => reaching("detach", async () => {
      await clients.rds.send(new RemoveFromGlobalClusterCommand({ GlobalClusterIdentifier: globalCluster, DbClusterIdentifier: here.clusterArn }));
    }),
    async claim(epoch) {
      const stored = await invoke(clients.lambda, databaseFunction, { do: "claim", place: here.place, epoch });
      if (typeof stored["epoch"] !== "number") throw new Failure("Unreachable", `the way to the writer: ${typeof stored["because"] === "string" ? stored["because"] : "no answer"}`);
      return stored["epoch"];
    },
    async epoch() {
      const highest = await invoke(clients.lambda, databaseFunction, { do: "epoch" });
      if (typeof highest["epoch"] !== "number") throw new Failure("Unreachable", `the local reader: ${typeof highest["because"] === "string" ? highest["because"] : "no answer"}`);
      return highest["epoch"];
    },
    async lag() {
      // The heartbeat says more, and is known also where the figure of CloudWatch is not.
      const [heartbeat, seconds] = await Promise.all([heartbeatOn(clients.lambda, settings), replicationSeconds(clients.cloudwatch, here.clusterArn).catch(() => undefined)]);
      return { ...heartbeat, replicationSeconds: seconds };
    },
    keepCutOffWrites: () => reaching("cut-off writes", () => keepCutOff(clients.otherRds, settings)),
  };
}

/** Age of the other place's newest heartbeat in this place's replica; unknown where nobody can tell. */
export async function heartbeatOn(lambda: LambdaClient, { there, common }: StepSettings): Promise<Pick<Lag, "heartbeatSeconds">> {
  const seen: Record<string, unknown> = await invoke(lambda, common.databaseFunction, { do: "heartbeat", place: there.place }).catch(() => ({}));
  return { heartbeatSeconds: typeof seen["seconds"] === "number" ? seen["seconds"] : undefined };
}

/** Asks the one function with a leg in the network. */
export async function invoke(lambda: LambdaClient, name: string, event: object): Promise<Record<string, unknown>> {
  return reaching("the database's function", async () => {
    const { Payload, FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: name, Payload: new TextEncoder().encode(JSON.stringify(event)) }));
    const text = Payload === undefined ? "" : new TextDecoder().decode(Payload);
    if (FunctionError !== undefined) throw new Failure("Unreachable", `${name} failed: ${text.slice(0, 300)}`);
    const answer: unknown = JSON.parse(text);
    return isObject(answer) ? answer : {};
  });
}

/**
 * How far this place's storage is behind, as this place measures it: the figure of the primary is gone when it is needed.
 * Source: Amazon Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora", AuroraGlobalDBReplicationLag, in milliseconds.
 */
async function replicationSeconds(cloudwatch: CloudWatchClient, clusterArn: string): Promise<number | undefined> {
  const now = Date.now();
  const { MetricDataResults: [lag] = [] } = await cloudwatch.send(new GetMetricDataCommand({
    StartTime: new Date(now - 5 * 60_000), EndTime: new Date(now), ScanBy: "TimestampDescending",
    MetricDataQueries: [{
      Id: "lag",
      MetricStat: {
        Metric: { Namespace: "AWS/RDS", MetricName: "AuroraGlobalDBReplicationLag", Dimensions: [{ Name: "DBClusterIdentifier", Value: clusterArn.split(":").at(-1) }] },
        Period: 60, Stat: "Maximum",
      },
    }],
  }));
  const milliseconds = lag?.Values?.[0];
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** What AWS calls the snapshot that it takes of a volume which a failover cut off. Source: Amazon Aurora User Guide, "Recovering from unplanned outages". */
const cutOff = "rds:unplanned-global-failover-";

/** Copies AWS's own snapshots, which go with their backup's retention, to ones that stay. */
async function keepCutOff(rds: RDSClient, { there }: StepSettings): Promise<boolean> {
  const ids = (await snapshotsOf(rds, there.clusterArn)).flatMap(({ DBClusterSnapshotIdentifier: id, Status }) => (id === undefined ? [] : [{ id, done: Status === "available" }]));
  const due = ids.filter(({ id }) => id.startsWith(cutOff));
  const copies = due.map(({ id, done }) => ({ id, done, copy: `kept-${id.slice("rds:".length)}` }));
  for (const { id, done, copy } of copies) {
    if (!done || ids.some((each) => each.id === copy)) continue;
    await rds.send(new CopyDBClusterSnapshotCommand({ SourceDBClusterSnapshotIdentifier: id, TargetDBClusterSnapshotIdentifier: copy, CopyTags: true }));
  }
  return copies.every(({ copy }) => ids.some(({ id, done }) => id === copy && done));
}

/** Every snapshot of a cluster: backups of months are more than the hundred of a page. Source: RDS API, `DescribeDBClusterSnapshots`, MaxRecords. */
async function snapshotsOf(rds: RDSClient, clusterArn: string): Promise<readonly DBClusterSnapshot[]> {
  const found: DBClusterSnapshot[] = [];
  let marker: string | undefined;
  do {
    const page: DBClusterSnapshotMessage = await rds.send(new DescribeDBClusterSnapshotsCommand({ DBClusterIdentifier: clusterArn.split(":").at(-1), Marker: marker }));
    found.push(...page.DBClusterSnapshots ?? []);
    marker = page.Marker;
  } while (marker !== undefined && marker !== "");
  return found;
}
