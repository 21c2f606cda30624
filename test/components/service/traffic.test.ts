import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { build, name } from "./built";
import { spec } from "./fixture";

describe("traffic of a service", () => {
  it("opens exactly these doors, and the internet only when asked", async () => {
    const [closed, open] = [await build(), await build({ spec: { ...spec, internet: true } })];
    const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443, securityGroupId: "use2-service-api-id" };
    const port = { ipProtocol: "tcp", fromPort: 8443, toPort: 8443 };
    const out = {
      "use2-service-api-balancer-out": {
        ...port, securityGroupId: "balancer-group", referencedSecurityGroupId: "use2-service-api-id",
        description: "Requests and health checks to the tasks",
      },
      "use2-service-api-dynamodb-out": { ...https, prefixListId: "pl-dynamodb", description: "dynamodb through its gateway endpoint" },
      "use2-service-api-endpoints-out": {
        ...https, referencedSecurityGroupId: "endpoints-group", description: "AWS services through interface endpoints",
      },
      "use2-service-api-s3-out": { ...https, prefixListId: "pl-s3", description: "s3 through its gateway endpoint" },
    };
    assert.deepEqual(closed.graph.inputs("aws:ec2/securityGroup:SecurityGroup"), {
      [name]: { vpcId: "vpc", description: "Tasks: in from the load balancer, out to AWS services" },
    });
    assert.deepEqual(closed.graph.inputs("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), {
      "use2-service-api-balancer-in": {
        ...port, securityGroupId: "use2-service-api-id", referencedSecurityGroupId: "balancer-group",
        description: "Requests and health checks from the load balancer",
      },
    });
    assert.deepEqual(closed.graph.inputs("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), out);
    assert.deepEqual(open.graph.inputs("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), {
      ...out, "use2-service-api-internet-out": { ...https, cidrIpv4: "0.0.0.0/0", description: "HTTPS to the internet" },
    });
  });

  it("takes its requests through one rule over two groups that keep the way encrypted", async () => {
    const { graph } = await build();
    const rule = graph.one("aws:lb/listenerRule:ListenerRule", name);
    assert.deepEqual(rule.inputs, {
      listenerArn: "listener-arn", priority: 100,
      conditions: [
        { hostHeader: { values: ["api.example.com", "origin-use2.example.com"] } },
        { pathPattern: { values: ["/v1/*"] } },
      ],
      actions: [{
        type: "forward",
        forward: {
          targetGroups: [
            { arn: "arn:aws:test:::use2-service-api-a", weight: 100 }, { arn: "arn:aws:test:::use2-service-api-b", weight: 0 },
          ],
        },
      }],
    });
    const { ignoreChanges, replacementTrigger, deleteBeforeReplace } =
      rule.options as Pick<pulumi.CustomResourceOptions, "ignoreChanges" | "deleteBeforeReplace"> & { readonly replacementTrigger?: unknown };
    assert.deepEqual({ ignoreChanges, replacementTrigger, deleteBeforeReplace }, {
      ignoreChanges: ["actions"], replacementTrigger: "HTTPS:8443", deleteBeforeReplace: true,
    });
    const group = {
      vpcId: "vpc", targetType: "ip", ipAddressType: "ipv4", port: 8443, protocol: "HTTPS", protocolVersion: "HTTP1",
      deregistrationDelay: 30, slowStart: 0, loadBalancingAlgorithmType: "weighted_random", loadBalancingAnomalyMitigation: "on",
      loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
      healthCheck: {
        protocol: "HTTPS", port: "traffic-port", path: "/healthz/live", matcher: "200", interval: 10, timeout: 5,
        healthyThreshold: 2, unhealthyThreshold: 3,
      },
    };
    assert.deepEqual(graph.inputs("aws:lb/targetGroup:TargetGroup"), { [`${name}-a`]: group, [`${name}-b`]: group });
  });

  it("warms new tasks up in turn, and takes every path where none is named", async () => {
    const { graph } = await build({
      hosts: ["api.example.com"],
      spec: { ...spec, slowStartSeconds: 60, route: { ...spec.route, paths: [] }, health: { ...spec.health, intervalSeconds: 5 } },
    });
    const { slowStart, loadBalancingAlgorithmType, loadBalancingAnomalyMitigation, healthCheck } =
      graph.one("aws:lb/targetGroup:TargetGroup", `${name}-a`).inputs;
    assert.deepEqual(
      [slowStart, loadBalancingAlgorithmType, loadBalancingAnomalyMitigation, (healthCheck as { timeout: number }).timeout],
      [60, "round_robin", "off", 4]);
    assert.deepEqual(graph.one("aws:lb/listenerRule:ListenerRule", name).inputs["conditions"], [{ hostHeader: { values: ["api.example.com"] } }]);
  });
});
