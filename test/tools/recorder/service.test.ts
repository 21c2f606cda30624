import assert from "node:assert/strict";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { answers } from "../../../tools/answers";
import { Recorder } from "../../../tools/recorder/monitor";
import { monitorService } from "../../../tools/recorder/service";

const facts = { project: "p", stack: "t", organization: "o", config: { "p:token": "x" }, secretKeys: ["p:token"] };
const callbacks = { transform: () => assert.fail("no transform is registered") };
const service = monitorService(new Recorder({ project: "p", stack: "t", disabled: [], configOf: () => ({}), answers, callbacks }), facts);

const named = ["secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "replaceWith", "transforms", "parameterization", "resourceHooks"];

describe("the monitor's service", () => {
  it("tells older SDKs by name what it handles, and nothing else", () => {
    const asks = (id: string): boolean => service.supportsFeature(new resource.SupportsFeatureRequest().setId(id)).getHassupport();
    assert.deepEqual(named.filter(asks), named);
    assert.deepEqual(["errorHooks", "invokeTransforms", "stateMigrations", ""].filter(asks), []);
  });

  it("tells newer SDKs by number, of which the number of secrets is 0", () => {
    const info = service.getDeploymentInfo();
    assert.deepEqual([...info.getSupportedfeaturesList()].sort((a, b) => a - b), [0, 1, 2, 3, 5, 6, 7, 9, 10]);
    assert.equal(resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS, 0);
    assert.deepEqual([info.getProject(), info.getStack(), info.getOrganization(), info.getDryrun(), info.getConfigMap().get("p:token"), info.getConfigsecretkeysList()],
      ["p", "t", "o", false, "x", ["p:token"]]);
  });

  it("answers a function in the message that this SDK's service has for it", () => {
    const request = new resource.ResourceInvokeRequest().setTok("aws:index/getPartition:getPartition");
    const response = service.invoke(request);
    assert.equal(response.constructor, Reflect.get(ResourceMonitorService.invoke, "responseType"));
  });

  it("refuses to call a method of a resource that another program builds", () => {
    assert.throws(() => service.call(new resource.ResourceCallRequest().setTok("eks:index:Cluster/getKubeconfig")), {
      message: "eks:index:Cluster/getKubeconfig is a method of a resource that another program builds; a preview cannot call it",
    });
  });
});
