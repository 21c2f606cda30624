import { DescribeCertificateCommand, type ACMClient } from "@aws-sdk/client-acm";
import { GetMetricDataCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { BatchGetImageCommand, type ECRClient } from "@aws-sdk/client-ecr";
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, type ECSClient } from "@aws-sdk/client-ecs";
import { DescribeKeyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { DescribeSecretCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetServiceQuotaCommand, type ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { GetCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type Check, type ReadinessPort } from "../../protocol";
import { keys } from "./control-items";
import { blocker, certificateCheck, fine, imageOf, vcpusOf, warning } from "./readiness-rules";
import { type StepSettings } from "./settings";

/** Clients of this place's region. */
export interface ReadinessClients {
  readonly acm: ACMClient;
  readonly cloudwatch: CloudWatchClient;
  readonly ecr: ECRClient;
  readonly ecs: ECSClient;
  readonly kms: KMSClient;
  readonly secrets: SecretsManagerClient;
  readonly quotas: ServiceQuotasClient;
  readonly control: DynamoDBDocumentClient;
}

/** Source: Service Quotas, AWS Fargate, "Fargate On-Demand vCPU resource count". */
const fargateVcpus = { ServiceCode: "fargate", QuotaCode: "L-3032A538" } as const;

/** What the place needs before it can serve, and what fail-back waits for. Read-only. */
export function readinessOn(clients: ReadinessClients, settings: StepSettings): ReadinessPort {
  const { common: { needs, controlTable }, here } = settings;
  const looks: readonly (readonly [string, () => Promise<readonly Check[]>])[] = [
    ["services", () => tasks(clients, settings)],
    ...needs.secrets.map((name) => [`secret ${name}`, () => secret(clients, name)] as const),
    ...needs.keys.map((arn) => [`key ${arn}`, () => key(clients, arn)] as const),
    ["certificate", async () => [certificateCheck((await clients.acm.send(new DescribeCertificateCommand({ CertificateArn: needs.certificateArn }))).Certificate, new Date())]],
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

/** Every look at once. One that fails blocks nothing by itself: what cannot be seen may be fine, and somebody is told. */
async function look(looks: readonly (readonly [string, () => Promise<readonly Check[]>])[]): Promise<readonly Check[]> {
  const found = await Promise.allSettled(looks.map(([, run]) => run()));
  return found.flatMap((each, rank) => (each.status === "fulfilled" ? each.value
    : [warning(looks[rank]?.[0] ?? "", `cannot be seen: ${each.reason instanceof Error ? each.reason.message : String(each.reason)}`)]));
}

/** That each image is in the registry of this place, and that Fargate gives as many processors as a primary needs. */
async function tasks({ ecs, ecr, quotas }: ReadinessClients, { here }: StepSettings): Promise<readonly Check[]> {
  const names = here.services.map(({ name }) => name);
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster: here.ecsCluster, services: names }));
  const definitions = await Promise.all(services.map(async ({ taskDefinition }) => (await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))).taskDefinition));
  const images = definitions.flatMap((definition) => (definition?.containerDefinitions ?? []).flatMap(({ image }) => imageOf(image)));
  const checks = await Promise.all(images.map(async ({ repository, digest }): Promise<Check> => {
    const { images: stored = [] } = await ecr.send(new BatchGetImageCommand({ repositoryName: repository, imageIds: [{ imageDigest: digest }] }));
    return stored.length > 0 ? fine(`image ${repository}`, digest) : blocker(`image ${repository}`, `${digest} is not in the registry of ${here.region}: replicate or push it`);
  }));
  const wanted = services.map(({ serviceName }, rank) => vcpusOf(definitions[rank]?.cpu) * (here.services.find(({ name }) => name === serviceName)?.primary.max ?? 0));
  const { Quota } = await quotas.send(new GetServiceQuotaCommand(fargateVcpus));
  const sum = wanted.reduce((total, each) => total + each, 0);
  const quota = Quota?.Value ?? 0;
  return [...checks, quota >= sum ? fine("Fargate vCPUs", `${String(quota)} for ${String(sum)}`) : warning("Fargate vCPUs", `${String(quota)}, and all services at their largest take ${String(sum)}`)];
}

async function secret({ secrets }: ReadinessClients, name: string): Promise<readonly Check[]> {
  const { DeletedDate, VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId: name }));
  const current = Object.values(VersionIdsToStages).flat().includes("AWSCURRENT");
  return [DeletedDate === undefined && current ? fine(`secret ${name}`, "there") : blocker(`secret ${name}`, "it is deleted or has no current value: restore it")];
}

async function key({ kms }: ReadinessClients, arn: string): Promise<readonly Check[]> {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: arn }));
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
