import { BatchGetImageCommand, RepositoryNotFoundException, type ECRClient } from "@aws-sdk/client-ecr";
import { DescribeTaskDefinitionCommand, type ECSClient, type Service, type TaskDefinition } from "@aws-sdk/client-ecs";
import { GetServiceQuotaCommand, type ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { type Check } from "../../protocol";
import { blocker, fine, imageOf, look, vcpusOf, warning } from "./readiness-rules";
import { servicesOf } from "./scale";
import { type PlaceEnd } from "./settings";

/** Clients of this place's region. */
export interface TaskClients {
  readonly ecr: ECRClient;
  readonly ecs: ECSClient;
  readonly quotas: ServiceQuotasClient;
}

interface Running {
  readonly service: Service;
  readonly definition: TaskDefinition | undefined;
}

/** That each image is in the registry of this place, and that Fargate gives as many processors as a primary needs. One that cannot be seen hides no other. */
export async function tasks({ ecs, ecr, quotas }: TaskClients, here: PlaceEnd): Promise<readonly Check[]> {
  const running: readonly Running[] = await Promise.all((await servicesOf(ecs, here)).map(async (service) =>
    ({ service, definition: (await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: service.taskDefinition }))).taskDefinition })));
  const images = running.flatMap(({ definition }) => (definition?.containerDefinitions ?? []).flatMap(({ image }) => imageOf(image)));
  return look([
    ...images.map((image) => [`image ${image.repository}`, async () => [await stored(ecr, image, here)]] as const),
    ["Fargate vCPUs", async () => [await quota(quotas, running, here)]],
  ]);
}

/** Only what is not there is a blocker. What ECR cannot tell may be there. Source: ECR API, `BatchGetImage`, errors, and `ImageFailure`, failureCode. */
async function stored(ecr: ECRClient, { repository, digest }: ReturnType<typeof imageOf>[number], { region }: PlaceEnd): Promise<Check> {
  const what = `image ${repository}`;
  try {
    const { images = [], failures: [failure] = [] } = await ecr.send(new BatchGetImageCommand({ repositoryName: repository, imageIds: [{ imageDigest: digest }] }));
    if (images.length > 0) return fine(what, digest);
    if (failure?.failureCode !== undefined && failure.failureCode !== "ImageNotFound") return warning(what, `${digest} cannot be seen: ${failure.failureCode}`);
    return blocker(what, `${digest} is not in the registry of ${region}: replicate or push it`);
  } catch (error) {
    if (error instanceof RepositoryNotFoundException) return blocker(what, `there is no such repository in ${region}: replicate or make it`);
    throw error;
  }
}

/** Source: Service Quotas, AWS Fargate, "Fargate On-Demand vCPU resource count". */
const fargateVcpus = { ServiceCode: "fargate", QuotaCode: "L-3032A538" } as const;

async function quota(quotas: ServiceQuotasClient, running: readonly Running[], { services }: PlaceEnd): Promise<Check> {
  const largest = (service: Service): number => services.find(({ name }) => name === service.serviceName)?.primary.max ?? 0;
  const wanted = running.reduce((sum, { service, definition }) => sum + vcpusOf(definition?.cpu) * largest(service), 0);
  const { Quota } = await quotas.send(new GetServiceQuotaCommand(fargateVcpus));
  const given = Quota?.Value ?? 0;
  return given >= wanted ? fine("Fargate vCPUs", `${String(given)} for ${String(wanted)}`) : warning("Fargate vCPUs", `${String(given)}, and all services at their largest take ${String(wanted)}`);
}
