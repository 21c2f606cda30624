import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Member, Proxy, type ProxyArgs } from "../../../components/database";
import { record, value } from "../../support/record";
import { proxyArgs, rdsAnswers, seedArgs, sizes } from "./fixture";

const name = "use2-database-proxy";
const endpointType = "aws:rds/proxyEndpoint:ProxyEndpoint";

const build = (change: Partial<ProxyArgs> = {}, instances = 2) => record((opts) => {
  const member = new Member("use2-database", seedArgs({ size: { ...sizes.primary, instances } }), opts);
  const { cluster, ...rest } = proxyArgs(change);
  return new Proxy(name, { ...rest, cluster: { ...cluster, instances: member.instances } }, opts);
}, rdsAnswers);

const messageOf = (want: readonly string[]) => (error: Error): true => {
  assert.deepEqual(error.message.split("\n"), want);
  return true;
};

describe("Proxy", () => {
  it("is made of these resources, and of no more", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.identities.filter((identity) => identity.includes(name)), [
      "aws:cloudwatch/logGroup:LogGroup use2-database-proxy",
      "aws:ec2/securityGroup:SecurityGroup use2-database-proxy",
      "aws:iam/role:Role use2-database-proxy",
      "aws:iam/rolePolicy:RolePolicy use2-database-proxy",
      "aws:rds/proxy:Proxy use2-database-proxy",
      "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup use2-database-proxy",
      "aws:rds/proxyEndpoint:ProxyEndpoint use2-database-proxy-reads",
      "aws:rds/proxyTarget:ProxyTarget use2-database-proxy",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule use2-database-proxy-cluster-out",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule use2-database-proxy-cluster-in",
      "understudy:database:Proxy use2-database-proxy",
    ]);
  });

  it("asks for TLS and IAM on both sides, knows no password, and logs no statement", async () => {
    const { graph } = await build();
    const proxy = graph.one("aws:rds/proxy:Proxy", name);
    assert.deepEqual(proxy.inputs, {
      name: "shop-prod-use2", engineFamily: "POSTGRESQL", defaultAuthScheme: "IAM_AUTH", requireTls: true, debugLogging: false,
      idleClientTimeout: 900, roleArn: `arn:aws:test:::${name}`, vpcSubnetIds: ["use2-subnet-a", "use2-subnet-b", "use2-subnet-c"],
      vpcSecurityGroupIds: [`${name}-id`],
    });
    assert.deepEqual(proxy.dependencies.filter((identity) => /LogGroup|Policy/.test(identity)), [
      `aws:cloudwatch/logGroup:LogGroup ${name}`, `aws:iam/rolePolicy:RolePolicy ${name}`,
    ]);
    assert.deepEqual(graph.one("aws:cloudwatch/logGroup:LogGroup", name).inputs, {
      name: "/aws/rds/proxy/shop-prod-use2", kmsKeyId: "arn:use2:logs-key", retentionInDays: 30,
    });
  });

  it("may sign in to its own cluster as its own users", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.one("aws:iam/role:Role", name).inputs, {
      description: "Signs in to the database as the users that come through its proxy",
      assumeRolePolicy: { Version: "2012-10-17", Statement: [{ Sid: "Assume", Effect: "Allow", Principal: { Service: "rds.amazonaws.com" }, Action: "sts:AssumeRole" }] },
    });
    assert.deepEqual(graph.one("aws:iam/rolePolicy:RolePolicy", name).inputs, {
      role: `${name}-name`,
      policy: {
        Version: "2012-10-17",
        Statement: [{
          Sid: "ConnectToCluster", Effect: "Allow", Action: ["rds-db:connect"],
          Resource: ["app", "reports"].map((user) => `arn:aws:rds-db:us-east-2:111122223333:dbuser:cluster-ABC/${user}`),
        }],
      },
    });
  });

  it("stands before the cluster once its instances and the way to them are there", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.one("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", name).inputs, {
      dbProxyName: `${name}-name`, connectionPoolConfig: { maxConnectionsPercent: 90, maxIdleConnectionsPercent: 50, connectionBorrowTimeout: 10 },
    });
    const target = graph.one("aws:rds/proxyTarget:ProxyTarget", name);
    assert.deepEqual(target.inputs, { dbProxyName: `${name}-name`, targetGroupName: `${name}-name`, dbClusterIdentifier: "shop-prod-use2" });
    assert.deepEqual(target.dependencies.filter((identity) => /Rule|Instance/.test(identity)), [
      "aws:rds/clusterInstance:ClusterInstance use2-database-a", "aws:rds/clusterInstance:ClusterInstance use2-database-b",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule use2-database-proxy-cluster-out",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule use2-database-proxy-cluster-in",
    ]);
  });

  it("reaches the cluster alone, and lets in whom it is told to", async () => {
    const { graph } = await record((opts) => {
      const member = new Member("use2-database", seedArgs(), opts);
      const { cluster, ...rest } = proxyArgs();
      const proxy = new Proxy(name, { ...rest, cluster: { ...cluster, instances: member.instances } }, opts);
      return [...proxy.connect({ app: "app-group" }), ...proxy.admit({ verify: "verify-group" })];
    }, rdsAnswers);
    const tcp = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    const group = `${name}-id`;
    const cluster = { ...tcp, description: "PostgreSQL from the proxy to the database" };
    const app = { ...tcp, description: "PostgreSQL from app to the proxy" };
    assert.deepEqual(graph.inputs("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), {
      [`${name}-cluster-out`]: { securityGroupId: group, referencedSecurityGroupId: "database-group", ...cluster },
      [`${name}-from-app-out`]: { securityGroupId: "app-group", referencedSecurityGroupId: group, ...app },
    });
    assert.deepEqual(graph.inputs("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), {
      [`${name}-cluster-in`]: { securityGroupId: "database-group", referencedSecurityGroupId: group, ...cluster },
      [`${name}-from-app-in`]: { securityGroupId: group, referencedSecurityGroupId: "app-group", ...app },
      [`${name}-from-verify-in`]: { securityGroupId: group, referencedSecurityGroupId: "verify-group", ...tcp, description: "PostgreSQL from verify to the proxy" },
    });
    assert.deepEqual(graph.one("aws:ec2/securityGroup:SecurityGroup", name).inputs, {
      vpcId: "use2-vpc", description: "Database proxy: PostgreSQL from named groups, out to the database", tags: { Name: name },
    });
  });

  it("has an endpoint for reads where there is a reader, and none where AWS would refuse it", async () => {
    const [pair, single] = [await build(), await build({}, 1)];
    assert.deepEqual(pair.graph.inputs(endpointType), {
      [`${name}-reads`]: {
        dbProxyName: `${name}-name`, dbProxyEndpointName: "shop-prod-use2-reads", targetRole: "READ_ONLY",
        vpcSubnetIds: ["use2-subnet-a", "use2-subnet-b", "use2-subnet-c"], vpcSecurityGroupIds: [`${name}-id`],
      },
    });
    assert.deepEqual([single.graph.inputs(endpointType), single.result.readEndpoint], [{}, undefined]);
  });

  it("says where it is", async () => {
    const { result: { arn, endpoint, readEndpoint, securityGroupId, logGroupName, port } } = await build();
    assert.ok(readEndpoint !== undefined);
    assert.deepEqual(await Promise.all([arn, endpoint, readEndpoint, securityGroupId, logGroupName].map(value)), [
      `arn:aws:test:::${name}`, `${name}-endpoint`, `${name}-reads-endpoint`, `${name}-id`, "/aws/rds/proxy/shop-prod-use2",
    ]);
    assert.equal(port, 5432);
  });

  it("tells its endpoints when the cluster stands behind them, and not before", async () => {
    const { graph } = await record((opts) => {
      const member = new Member("use2-database", seedArgs(), opts);
      const { cluster, ...rest } = proxyArgs();
      const proxy = new Proxy(name, { ...rest, cluster: { ...cluster, instances: member.instances } }, opts);
      return new aws.ssm.Parameter("client", { type: "String", value: proxy.endpoint });
    }, rdsAnswers);
    const target = `aws:rds/proxyTarget:ProxyTarget ${name}`;
    const behind = (node: { dependencies: readonly string[] }): string[] => node.dependencies.filter((identity) => identity === target);
    assert.deepEqual([behind(graph.one("aws:ssm/parameter:Parameter", "client")), behind(graph.one(endpointType, `${name}-reads`))], [[target], [target]]);
  });

  it("refuses a cluster without an instance, users that are none, and a pool that AWS refuses", async () => {
    await assert.rejects(build({ users: [] }, 0), messageOf([
      "the cluster has no instance: want one before a proxy, which has nobody to connect to",
      "users is empty: want the users of the database that come through the proxy, such as app",
    ]));
    await assert.rejects(build({
      users: ["App"], pool: { maxConnectionsPercent: 0, maxIdleConnectionsPercent: 101, borrowSeconds: 301, idleClientSeconds: 0.5 },
    }), messageOf([
      'user "App" is no user of PostgreSQL: want lower-case letters, digits and underscores, and no digit first',
      "pool.maxConnectionsPercent is 0: want a whole number from 1 to 100",
      "pool.maxIdleConnectionsPercent is 101: want a whole number from 0 to 100",
      "pool.borrowSeconds is 301: want a whole number from 0 to 300",
      "pool.idleClientSeconds is 0.5: want a whole number from 1 to 28800",
      "pool.maxIdleConnectionsPercent is 101: want 0 at most, as maxConnectionsPercent",
    ]));
  });
});
