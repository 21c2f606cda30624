import assert from "node:assert/strict";
import { ResourceNotFoundException as NoCertificate } from "@aws-sdk/client-acm";
import { ECRClient, RepositoryNotFoundException } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { NotFoundException } from "@aws-sdk/client-kms";
import { ResourceNotFoundException as NoSecret } from "@aws-sdk/client-secrets-manager";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { tasks } from "../../../functions/failover-step/readiness-tasks";
import { type PlaceEnd } from "../../../functions/failover-step/settings";
import { SdkStub, type Reply } from "../../support/sdk-stub";
import { portsIn } from "./world";

const digest = `sha256:${"0".repeat(64)}`;
const imageIn = (repository: string): string => `123456789012.dkr.ecr.us-west-2.amazonaws.com/${repository}@${digest}`;
const size = { min: 2, max: 4, schedulesSuspended: false };

/** A place with so many services, each with the image of its own name. */
function placeOf(...names: readonly string[]): PlaceEnd {
  const services = names.map((name) => ({ name, groupId: "sg-1", writes: true, primary: size, standby: size }));
  return { place: "usw2", region: "us-west-2", origin: "", leverBucket: "", clusterArn: "", ecsCluster: "app", proxyGroupId: "", services };
}

async function found(place: PlaceEnd, replies: Readonly<Record<string, Reply>>): Promise<readonly (readonly string[])[]> {
  const stub = new SdkStub({
    "ecs:DescribeServices": ({ services }) => (Array.isArray(services) && services.length <= 10 ? { services: services.map((name: unknown) => ({ serviceName: String(name), taskDefinition: String(name) })) } : new Error("more than ten")),
    "ecs:DescribeTaskDefinition": ({ taskDefinition }) => ({ taskDefinition: { cpu: "1024", containerDefinitions: [{ image: imageIn(String(taskDefinition)) }] } }),
    "ecr:BatchGetImage": { images: [{}] }, "servicequotas:GetServiceQuota": { Quota: { Value: 1000 } }, ...replies,
  });
  const checks = await tasks({ ecr: stub.client(ECRClient), ecs: stub.client(ECSClient), quotas: stub.client(ServiceQuotasClient) }, place);
  return checks.map(({ what, verdict, found: is }) => [what, verdict, is]);
}

const missing = ["image app", "blocker", `${digest} is not in the registry of us-west-2: replicate or push it`];

describe("what a place needs to run its tasks", () => {
  it("is told of each image, and of more services than ECS describes at once", async () => {
    const names = Array.from({ length: 11 }, (_, rank) => `app-${String(rank)}`);
    assert.deepEqual(await found(placeOf(...names), {}), [...names.map((name) => [`image ${name}`, "fine", digest]), ["Fargate vCPUs", "fine", "1000 for 44"]]);
  });

  it("blocks for an image that is not there, also where the quota cannot be seen", async () => {
    const gone = { "ecr:BatchGetImage": { images: [], failures: [{ failureCode: "ImageNotFound" }] } };
    assert.deepEqual(await found(placeOf("app"), { ...gone, "servicequotas:GetServiceQuota": new Error("no such quota") }), [missing, ["Fargate vCPUs", "warning", "cannot be seen: no such quota"]]);
  });

  it("blocks for a repository that is not there, and not for what ECR cannot tell", async () => {
    const [none] = await found(placeOf("app"), { "ecr:BatchGetImage": new RepositoryNotFoundException({ message: "none", $metadata: {} }) });
    const [locked] = await found(placeOf("app"), { "ecr:BatchGetImage": { images: [], failures: [{ failureCode: "KmsError" }] } });
    const [silent, other] = await found(placeOf("app", "jobs"), { "ecr:BatchGetImage": ({ repositoryName }) => (repositoryName === "app" ? new Error("no answer") : { images: [] }) });
    assert.deepEqual([none, locked, silent, other], [
      ["image app", "blocker", "there is no such repository in us-west-2: replicate or make it"], ["image app", "warning", `${digest} cannot be seen: KmsError`],
      ["image app", "warning", "cannot be seen: no answer"], ["image jobs", ...missing.slice(1)],
    ]);
  });
});

describe("what a place needs besides", function () {
  this.timeout(120_000);

  it("blocks where AWS says that it is not there, and not where AWS does not answer", async () => {
    const none = { message: "none", $metadata: {} };
    const missing = { "secretsmanager:DescribeSecret": new NoSecret(none), "kms:DescribeKey": new NotFoundException(none), "acm:DescribeCertificate": new NoCertificate(none) };
    const silent = Object.fromEntries(Object.keys(missing).map((call) => [call, new Error("no answer")]));
    const verdicts = async (replies: Parameters<typeof portsIn>[1]): Promise<readonly string[]> => {
      const checks = await (await portsIn("usw2", replies)).ports.readiness.checks();
      return [...new Set(checks.filter(({ what }) => /^(secret|key|certificate)/.test(what)).map(({ what, verdict, found }) => `${what.split(" ")[0] ?? ""}: ${verdict}: ${found}`))];
    };
    assert.deepEqual(await verdicts(missing), ["secret: blocker: it is not here: replicate or make it", "key: blocker: it is not here: make it", "certificate: blocker: it is missing: look at its validation"]);
    assert.deepEqual(await verdicts(silent), ["secret: warning: cannot be seen: no answer", "key: warning: cannot be seen: no answer", "certificate: warning: cannot be seen: no answer"]);
  });
});
