import assert from "node:assert/strict";
import { type Graph, nameOf, type ResourceState } from "../../tools/recorder/graph";
import { recordedStack } from "../support/stacks";
import { backupRestore, leanerDev, swapped } from "../support/variants";

const identityOf = (resource: ResourceState): string => `${nameOf(resource)} ${resource.type}`;

/** Everything that a resource waits for, however far. */
function awaitedBy(graph: Graph, name: string, type: string): ReadonlySet<string> {
  const byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  const seen = new Set<string>();
  const visit = (resource: ResourceState | undefined): void => {
    for (const urn of resource?.dependencies ?? []) {
      if (seen.has(urn)) continue;
      seen.add(urn);
      visit(byUrn.get(urn));
    }
  };
  const start = graph.resources.find((resource) => nameOf(resource) === name && resource.type === type);
  assert.ok(start !== undefined, `${name} ${type}`);
  visit(start);
  return new Set([...seen].flatMap((urn) => byUrn.get(urn) ?? []).map(identityOf));
}

interface Statement { readonly Sid: string; readonly Action: readonly string[] }

describe("data of the platform", () => {
  let graph: Graph;
  before(async () => {
    graph = (await recordedStack("prod")).graph;
  });
  const one = (name: string, type: string): ResourceState => {
    const found = graph.resources.find((resource) => nameOf(resource) === name && resource.type === type);
    assert.ok(found !== undefined, `${name} ${type}`);
    return found;
  };

  it("lets services come through the proxy, functions and the proxy into the database, and nobody else", () => {
    const groups = new Map(graph.resources.filter(({ type }) => type === "aws:ec2/securityGroup:SecurityGroup").map((group) => [group.id, nameOf(group)]));
    const named = (id: unknown): string => groups.get(String(id)) ?? String(id);
    const rules = graph.resources.filter(({ inputs }) => inputs["fromPort"] === 5432).map(({ type, inputs }) => (type.includes("Egress")
      ? `out of ${named(inputs["securityGroupId"])} to ${named(inputs["referencedSecurityGroupId"])}`
      : `into ${named(inputs["securityGroupId"])} from ${named(inputs["referencedSecurityGroupId"])}`));
    const ways = (place: string, callers: readonly string[]): string[] => [
      ...["service-app", "failover-database"].flatMap((caller) => [`out of ${place}-${caller} to ${place}-database-proxy`, `into ${place}-database-proxy from ${place}-${caller}`]),
      ...["database-proxy", ...callers].flatMap((caller) => [`out of ${place}-${caller} to ${place}-database`, `into ${place}-database from ${place}-${caller}`]),
    ];
    assert.deepEqual(rules.sort(), [...ways("use2", ["database-setup", "database-rotate", "failover-database"]), ...ways("usw2", ["database-setup", "failover-database"])].sort());
  });

  it("starts no task before its database, its user in it and the way to both stand, in either place", () => {
    for (const place of ["use2", "usw2"]) {
      const awaited = awaitedBy(graph, `${place}-service-app`, "aws:ecs/service:Service");
      assert.deepEqual([
        `${place}-database-a aws:rds/clusterInstance:ClusterInstance`, `${place}-database-proxy aws:rds/proxyTarget:ProxyTarget`,
        `${place}-database-wanted aws:lambda/invocation:Invocation`, `${place}-archive aws:s3/bucketPolicy:BucketPolicy`,
      ].filter((resource) => !awaited.has(resource)), []);
    }
  });

  it("builds the second cluster after the first one's instances, and sets up users after the password can be read", () => {
    assert.ok(awaitedBy(graph, "usw2-database", "aws:rds/cluster:Cluster").has("use2-database-b aws:rds/clusterInstance:ClusterInstance"));
    for (const place of ["use2", "usw2"]) {
      const awaited = awaitedBy(graph, `${place}-database-wanted`, "aws:lambda/invocation:Invocation");
      assert.ok(awaited.has("use2-database-master aws:secretsmanager/secretVersion:SecretVersion"), place);
      assert.ok(awaited.has(`${place}-database-from-setup-in aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule`), place);
    }
  });

  it("gives a service the statements of what it uses, and nothing else", () => {
    const { policy } = one("usw2-service-app-task", "aws:iam/rolePolicy:RolePolicy").inputs as { policy: { Statement: Statement[] } };
    assert.deepEqual(policy.Statement.map(({ Sid }) => Sid), [
      "ConnectThroughProxy", "UseControl", "UseControlEncrypted", "WriteControlOwn", "WriteControlOwnEncrypted",
      "ReadTableSessions", "ReadTableSessionsEncrypted", "WriteTableSessions", "WriteTableSessionsEncrypted",
      "ListArchive", "ReadArchive", "DecryptArchive", "RestoreFromArchive", "WriteArchive", "EncryptArchive",
      "ListContent", "ReadContent", "DecryptContent", "WriteContent", "EncryptContent", "DeleteFromContent",
      "ReadSecretSigning", "DecryptSecretSigning",
    ]);
  });

  it("lets a service write one item of who is active: the heartbeat of its own place, and no fence, lock or standing", () => {
    const { policy } = one("usw2-service-app-task", "aws:iam/rolePolicy:RolePolicy").inputs as { policy: { Statement: (Statement & { Action: unknown; Condition?: unknown })[] } };
    const own = policy.Statement.find(({ Sid }) => Sid === "WriteControlOwn");
    assert.deepEqual([own?.Action, own?.Condition], [["dynamodb:UpdateItem"], {
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["heartbeat#usw2"] }, Null: { "dynamodb:LeadingKeys": "false" },
    }]);
  });

  it("tells a service of its own place only", () => {
    const { containerDefinitions } = one("usw2-service-app", "aws:ecs/taskDefinition:TaskDefinition").inputs;
    const [container] = JSON.parse(String(containerDefinitions)) as [{ environment: { name: string; value: string }[] }];
    const told = Object.fromEntries(container.environment.map(({ name, value }) => [name, value]));
    assert.deepEqual(told, {
      LOG_LEVEL: "info", PLACE: "usw2", CONTROL_TABLE: "understudy-prod-control",
      ARCHIVE_BUCKET: "understudy-prod-archive-123456789012-us-west-2-an", CONTENT_BUCKET: "understudy-prod-content-123456789012-us-west-2-an",
      DATABASE_HOST: one("usw2-database-proxy", "aws:rds/proxy:Proxy").outputs["endpoint"],
      DATABASE_READ_HOST: one("usw2-database-proxy-reads", "aws:rds/proxyEndpoint:ProxyEndpoint").outputs["endpoint"],
      DATABASE_PORT: "5432", DATABASE_NAME: "app", DATABASE_USER: "app",
      TABLE_SESSIONS: "understudy-prod-sessions", SECRET_SIGNING_NAME: "understudy-prod/secret/signing",
    });
  });

  it("tells a service nothing of what it does not use, and lets it nowhere near", async () => {
    const { resources } = (await recordedStack("dev", leanerDev)).graph;
    const inputsOf = (name: string, type: string): ResourceState["inputs"] => resources.find((each) => nameOf(each) === name && each.type === type)?.inputs ?? {};
    const [container] = JSON.parse(String(inputsOf("use2-service-app", "aws:ecs/taskDefinition:TaskDefinition")["containerDefinitions"])) as [{ environment: { name: string }[] }];
    assert.deepEqual(container.environment.map(({ name }) => name), ["CONTENT_BUCKET", "LOG_LEVEL", "PLACE", "SECRET_SIGNING_NAME", "TABLE_SESSIONS"]);
    const { policy } = inputsOf("use2-service-app-task", "aws:iam/rolePolicy:RolePolicy") as unknown as { policy: { Statement: Statement[] } };
    assert.deepEqual(policy.Statement.map(({ Sid }) => Sid), [
      "ReadTableSessions", "ReadTableSessionsEncrypted", "ListContent", "ReadContent", "DecryptContent", "ReadSecretSigning", "DecryptSecretSigning",
    ]);
    assert.deepEqual(resources.map(nameOf).filter((name) => name.includes("database-proxy-from-") && !name.includes("from-failover")), []);
  });

  it("copies every bucket both ways, each by a rule of its own place", () => {
    const rules = graph.resources.filter(({ type }) => type === "aws:s3/bucketReplicationConfig:BucketReplicationConfig")
      .map(({ inputs }) => `${String(inputs["bucket"])} -> ${(inputs["rules"] as [{ destination: { bucket: string } }])[0].destination.bucket}`);
    const bucket = (kind: string, region: string): string => `understudy-prod-${kind}-123456789012-${region}-an`;
    assert.deepEqual(rules.sort(), ["archive", "content", "evidence", "uploads"].flatMap((kind) => [
      `${bucket(kind, "us-east-2")} -> arn:aws:s3:::${bucket(kind, "us-west-2")}`, `${bucket(kind, "us-west-2")} -> arn:aws:s3:::${bucket(kind, "us-east-2")}`,
    ]).sort());
  });

  it("tells operators where the data of each place is, and no secret", async () => {
    const placeOf = (of: Graph): Record<string, unknown> =>
      (of.resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs["places"] as Record<string, Record<string, unknown>>)["usw2"] ?? {};
    const kept = {
      archiveBucketName: "understudy-prod-archive-123456789012-us-west-2-an", contentBucketName: "understudy-prod-content-123456789012-us-west-2-an",
      uploadsBucketName: "understudy-prod-uploads-123456789012-us-west-2-an",
      logBucketName: one("usw2-logs", "aws:s3/bucket:Bucket").id, vaultName: "understudy-prod",
      tableNames: { sessions: "understudy-prod-sessions" }, secretNames: { google: "understudy-prod/secret/google", signing: "understudy-prod/secret/signing" },
    };
    assert.deepEqual(placeOf(graph)["data"], kept);
    assert.deepEqual(placeOf(graph)["database"], {
      globalClusterIdentifier: "understudy-prod", clusterArn: "arn:aws:rds:us-west-2:123456789012:cluster:understudy-prod-usw2",
      masterSecretName: "understudy-prod/database/master", proxyEndpoint: one("usw2-database-proxy", "aws:rds/proxy:Proxy").outputs["endpoint"],
      proxyReadEndpoint: one("usw2-database-proxy-reads", "aws:rds/proxyEndpoint:ProxyEndpoint").outputs["endpoint"],
    });
    const copies = (await recordedStack("prod", backupRestore)).graph;
    assert.deepEqual(Object.keys(placeOf(copies)).sort(), ["data", "keyArns", "region", "role"]);
    assert.deepEqual(placeOf(copies)["data"], kept);
  });

  it("names a database anew that is born where it was not planned", async () => {
    const globalOf = async (set: readonly string[]): Promise<unknown[]> => (await recordedStack("prod", set)).graph.resources
      .filter(({ type }) => type === "aws:rds/globalCluster:GlobalCluster").map((resource) => [nameOf(resource), resource.inputs["globalClusterIdentifier"]]);
    assert.deepEqual(await globalOf(backupRestore), [["use2-database-global", "understudy-prod"]]);
    assert.deepEqual(await globalOf([...backupRestore, ...swapped]), [["usw2-database-global", "understudy-prod-usw2-global"]]);
    // The standby that it gets again joins it: what was born stays.
    assert.deepEqual(await globalOf([...swapped, "understudy:database.bornIn=usw2"]), [["usw2-database-global", "understudy-prod-usw2-global"]]);
  });
});
