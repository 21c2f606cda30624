import assert from "node:assert/strict";
import { Member, type MemberArgs } from "../../../components/database";
import { secret } from "../../../tools/recorder/property";
import { record, value } from "../../support/record";
import { names, otherPlace, keysOf, networkOf, rdsAnswers, seedArgs, spec, zonesOf } from "./fixture";

const name = "use2-database";
const cluster = "aws:rds/cluster:Cluster";
const instance = "aws:rds/clusterInstance:ClusterInstance";
const build = (change: Partial<MemberArgs> = {}) => record((opts) => new Member(name, seedArgs(change), opts), rdsAnswers);
const joined = (change: Partial<MemberArgs> = {}) => record((opts) => new Member("usw2-database", seedArgs({
  place: otherPlace, names: names.usw2, birth: { kind: "joins", from: "us-east-2", after: [] }, zones: zonesOf(otherPlace), network: networkOf(otherPlace),
  keys: keysOf(otherPlace), ...change,
}), opts), rdsAnswers);

const ignored = [
  "availabilityZones", "databaseName", "engineVersion", "globalClusterIdentifier", "masterPassword", "masterPasswordWo",
  "masterPasswordWoVersion", "masterUsername", "replicationSourceIdentifier", "sourceRegion",
];

const wholeCluster = {
  clusterIdentifier: "shop-prod-use2", globalClusterIdentifier: "shop-prod",
  engine: "aurora-postgresql", engineVersion: "17.7", engineLifecycleSupport: "open-source-rds-extended-support-disabled",
  databaseName: "shop", masterUsername: "master", masterPasswordWo: "first-password", masterPasswordWoVersion: 1,
  serverlessv2ScalingConfiguration: { minCapacity: 8, maxCapacity: 64 },
  port: 5432, networkType: "IPV4", dbSubnetGroupName: "use2-database-name", vpcSecurityGroupIds: ["use2-database-id"],
  dbClusterParameterGroupName: "use2-database-name",
  storageEncrypted: true, kmsKeyId: "arn:use2:database-key",
  iamDatabaseAuthenticationEnabled: true,
  databaseInsightsMode: "standard", performanceInsightsEnabled: true, performanceInsightsKmsKeyId: "arn:use2:database-key",
  performanceInsightsRetentionPeriod: 7,
  enabledCloudwatchLogsExports: ["iam-db-auth-error", "postgresql"],
  backupRetentionPeriod: 14, preferredBackupWindow: "03:00-03:30", preferredMaintenanceWindow: "sun:05:00-sun:05:30",
  copyTagsToSnapshot: true, deletionProtection: true, skipFinalSnapshot: false,
  finalSnapshotIdentifier: "shop-prod-use2-final-0a1b2c3d", deleteAutomatedBackups: false,
  applyImmediately: true,
};

describe("Member", () => {
  it("is made of these resources, and of no more", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.identities, [
      "aws:cloudwatch/logGroup:LogGroup use2-database-iam-db-auth-error",
      "aws:cloudwatch/logGroup:LogGroup use2-database-postgresql",
      "aws:ec2/securityGroup:SecurityGroup use2-database",
      "aws:iam/role:Role use2-database-monitoring",
      "aws:iam/rolePolicy:RolePolicy use2-database-monitoring",
      "aws:rds/cluster:Cluster use2-database",
      "aws:rds/clusterInstance:ClusterInstance use2-database-a",
      "aws:rds/clusterInstance:ClusterInstance use2-database-b",
      "aws:rds/clusterParameterGroup:ClusterParameterGroup use2-database",
      "aws:rds/parameterGroup:ParameterGroup use2-database",
      "aws:rds/subnetGroup:SubnetGroup use2-database",
      "random:index/randomId:RandomId use2-database-final",
      "understudy:database:Member use2-database",
    ]);
  });

  it("asks for an encrypted, observed, deletion-proof cluster, and brings the master user as the seed", async () => {
    const { graph } = await build();
    const { inputs, state } = graph.one(cluster, name);
    assert.deepEqual(inputs, wholeCluster);
    assert.deepEqual(state.ignoreChanges, ignored);
  });

  it("writes the master password to state as a secret, wherever it came from", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.one(cluster, name).state.inputs["masterPasswordWo"], secret("first-password"));
  });

  it("brings neither user, password nor database when it joins, says out of which region, and differs from the seed in nothing else but its place", async () => {
    const { graph } = await joined();
    const { inputs, state } = graph.one(cluster, "usw2-database");
    const { databaseName: _database, masterUsername: _user, masterPasswordWo: _password, masterPasswordWoVersion: _version, ...rest } = wholeCluster;
    assert.deepEqual(inputs, {
      ...rest, sourceRegion: "us-east-2", clusterIdentifier: "shop-prod-usw2", finalSnapshotIdentifier: "shop-prod-usw2-final-0a1b2c3d",
      kmsKeyId: "arn:usw2:database-key", performanceInsightsKmsKeyId: "arn:usw2:database-key",
      dbSubnetGroupName: "usw2-database-name", dbClusterParameterGroupName: "usw2-database-name", vpcSecurityGroupIds: ["usw2-database-id"],
    });
    assert.deepEqual(state.ignoreChanges, ignored);
  });

  it("spreads its instances over zones, each able to take over, measured and closed to the public", async () => {
    const { graph } = await build();
    const common = {
      clusterIdentifier: "use2-database-id", engine: "aurora-postgresql", instanceClass: "db.serverless",
      dbSubnetGroupName: "use2-database-name", dbParameterGroupName: "use2-database-name", publiclyAccessible: false,
      caCertIdentifier: "rds-ca-rsa2048-g1", promotionTier: 1,
      monitoringInterval: 30, monitoringRoleArn: "arn:aws:test:::use2-database-monitoring",
      performanceInsightsEnabled: true, performanceInsightsKmsKeyId: "arn:use2:database-key", performanceInsightsRetentionPeriod: 7,
      preferredMaintenanceWindow: "sun:05:00-sun:05:30", copyTagsToSnapshot: true, autoMinorVersionUpgrade: false, applyImmediately: true,
    };
    assert.deepEqual(graph.inputs(instance), {
      "use2-database-a": { ...common, identifier: "shop-prod-use2-a", availabilityZone: "us-east-2a" },
      "use2-database-b": { ...common, identifier: "shop-prod-use2-b", availabilityZone: "us-east-2b" },
    });
  });

  it("waits for the logs, and changes one instance after the other", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.one(cluster, name).dependencies.filter((identity) => identity.includes("LogGroup")), [
      "aws:cloudwatch/logGroup:LogGroup use2-database-iam-db-auth-error", "aws:cloudwatch/logGroup:LogGroup use2-database-postgresql",
    ]);
    assert.deepEqual(["a", "b"].map((key) => graph.one(instance, `${name}-${key}`).dependencies.filter((identity) => /Instance|Policy/.test(identity))), [
      ["aws:iam/rolePolicy:RolePolicy use2-database-monitoring"],
      ["aws:iam/rolePolicy:RolePolicy use2-database-monitoring", "aws:rds/clusterInstance:ClusterInstance use2-database-a"],
    ]);
  });

  it("logs who came and nothing of what they said, and takes TLS and SCRAM alone, in every place alike, and asks for nothing twice", async () => {
    const [seed, other] = [await build(), await joined()];
    const group = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
    const { inputs } = seed.graph.one(group, name);
    const parameter = (key: string, setting: string) => ({ name: key, value: setting, applyMethod: "immediate" });
    const own = (key: string, setting: string) => ({ name: key, value: setting, applyMethod: "pending-reboot" });
    assert.deepEqual(inputs, {
      description: "TLS, SCRAM, and logs without data", family: "aurora-postgresql17",
      parameters: [
        parameter("log_connections", "1"), parameter("log_disconnections", "1"), parameter("log_error_verbosity", "terse"),
        parameter("log_lock_waits", "1"), own("log_min_duration_statement", "-1"), parameter("log_min_error_statement", "panic"),
        parameter("log_parameter_max_length", "0"), own("log_parameter_max_length_on_error", "0"), own("log_statement", "none"),
        own("password_encryption", "scram-sha-256"), parameter("pg_stat_statements.track_utility", "0"),
        parameter("rds.accepted_password_auth_method", "scram"), own("rds.force_ssl", "1"),
        own("shared_preload_libraries", "pg_stat_statements"), own("ssl_min_protocol_version", "TLSv1.2"),
      ],
    });
    assert.deepEqual(other.graph.one(group, "usw2-database").inputs, inputs);
    assert.deepEqual(seed.graph.one("aws:rds/parameterGroup:ParameterGroup", name).inputs, {
      description: "Instances of one cluster: what the cluster sets", family: "aurora-postgresql17",
    });
  });

  it("keeps its logs under the place's key and for as long as it is told, in the groups that RDS writes to", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.inputs("aws:cloudwatch/logGroup:LogGroup"), {
      "use2-database-iam-db-auth-error": {
        name: "/aws/rds/cluster/shop-prod-use2/iam-db-auth-error", kmsKeyId: "arn:use2:logs-key", retentionInDays: 30,
      },
      "use2-database-postgresql": { name: "/aws/rds/cluster/shop-prod-use2/postgresql", kmsKeyId: "arn:use2:logs-key", retentionInDays: 30 },
    });
  });

  it("lets nobody in but those whom it is told to, and nothing out", async () => {
    const { graph } = await record((opts) => new Member(name, seedArgs(), opts).admit({ rotation: "rotation-group" }), rdsAnswers);
    assert.deepEqual(graph.inputs("aws:ec2/securityGroup:SecurityGroup"), {
      "use2-database": { vpcId: "use2-vpc", description: "Database: PostgreSQL from named groups, nothing out", tags: { Name: "use2-database" } },
    });
    assert.deepEqual(graph.inputs("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), {
      "use2-database-from-rotation-in": {
        securityGroupId: "use2-database-id", referencedSecurityGroupId: "rotation-group", ipProtocol: "tcp", fromPort: 5432, toPort: 5432,
        description: "PostgreSQL from rotation to the database",
      },
    });
    assert.deepEqual(graph.inputs("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), {});
  });

  it("takes instances of a class instead, storage that is paid in advance, and 15 months of insights", async () => {
    const { graph } = await build({
      size: { instances: 3, capacity: { kind: "provisioned", instanceClass: "db.r8g.large" } },
      spec: { ...spec, storage: "io-optimized", insights: "advanced" },
    });
    const { serverlessv2ScalingConfiguration: _bounds, ...rest } = wholeCluster;
    assert.deepEqual(graph.one(cluster, name).inputs, {
      ...rest, storageType: "aurora-iopt1", databaseInsightsMode: "advanced", performanceInsightsRetentionPeriod: 465,
    });
    assert.deepEqual(graph.ofType(instance).map(({ inputs }) => [inputs["instanceClass"], inputs["availabilityZone"], inputs["performanceInsightsRetentionPeriod"]]), [
      ["db.r8g.large", "us-east-2a", 465], ["db.r8g.large", "us-east-2b", 465], ["db.r8g.large", "us-east-2c", 465],
    ]);
  });

  it("keeps storage alone without instances, and leaves nothing behind without protection", async () => {
    const { graph } = await build({ size: { instances: 0, capacity: { kind: "serverless", minAcu: 2, maxAcu: 8 } }, protection: false });
    assert.deepEqual(graph.identities.filter((identity) => /Instance|iam\/|parameterGroup:/.test(identity)), []);
    const { deletionProtection, skipFinalSnapshot, deleteAutomatedBackups } = graph.one(cluster, name).inputs;
    assert.deepEqual({ deletionProtection, skipFinalSnapshot, deleteAutomatedBackups }, {
      deletionProtection: false, skipFinalSnapshot: true, deleteAutomatedBackups: true,
    });
  });

  it("says who it is", async () => {
    const { result } = await build();
    assert.deepEqual(await Promise.all([
      result.clusterIdentifier, result.clusterArn, result.clusterResourceId, result.endpoint, result.readerEndpoint, result.securityGroupId,
    ].map(value)), [
      "use2-database-clusterIdentifier", "arn:aws:test:::use2-database", "use2-database-clusterResourceId", "use2-database-endpoint",
      "use2-database-readerEndpoint", "use2-database-id",
    ]);
    assert.deepEqual([result.port, result.instances.length, Object.keys(result.logGroupNames)], [5432, 2, ["iam-db-auth-error", "postgresql"]]);
  });

  it("refuses a single zone, which nothing survives", async () => {
    for (const zones of [["us-east-2a"], ["us-east-2a", "us-east-2a"]]) {
      await assert.rejects(build({ zones }), (error: Error) => {
        assert.equal(error.message, `zones are ${zones.join(", ")}: want 2 or more, each once, so that one can fail`);
        return true;
      });
    }
  });

  it("refuses what AWS refuses, and what AWS takes and does not honour, all at once", async () => {
    await assert.rejects(build({
      names: { ...names.use2, cluster: "Shop_prod" },
      spec: { ...spec, engineVersion: "17.5", databaseName: "postgres", monitoringSeconds: 20, backupRetentionDays: 36, logRetentionDays: 31 },
      size: { instances: 16, capacity: { kind: "serverless", minAcu: 0, maxAcu: 64 } },
      zones: ["us-east-2a", "us-west-2b"],
    }), (error: Error) => {
      assert.deepEqual(error.message.split("\n"), [
        'database identifier "Shop_prod-a" is no name for RDS: want lower-case letters and digits with single hyphens between, and a letter ' +
          "first; rename the project or the stack",
        'engineVersion is "17.5": want one of 16.8, 16.13, 17.6, 17.7, 17.9, which global databases and RDS Proxy support; take 17.7 where ' +
          "nothing speaks for another",
        'databaseName is "postgres": want a lower-case letter and up to 62 letters and digits after it, and none of postgres, rdsadmin, ' +
          "template0, template1",
        "monitoringSeconds is 20: want one of 1, 5, 10, 15, 30, 60",
        "backupRetentionDays is 36: want whole days from 1 to 35",
        "logRetentionDays is 31: want one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, " +
          "3288, 3653",
        "size.instances is 16: want a whole number from 0 to 15",
        "size.capacity.minAcu is 0: want 0.5 or more, since AWS takes 0 and then never pauses what feeds a standby, is a standby, or has a " +
          "proxy before it",
        "zone us-west-2b is not in us-east-2: want one such as us-east-2a",
      ]);
      return true;
    });
  });
});
