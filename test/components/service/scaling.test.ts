import assert from "node:assert/strict";
import { build, name } from "./built";
import { planned, spec } from "./fixture";

describe("scaling of a service", () => {
  it("follows processor, memory and requests between the bounds of its place", async () => {
    const { graph } = await build();
    const scaled = { serviceNamespace: "ecs", scalableDimension: "ecs:service:DesiredCount", resourceId: "service/cluster/use2-service-api-name" };
    const tracking = (targetValue: number, predefinedMetricSpecification: object) => ({
      ...scaled, policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: { targetValue, predefinedMetricSpecification, scaleOutCooldown: 60, scaleInCooldown: 300 },
    });
    const target = graph.one("aws:appautoscaling/target:Target", name);
    assert.deepEqual([target.inputs, target.state.ignoreChanges ?? []], [{
      ...scaled, minCapacity: 2, maxCapacity: 10,
      suspendedState: { dynamicScalingInSuspended: false, dynamicScalingOutSuspended: false, scheduledScalingSuspended: false },
    }, []]);
    assert.deepEqual(graph.inputs("aws:appautoscaling/policy:Policy"), {
      "use2-service-api-cpu": tracking(60, { predefinedMetricType: "ECSServiceAverageCPUUtilization" }),
      "use2-service-api-memory": tracking(70, { predefinedMetricType: "ECSServiceAverageMemoryUtilization" }),
      "use2-service-api-requests": tracking(600, {
        predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel: "app/main/1/use2-service-api-a-arnSuffix",
      }),
    });
  });

  it("changes the bounds of its scaling, and nothing else, with the role of its place", async () => {
    const schedules = [{ name: "morning", cron: "0 6 ? * MON-FRI *", timezone: "Europe/Berlin", min: 4, max: 10 }];
    const scheduled = { ...spec, scaling: { ...spec.scaling, schedules } };
    const [standby, primary] = [
      await build({ spec: scheduled, tasks: { min: 0, max: 10, schedules: "suspended" } }),
      await build({ spec: scheduled, tasks: { min: 4, max: 12, schedules: "running" } }),
    ];
    assert.deepEqual(planned(standby.graph, primary.graph), [
      "update aws:appautoscaling/target:Target use2-service-api: maxCapacity",
      "update aws:appautoscaling/target:Target use2-service-api: minCapacity",
      "update aws:appautoscaling/target:Target use2-service-api: suspendedState",
    ]);
    assert.deepEqual(standby.graph.one("aws:appautoscaling/scheduledAction:ScheduledAction", `${name}-morning`).inputs, {
      serviceNamespace: "ecs", scalableDimension: "ecs:service:DesiredCount", resourceId: "service/cluster/use2-service-api-name",
      schedule: "cron(0 6 ? * MON-FRI *)", timezone: "Europe/Berlin", scalableTargetAction: { minCapacity: 4, maxCapacity: 10 },
    });
  });
});
