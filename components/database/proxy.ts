import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { insist } from "../core/problems";
import { passUsersOn, trustProxies } from "./access";
import { proxyLogGroup } from "./naming";
import { letIn, openPassage, port, type Passage } from "./passage";
import { proxyProblems, type ProxyArgs } from "./proxy-args";

/**
 * The way of everybody but functions to the place's cluster. Clients and proxy sign in with IAM and speak TLS; there is no password on the
 * way. The endpoints never change: in a place that does not write, the one for writes refuses, and works from the moment of promotion on.
 *
 * @throws {pulumi.ResourceError} with every problem in the arguments.
 */
export class Proxy extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Leads to the place's writer, when it has one. Known once the cluster stands behind it. */
  readonly endpoint: pulumi.Output<string>;
  /** Leads to the place's readers. Undefined with a single instance, for which AWS has no such endpoint. */
  readonly readEndpoint: pulumi.Output<string> | undefined;
  readonly port = port;
  /** Group of the proxy. It lets nobody in but those whom {@link connect} and {@link admit} name. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(private readonly name: string, private readonly args: ProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:database:Proxy", name, {}, opts);
    insist(proxyProblems(name, args), this);
    const logs = new aws.cloudwatch.LogGroup(name, {
      name: proxyLogGroup(args.names), kmsKeyId: args.logs.keyArn, retentionInDays: args.logs.retentionDays,
    }, { parent: this });
    const group = new aws.ec2.SecurityGroup(name, {
      vpcId: args.network.vpcId, description: "Database proxy: PostgreSQL from named groups, out to the database", tags: { Name: name },
    }, { parent: this });
    const proxy = this.stand(group, logs);
    const target = this.aim(proxy, group);
    this.readEndpoint = args.cluster.instances.length > 1 ? this.openReads(proxy, { group, target }) : undefined;
    this.arn = proxy.arn;
    this.endpoint = pulumi.all([proxy.endpoint, target.id]).apply(([endpoint]) => endpoint);
    this.securityGroupId = group.id;
    this.logGroupName = logs.name;
    this.registerOutputs({
      arn: this.arn, endpoint: this.endpoint, readEndpoint: this.readEndpoint, port: this.port, securityGroupId: this.securityGroupId,
      logGroupName: this.logGroupName,
    });
  }

  /**
   * Opens the whole way, out of a group and into the proxy, and returns what has to be there before somebody comes by it.
   *
   * @param callers Security groups by a short key that names the rules, such as `app`.
   */
  connect(callers: Readonly<Record<string, pulumi.Input<string>>>): pulumi.Resource[] {
    return Object.entries(callers).flatMap(([key, groupId]) => openPassage(`${this.name}-from-${key}`, this.wayFrom(key, groupId), this));
  }

  /** As {@link connect}, for those who have a way out of their own: a function names it. */
  admit(callers: Readonly<Record<string, pulumi.Input<string>>>): pulumi.Resource[] {
    return Object.entries(callers).map(([key, groupId]) => letIn(`${this.name}-from-${key}`, this.wayFrom(key, groupId), this));
  }

  private wayFrom(key: string, groupId: pulumi.Input<string>): Passage {
    return { fromGroupId: groupId, toGroupId: this.securityGroupId, description: `PostgreSQL from ${key} to the proxy` };
  }

  private stand(group: aws.ec2.SecurityGroup, logs: aws.cloudwatch.LogGroup): aws.rds.Proxy {
    const { names, network, pool } = this.args;
    const { role, policy } = this.empower();
    return new aws.rds.Proxy(this.name, {
      name: names.proxy,
      engineFamily: "POSTGRESQL",
      defaultAuthScheme: "IAM_AUTH",
      requireTls: true,
      debugLogging: false,
      idleClientTimeout: pool.idleClientSeconds,
      roleArn: role.arn,
      vpcSubnetIds: network.isolatedSubnetIds,
      vpcSecurityGroupIds: [group.id],
    }, { parent: this, dependsOn: [policy, logs] });
  }

  private empower(): { role: aws.iam.Role; policy: aws.iam.RolePolicy } {
    const { place, cluster, users: [first = "", ...more] } = this.args;
    const role = new aws.iam.Role(this.name, {
      description: "Signs in to the database as the users that come through its proxy", assumeRolePolicy: trustProxies(),
    }, { parent: this });
    const policy = new aws.iam.RolePolicy(this.name, {
      role: role.name, policy: passUsersOn(place, cluster.clusterResourceId, [first, ...more]),
    }, { parent: this });
    return { role, policy };
  }

  /** The cluster behind the proxy, and the way to it. */
  private aim(proxy: aws.rds.Proxy, group: aws.ec2.SecurityGroup): aws.rds.ProxyTarget {
    const { cluster, pool } = this.args;
    const way = openPassage(`${this.name}-cluster`, {
      fromGroupId: group.id, toGroupId: cluster.securityGroupId, description: "PostgreSQL from the proxy to the database",
    }, this);
    const targets = new aws.rds.ProxyDefaultTargetGroup(this.name, {
      dbProxyName: proxy.name,
      connectionPoolConfig: {
        maxConnectionsPercent: pool.maxConnectionsPercent, maxIdleConnectionsPercent: pool.maxIdleConnectionsPercent,
        connectionBorrowTimeout: pool.borrowSeconds,
      },
    }, { parent: this });
    return new aws.rds.ProxyTarget(this.name, {
      dbProxyName: proxy.name, targetGroupName: targets.name, dbClusterIdentifier: cluster.clusterIdentifier,
    }, { parent: this, dependsOn: [...way, ...cluster.instances] });
  }

  /** Source: Amazon Aurora User Guide, "Working with Amazon RDS Proxy endpoints", reader endpoints. */
  private openReads(proxy: aws.rds.Proxy, site: { group: aws.ec2.SecurityGroup; target: pulumi.Resource }): pulumi.Output<string> {
    return new aws.rds.ProxyEndpoint(`${this.name}-reads`, {
      dbProxyName: proxy.name, dbProxyEndpointName: this.args.names.reads, targetRole: "READ_ONLY",
      vpcSubnetIds: this.args.network.isolatedSubnetIds, vpcSecurityGroupIds: [site.group.id],
    }, { parent: this, dependsOn: [site.target] }).endpoint;
  }
}
