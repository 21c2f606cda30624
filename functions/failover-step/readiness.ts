import { DescribeCertificateCommand, ResourceNotFoundException as NoCertificate, type ACMClient } from "@aws-sdk/client-acm";
import { GetMetricDataCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DescribeKeyCommand, NotFoundException, type KMSClient } from "@aws-sdk/client-kms";
import { DescribeSecretCommand, ResourceNotFoundException as NoSecret, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type Check, type ReadinessPort } from "../../protocol";
import { keys } from "./control-items";
import { blocker, certificateCheck, fine, look, type Look } from "./readiness-rules";
import { tasks, type TaskClients } from "./readiness-tasks";
import { type StepSettings } from "./settings";

/** Clients of this place's region. */
export interface ReadinessClients extends TaskClients {
  readonly acm: ACMClient;
  readonly cloudwatch: CloudWatchClient;
  readonly kms: KMSClient;
  readonly secrets: SecretsManagerClient;
  readonly control: DynamoDBDocumentClient;
}

/** What the place needs before it can serve, and what fail-back waits for. Read-only. */
export function readinessOn(clients: ReadinessClients, settings: StepSettings): ReadinessPort {
  const { common: { needs, controlTable }, here } = settings;
  const looks: readonly Look[] = [
    ["services", () => tasks(clients, here)],
    ...needs.secrets.map((name) => [`secret ${name}`, () => secret(clients, name)] as const),
    ...needs.keys.map((arn) => [`key ${arn}`, () => key(clients, arn)] as const),
    ["certificate", async () => {
      const found = await clients.acm.send(new DescribeCertificateCommand({ CertificateArn: needs.certificateArn })).catch(undefinedIf(NoCertificate));
      return [certificateCheck(found?.Certificate, new Date())];
    }],
  ];
  return {
    checks: () => look(looks),
    failbackChecks: () => look([
      ["reconciliation", async () => {
        const { Item } = await clients.control.send(new GetCommand({ TableName: controlTable, Key: keys.signOff(here.place), ConsistentRead: true }));
        return [Item?.["signed"] === true ? fine("reconciliation", "signed off") : blocker("reconciliation", "nobody has signed off what was cut off: reconcile, then sign off")];
      }],
      ["replication of tables", () => backlog(clients, settings)],
    ]),
  };
}

/** What AWS says is not there, as nothing; any other error as it is. */
const undefinedIf = (absent: new (...args: never[]) => Error) => (error: unknown): undefined => {
  if (!(error instanceof absent)) throw error;
};

async function secret({ secrets }: ReadinessClients, name: string): Promise<readonly Check[]> {
  const found = await secrets.send(new DescribeSecretCommand({ SecretId: name })).catch(undefinedIf(NoSecret));
  if (found === undefined) return [blocker(`secret ${name}`, "it is not here: replicate or make it")];
  const { DeletedDate, VersionIdsToStages = {} } = found;
  const current = Object.values(VersionIdsToStages).flat().includes("AWSCURRENT");
  return [DeletedDate === undefined && current ? fine(`secret ${name}`, "there") : blocker(`secret ${name}`, "it is deleted or has no current value: restore it")];
}

async function key({ kms }: ReadinessClients, arn: string): Promise<readonly Check[]> {
  const found = await kms.send(new DescribeKeyCommand({ KeyId: arn })).catch(undefinedIf(NotFoundException));
  if (found === undefined) return [blocker(`key ${arn}`, "it is not here: make it")];
  const { KeyMetadata } = found;
  const state = KeyMetadata?.KeyState ?? "unknown";
  return [state === "Enabled" ? fine(`key ${arn}`, state) : blocker(`key ${arn}`, `it is ${state}: enable it, or cancel its deletion`)];
}

/** Seconds that a table may be behind. Source: DynamoDB Developer Guide, "Monitoring global tables": ReplicationLatency, in milliseconds. */
const replicationSeconds = 5;

/** How far the control table, which is replicated as every table is, is behind in this place. */
async function backlog({ cloudwatch }: ReadinessClients, { here, common }: StepSettings): Promise<readonly Check[]> {
  const now = Date.now();
  const { MetricDataResults: [latency] = [] } = await cloudwatch.send(new GetMetricDataCommand({
    StartTime: new Date(now - 15 * 60_000), EndTime: new Date(now), ScanBy: "TimestampDescending",
    MetricDataQueries: [{
      Id: "latency",
      MetricStat: {
        Metric: {
          Namespace: "AWS/DynamoDB", MetricName: "ReplicationLatency",
          Dimensions: [{ Name: "TableName", Value: common.controlTable }, { Name: "ReceivingRegion", Value: here.region }],
        },
        Period: 60, Stat: "Average",
      },
    }],
  }));
  const worst = Math.max(0, ...latency?.Values ?? []) / 1000;
  return [worst <= replicationSeconds ? fine("replication of tables", `${String(worst)} s`) : blocker("replication of tables", `${String(worst)} s behind: wait`)];
}
