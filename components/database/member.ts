import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { insist } from "../core/problems";
import { engine, lifecycle } from "./global-database";
import { ignoredOfMembers } from "./ignored";
import { buildInstances } from "./instances";
import { firstVersion, masterUsername } from "./master";
import { memberProblems, type MemberArgs } from "./member-args";
import { clusterLogGroup } from "./naming";
import { clusterParameters } from "./parameters";
import { letIn, port } from "./passage";
import { insightsDays } from "./spec";
import { parameterFamily } from "./versions";

/** Logs that leave the cluster. Source: RDS API, `CreateDBCluster`, EnableCloudwatchLogsExports, Aurora PostgreSQL. */
const exportedLogs = ["iam-db-auth-error", "postgresql"] as const;

/**
 * One place's share of the database: a cluster, its instances, and the walls around them. Nothing in it depends on who writes today,
 * except its size: when roles swap, no member is created, deleted, replaced, or told anything about its part in the global database.
 *
 * @throws {pulumi.ResourceError} with every problem in the arguments, those included that AWS takes and does not honour.
 */
export class Member extends pulumi.ComponentResource {
  readonly clusterIdentifier: pulumi.Output<string>;
  readonly clusterArn: pulumi.Output<string>;
  /** By which IAM names the users of the cluster. */
  readonly clusterResourceId: pulumi.Output<string>;
  /** Leads to the writer while this place has it. For functions that sign in as the master; everybody else comes through the proxy. */
  readonly endpoint: pulumi.Output<string>;
  readonly readerEndpoint: pulumi.Output<string>;
  /** The isolated subnets, for whatever is restored beside the cluster. */
  readonly subnetGroupName: pulumi.Output<string>;
  readonly port = port;
  /** Group of the instances. It lets nobody in but those whom {@link admit} names. */
  readonly securityGroupId: pulumi.Output<string>;
  /** In the order of their birth; empty where storage stands alone. */
  readonly instances: readonly aws.rds.ClusterInstance[];
  /** Where each kind of log is, `postgresql` and `iam-db-auth-error`. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(private readonly name: string, private readonly args: MemberArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:database:Member", name, {}, opts);
    insist(memberProblems(name, args), this);
    const logs = this.keepLogs();
    const group = this.wallIn();
    const subnets = new aws.rds.SubnetGroup(name, {
      description: "Isolated subnets of the database", subnetIds: args.network.isolatedSubnetIds,
    }, { parent: this });
    const cluster = this.found({ group, subnets, logs });
    this.instances = buildInstances(name, { args, cluster, subnets }, this);
    this.clusterIdentifier = cluster.clusterIdentifier;
    this.clusterArn = cluster.arn;
    this.clusterResourceId = cluster.clusterResourceId;
    this.endpoint = cluster.endpoint;
    this.readerEndpoint = cluster.readerEndpoint;
    this.subnetGroupName = subnets.name;
    this.securityGroupId = group.id;
    this.logGroupNames = Object.fromEntries(Object.entries(logs).map(([kind, log]) => [kind, log.name]));
    this.registerOutputs(this.outputs());
  }

  /**
   * Lets in whoever carries a group, and returns what has to be there before they come. Their way out is theirs: a function names it.
   *
   * @param callers Security groups by a short key that names the rules, such as `rotation`.
   */
  admit(callers: Readonly<Record<string, pulumi.Input<string>>>): pulumi.Resource[] {
    return Object.entries(callers).map(([key, groupId]) => letIn(`${this.name}-from-${key}`, {
      fromGroupId: groupId, toGroupId: this.securityGroupId, description: `PostgreSQL from ${key} to the database`,
    }, this));
  }

  /** RDS makes the groups that it does not find, without a key and for ever: they are here first. */
  private keepLogs(): Readonly<Record<string, aws.cloudwatch.LogGroup>> {
    const { names, keys, spec } = this.args;
    return Object.fromEntries(exportedLogs.map((kind) => [kind, new aws.cloudwatch.LogGroup(`${this.name}-${kind}`, {
      name: clusterLogGroup(names, kind), kmsKeyId: keys.logsArn, retentionInDays: spec.logRetentionDays,
    }, { parent: this })]));
  }

  /** The group has no rule for what goes out: a database answers and never calls. */
  private wallIn(): aws.ec2.SecurityGroup {
    return new aws.ec2.SecurityGroup(this.name, {
      vpcId: this.args.network.vpcId, description: "Database: PostgreSQL from named groups, nothing out", tags: { Name: this.name },
    }, { parent: this });
  }

  private found(walls: {
    readonly group: aws.ec2.SecurityGroup; readonly subnets: aws.rds.SubnetGroup; readonly logs: Readonly<Record<string, aws.cloudwatch.LogGroup>>;
  }): aws.rds.Cluster {
    const { names, globalClusterIdentifier, birth, spec, keys } = this.args;
    return new aws.rds.Cluster(this.name, {
      clusterIdentifier: names.cluster,
      globalClusterIdentifier,
      engine, engineVersion: spec.engineVersion, engineLifecycleSupport: lifecycle,
      ...this.birthright(),
      ...this.bounds(),
      port, networkType: "IPV4", dbSubnetGroupName: walls.subnets.name, vpcSecurityGroupIds: [walls.group.id],
      dbClusterParameterGroupName: this.tune().name,
      storageEncrypted: true, kmsKeyId: keys.databaseArn,
      ...(spec.storage === "io-optimized" && { storageType: "aurora-iopt1" }),
      iamDatabaseAuthenticationEnabled: true,
      databaseInsightsMode: spec.insights, performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: keys.databaseArn, performanceInsightsRetentionPeriod: insightsDays[spec.insights],
      enabledCloudwatchLogsExports: [...exportedLogs],
      ...this.keepsakes(),
      // A size that waits for the next maintenance window is no answer to a failover.
      applyImmediately: true,
    }, {
      parent: this,
      dependsOn: [...Object.values(walls.logs), ...(birth.kind === "joins" ? birth.after : [])],
      ignoreChanges: [...ignoredOfMembers],
    });
  }

  /**
   * What the first cluster of a global database brings, and AWS refuses from every other. One that joins an encrypted database says out of which
   * region: the provider signs the request by which AWS opens the key there.
   * Source: RDS API, `CreateDBCluster`, PreSignedUrl; aws-cloudformation/cloudformation-coverage-roadmap issue 719.
   */
  private birthright(): Partial<aws.rds.ClusterArgs> {
    const { birth, spec } = this.args;
    return birth.kind === "joins" ? { sourceRegion: birth.from } : {
      databaseName: spec.databaseName, masterUsername, masterPasswordWo: birth.password, masterPasswordWoVersion: firstVersion,
    };
  }

  private bounds(): Partial<aws.rds.ClusterArgs> {
    const { capacity } = this.args.size;
    return capacity.kind === "provisioned" ? {} : {
      serverlessv2ScalingConfiguration: { minCapacity: capacity.minAcu, maxCapacity: capacity.maxAcu },
    };
  }

  private tune(): aws.rds.ClusterParameterGroup {
    return new aws.rds.ClusterParameterGroup(this.name, {
      description: "TLS, SCRAM, and logs without data", family: parameterFamily(this.args.spec.engineVersion), parameters: clusterParameters(),
    }, { parent: this });
  }

  /** Backups, and what stays when the cluster goes. The snapshot's name is drawn once, so that two lives of a stack do not collide. */
  private keepsakes(): Partial<aws.rds.ClusterArgs> {
    const { names, spec, protection } = this.args;
    const life = new random.RandomId(`${this.name}-final`, { byteLength: 4 }, { parent: this });
    return {
      backupRetentionPeriod: spec.backupRetentionDays,
      preferredBackupWindow: spec.windows.backup,
      preferredMaintenanceWindow: spec.windows.maintenance,
      copyTagsToSnapshot: true,
      deletionProtection: protection,
      skipFinalSnapshot: !protection,
      finalSnapshotIdentifier: pulumi.interpolate`${names.cluster}-final-${life.hex}`,
      deleteAutomatedBackups: !protection,
    };
  }

  private outputs(): pulumi.Inputs {
    return {
      clusterIdentifier: this.clusterIdentifier, clusterArn: this.clusterArn, clusterResourceId: this.clusterResourceId,
      endpoint: this.endpoint, readerEndpoint: this.readerEndpoint, port: this.port, subnetGroupName: this.subnetGroupName,
      securityGroupId: this.securityGroupId, logGroupNames: this.logGroupNames,
    };
  }
}
