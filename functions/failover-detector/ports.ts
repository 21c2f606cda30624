import { setTimeout as wait } from "node:timers/promises";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SFNClient } from "@aws-sdk/client-sfn";
import { voteTimeoutSeconds, type ApprovalPolicy, type Ports } from "../../protocol";
import { deepMark, deepPath } from "../../protocol/health";
import { ask, names } from "../failover-step/asking";
import { heartbeatOn } from "../failover-step/database";
import { make, type Make } from "../failover-step/clients";
import { documentsIn } from "../failover-step/documents";
import { machinesOn } from "../failover-step/machines";
import { portsOn } from "../failover-step/ports";
import { type StepSettings } from "../failover-step/settings";
import { starterOn } from "../failover-step/starter";
import { askWithin } from "../shared/asking-https";
import { pastOn } from "./past";
import { type WatchPorts } from "./watch";

/** The figure by which an alarm hears that an activation is due. */
export interface Due {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface WatchEnds {
  readonly policy: ApprovalPolicy;
  /** Absent where the detector starts activations itself. */
  readonly due?: Due;
  readonly activateMachine: string;
  /** Hears of what failed and was gone on without. */
  readonly failed: (what: string, error: unknown) => void;
}

/** The detector on AWS: the ports that the steps work with, and what is its own. */
export function watchPorts(settings: StepSettings, { policy, due, activateMachine, failed }: WatchEnds, client: Make = make): WatchPorts {
  const ports: Ports = portsOn(settings, client, { ask, names });
  const { here, there, common } = settings;
  const documents = documentsIn(client, here.region);
  const machines = client(SFNClient, here.region);
  const start = starterOn(machines, { activateMachine, control: ports.control, policy, here: here.place, there: there.place });
  const loud = async (what: string, run: () => Promise<void>): Promise<void> => {
    await run().catch((error: unknown) => { failed(what, error); });
  };
  return {
    now: () => Date.now(), sleep: (milliseconds) => wait(milliseconds),
    journey: async () => {
      try {
        const { status, body } = await askWithin(`https://${there.origin}${deepPath}`, voteTimeoutSeconds * 1000);
        return status === 200 && body.includes(deepMark) ? "good" : "bad";
      } catch {
        return "bad";
      }
    },
    heartbeat: async () => (await heartbeatOn(client(LambdaClient, here.region), settings)).heartbeatSeconds,
    ...pastOn(documents, { table: common.controlTable, here: here.place, control: ports.control }),
    page: (subject, lines) => loud("page", () => ports.notify.page({ subject, lines })),
    tell: (subject, lines) => loud("tell", () => ports.notify.tell({ subject, lines })),
    size: (role) => loud("size", () => ports.scale.size(role)),
    readiness: async () => ({ at: Date.now(), checks: await ports.readiness.checks() }),
    wake: (callback) => loud("wake", () => machinesOn(machines, common.recoverMachine).wake(callback)),
    ring: () => loud("ring", async () => { if (due !== undefined) await ringOn(client(CloudWatchClient, here.region), due); }),
    start: async (reason) => { await start({ by: "detector", mode: "failover", reason }); },
  };
}

async function ringOn(cloudwatch: CloudWatchClient, { namespace, metricName, dimensions }: Due): Promise<void> {
  const named = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: namespace, MetricData: [{ MetricName: metricName, Dimensions: named, Value: 1, Unit: "Count" }] }));
}
