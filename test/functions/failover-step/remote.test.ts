import assert from "node:assert/strict";
import { EC2Client } from "@aws-sdk/client-ec2";
import { remoteOn, type RemoteClients } from "../../../functions/failover-step/remote";
import { type PlaceEnd } from "../../../functions/failover-step/settings";
import { isFailure, planned, remoteSeconds } from "../../../protocol";
import { SdkStub } from "../../support/sdk-stub";

const size = { min: 2, max: 4, schedulesSuspended: false };
const place: PlaceEnd = {
  place: "use2", region: "us-east-2", origin: "", leverBucket: "", clusterArn: "", ecsCluster: "app", proxyGroupId: "sg-proxy",
  services: ["app", "jobs"].map((name) => ({ name, groupId: `sg-${name}`, writes: true, primary: size, standby: size })),
};

/** A client that answers nothing until it is told to end. */
const silent = { send: (_: unknown, { abortSignal }: { abortSignal?: AbortSignal } = {}) => new Promise((_, reject) => {
  abortSignal?.addEventListener("abort", () => { reject(new Error("ended")); });
}) };

const waits = (promise: Promise<unknown>): Promise<unknown> => Promise.race([
  promise.then(() => "done", (error: unknown) => (isFailure(error, "Unreachable") ? "unreachable" : error)), new Promise((resolve) => { setTimeout(resolve, 1_000, "no end").unref(); }),
]);

describe("the other place, as a fence finds it", () => {
  it("has not answered once its time is over, whichever call it is silent to", async () => {
    const keepAlive = setTimeout(() => undefined, 5_000);
    const quiet = { ec2: silent, ecs: silent, scaling: silent, control: { client: silent, table: "control" } } as unknown as RemoteClients;
    const open = { SecurityGroupRules: [{ SecurityGroupRuleId: "sgr-1", IsEgress: false, FromPort: 5432, ReferencedGroupInfo: { GroupId: "sg-app" } }] };
    const stub = new SdkStub({ "ec2:DescribeSecurityGroupRules": open, "ec2:ModifySecurityGroupRules": { Return: true } });
    const half = { ...quiet, ec2: stub.client(EC2Client) };
    const [dark, grey] = [remoteOn(quiet, place, 0.02), remoteOn(half, place, 0.02)];
    assert.deepEqual(await Promise.all([dark.stopWrites(2), dark.seeFence(2), dark.allowWrites(), grey.stopWrites(2)].map(waits)), ["unreachable", "unreachable", "unreachable", "unreachable"]);
    clearTimeout(keepAlive);
  });

  it("may be silent twice in a fence, which is taken back then, with time left for this place's own calls", () => {
    assert.ok(planned("fence").timeoutSeconds >= 2 * remoteSeconds + 15, `${String(planned("fence").timeoutSeconds)} s`);
  });
});
