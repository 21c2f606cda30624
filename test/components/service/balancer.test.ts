import assert from "node:assert/strict";
import { Balancer, type BalancerArgs } from "../../../components/service";
import { record, value } from "../../support/record";

const args: BalancerArgs = {
  vpcId: "vpc", publicSubnetIds: ["public-a", "public-b"], certificateArn: "certificate", logs: { bucketName: "logs", prefix: "balancer" },
  deletionProtection: true, clientKeepAliveSeconds: 120, idleSeconds: 60,
};
const name = "use2-service";
const build = (change: Partial<BalancerArgs> = {}, as = name) => record((opts) => new Balancer(as, { ...args, ...change }, opts));

describe("Balancer", () => {
  it("is public, logs everything, drops what is malformed and lets clients go soon", async () => {
    const { graph } = await build();
    const logs = { enabled: true, bucket: "logs", prefix: "balancer" };
    assert.deepEqual(graph.one("aws:lb/loadBalancer:LoadBalancer", name).inputs, {
      loadBalancerType: "application", internal: false, ipAddressType: "ipv4",
      subnets: ["public-a", "public-b"], securityGroups: ["use2-service-id"],
      accessLogs: logs, connectionLogs: logs,
      enableDeletionProtection: true, enableZonalShift: true, enableHttp2: true, enableWafFailOpen: false,
      dropInvalidHeaderFields: true, desyncMitigationMode: "defensive", xffHeaderProcessingMode: "append",
      clientKeepAlive: 120, idleTimeout: 60,
    });
  });

  it("answers 404 to what no service claims, over TLS 1.2 or later, and HTTP with a redirect only", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.inputs("aws:lb/listener:Listener"), {
      "use2-service-http": {
        loadBalancerArn: "arn:aws:test:::use2-service", port: 80, protocol: "HTTP",
        defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
      },
      "use2-service-https": {
        loadBalancerArn: "arn:aws:test:::use2-service", port: 443, protocol: "HTTPS",
        certificateArn: "certificate", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "404", contentType: "text/plain", messageBody: "Not found" } }],
        routingHttpResponseServerEnabled: false,
        routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000",
        routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff",
      },
    });
  });

  it("is open to the world on 443 and 80, and to nothing else in either direction", async () => {
    const { graph } = await build();
    const world = { securityGroupId: "use2-service-id", cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp" };
    const rules = graph.identities.filter((identity) => identity.startsWith("aws:vpc/") || identity.startsWith("aws:ec2/"));
    assert.deepEqual(rules.sort(), [
      "aws:ec2/securityGroup:SecurityGroup use2-service",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule use2-service-http",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule use2-service-https",
    ]);
    assert.deepEqual(graph.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ inputs }) => inputs), [
      { ...world, fromPort: 80, toPort: 80, description: "Users who typed no https, to be redirected" },
      { ...world, fromPort: 443, toPort: 443, description: "Users" },
    ]);
    assert.deepEqual(graph.one("aws:ec2/securityGroup:SecurityGroup", name).inputs, { vpcId: "vpc", description: "Load balancer: in from the world" });
  });

  it("says where it is", async () => {
    const { result: { arn, arnSuffix, dnsName, zoneId, securityGroupId, httpsListenerArn } } = await build();
    assert.deepEqual(await Promise.all([arn, arnSuffix, dnsName, zoneId, securityGroupId, httpsListenerArn].map(value)), [
      "arn:aws:test:::use2-service", "use2-service-arnSuffix", "use2-service-dnsName", "use2-service-zoneId", "use2-service-id",
      "arn:aws:test:::use2-service-https",
    ]);
  });

  for (const [what, change, as, message] of [
    ["a connection that outlives a failover", { clientKeepAliveSeconds: 3600 }, name,
      "clientKeepAliveSeconds is 3600: want a whole number from 60 to 180"],
    ["a silence that AWS does not allow", { idleSeconds: 4001 }, name, "idleSeconds is 4001: want a whole number from 1 to 4000"],
    ["a name without room", {}, "use2-service-main-entrance",
      "use2-service-main-entrance has 26 characters: want 24 at most, so that a loadBalancer has room for its suffix; " +
        "shorten the place's key or the part that an owner named"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(build(change, as), { message });
    });
  }
});
