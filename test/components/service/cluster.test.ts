import assert from "node:assert/strict";
import { Cluster, type ClusterArgs } from "../../../components/service";
import { record, value } from "../../support/record";

const args: ClusterArgs = {
  keys: { logsArn: "logs-key", sessionsArn: "sessions-key", taskStorageArn: "storage-key" }, sessionLogRetentionDays: 90, insightsLogRetentionDays: 30,
  spot: false,
};
const name = "use2-service";

describe("Cluster", () => {
  it("observes every task, records sessions and encrypts disks under the platform's own keys", async () => {
    const { graph } = await record((opts) => new Cluster(name, args, opts));
    assert.deepEqual(
      [
        graph.one("aws:ecs/cluster:Cluster", name).inputs, graph.one("aws:cloudwatch/logGroup:LogGroup", `${name}-sessions`).inputs,
        graph.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", name).inputs,
      ],
      [
        {
          settings: [{ name: "containerInsights", value: "enhanced" }],
          configuration: {
            executeCommandConfiguration: {
              kmsKeyId: "sessions-key", logging: "OVERRIDE",
              logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: "use2-service-sessions-name" },
            },
            managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: "storage-key" },
          },
        },
        { kmsKeyId: "logs-key", retentionInDays: 90 },
        {
          clusterName: "use2-service-name", capacityProviders: ["FARGATE"],
          defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
        },
      ]);
  });

  it("keeps the record of what tasks use under its own key, in the group that Container Insights writes to, before there is a task", async () => {
    const { graph, result } = await record((opts) => new Cluster(name, args, opts));
    assert.deepEqual(graph.one("aws:cloudwatch/logGroup:LogGroup", `${name}-insights`).inputs, {
      name: "/aws/ecs/containerinsights/use2-service-name/performance", kmsKeyId: "logs-key", retentionInDays: 30,
    });
    assert.deepEqual(await Promise.all(result.ready.map(({ urn }) => value(urn))), [graph.one("aws:cloudwatch/logGroup:LogGroup", `${name}-insights`).urn]);
  });

  it("offers spare capacity when asked, and never by default", async () => {
    const { graph } = await record((opts) => new Cluster(name, { ...args, spot: true }, opts));
    const { capacityProviders, defaultCapacityProviderStrategies } =
      graph.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", name).inputs;
    assert.deepEqual([capacityProviders, defaultCapacityProviderStrategies], [
      ["FARGATE", "FARGATE_SPOT"], [{ capacityProvider: "FARGATE", weight: 1 }],
    ]);
  });

  it("says who it is, and where sessions are recorded", async () => {
    const { result } = await record((opts) => new Cluster(name, args, opts));
    assert.deepEqual(await Promise.all([result.arn, result.clusterName, result.sessionLogGroupArn].map(value)), [
      "arn:aws:test:::use2-service", "use2-service-name", "arn:aws:test:::use2-service-sessions",
    ]);
  });

  it("refuses retentions that CloudWatch Logs does not know", async () => {
    const known = "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";
    await assert.rejects(record((opts) => new Cluster(name, { ...args, sessionLogRetentionDays: 0, insightsLogRetentionDays: 2 }, opts)), {
      message: `sessionLogRetentionDays is 0: want one of ${known}\ninsightsLogRetentionDays is 2: want one of ${known}`,
    });
  });
});
