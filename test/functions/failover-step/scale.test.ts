import assert from "node:assert/strict";
import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { ECSClient } from "@aws-sdk/client-ecs";
import { size } from "../../../functions/failover-step/scale";
import { type PlaceEnd } from "../../../functions/failover-step/settings";
import { SdkStub } from "../../support/sdk-stub";

const [primary, standby] = [{ min: 4, max: 8, schedulesSuspended: false }, { min: 2, max: 8, schedulesSuspended: true }];
const place: PlaceEnd = {
  place: "usw2", region: "us-west-2", origin: "", leverBucket: "", clusterArn: "", ecsCluster: "app", proxyGroupId: "",
  services: ["app", "jobs"].map((name) => ({ name, groupId: `sg-${name}`, writes: true, primary, standby })),
};

describe("the sizes of services", () => {
  it("are asked for of each, whatever becomes of another, and of ECS also where autoscaling does not answer", async () => {
    const stub = new SdkStub({
      "ecs:DescribeServices": { services: place.services.map(({ name }) => ({ serviceName: name, desiredCount: 2 })) }, "ecs:UpdateService": {},
      "application-autoscaling:RegisterScalableTarget": ({ ResourceId }) => (ResourceId === "service/app/app" ? new Error("no such target") : {}),
    });
    await assert.rejects(size({ ecs: stub.client(ECSClient), scaling: stub.client(ApplicationAutoScalingClient) }, place, "primary"), { message: "no such target" });
    assert.deepEqual(stub.sent.filter(({ operation }) => operation === "UpdateService").map(({ input }) => [input["service"], input["desiredCount"]]).sort(), [["app", 4], ["jobs", 4]]);
  });
});
