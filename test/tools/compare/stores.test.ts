import assert from "node:assert/strict";
import { type Carriage } from "../../../stacks/loss";
import { locate } from "../../../tools/preview/graph/places";
import { type ResourceState } from "../../../tools/recorder/graph";
import { carriagesOf } from "../../../tools/compare/stores";

function resource(type: string, name: string, inputs: ResourceState["inputs"] = {}): ResourceState {
  return { urn: `urn:pulumi:prod::understudy::${type}::${name}`, type, custom: true, id: `${name}-id`, inputs, outputs: {} };
}

function carriages(...resources: readonly ResourceState[]): readonly Carriage[] {
  const graph = { project: "understudy", stack: "prod", resources, outputs: {} };
  return carriagesOf(graph, locate(graph, ["use2", "usw2"]));
}

const cluster = (place: string): ResourceState => resource("aws:rds/cluster:Cluster", `${place}-database`);
const table = (replicas: readonly unknown[]): ResourceState => resource("aws:dynamodb/table:Table", "use2-table-sessions", { replicas });
const replication = (destination: unknown): ResourceState => resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "use2-archive-to-usw2", { rules: [{ destination }] });
const rule = (more: Record<string, unknown> = {}): Record<string, unknown> => ({ schedule: "cron(0 5 * * ? *)", copyActions: [{ destinationVaultArn: "arn" }], startWindow: 60, completionWindow: 1440, ...more });
const backup = (kind: string, arn: string, rules: readonly unknown[]): ResourceState[] => [
  resource("aws:backup/plan:Plan", `use2-backup-${kind}`, { rules }),
  resource("aws:backup/selection:Selection", `use2-backup-${kind}`, { planId: `use2-backup-${kind}-id`, resources: [arn] }),
];
const ofCluster = "arn:aws:rds:us-east-2:123456789012:cluster:app";

describe("how data comes to the other place", () => {
  it("is nothing to tell where nothing is stored", () => {
    assert.deepEqual(carriages(resource("aws:ecs/service:Service", "use2-service-app")), []);
  });

  it("is by replication where both places have a share of it", () => {
    assert.deepEqual(carriages(cluster("use2"), cluster("usw2"), table([{ regionName: "us-west-2" }]), replication({ replicationTime: {} }),
      resource("aws:secretsmanager/secret:Secret", "use2-secret", { replicas: [{}] })),
    [{ kind: "aurora" }, { kind: "dynamodb" }, { kind: "s3", timeControl: true }, { kind: "secrets" }]);
  });

  it("has a time for objects only where every pair of buckets is under time control", () => {
    assert.deepEqual(carriages(replication({ replicationTime: {} }), replication({ metrics: {} })), [{ kind: "s3", timeControl: false }]);
  });

  it("is by backups where one place alone has the database, at the pace of the rules that copy", () => {
    const rules = [rule(), rule({ schedule: "cron(0 17 * * ? *)", copyActions: [] })];
    const carried = { kind: "backup", of: "database", everySeconds: 86_400, startSeconds: 3600, finishSeconds: 86_400 };
    assert.deepEqual(carriages(cluster("use2"), ...backup("aurora", ofCluster, rules)), [carried]);
    assert.deepEqual(carriages(cluster("use2"), ...backup("aurora", ofCluster, [rule({ startWindow: undefined, completionWindow: undefined })])),
      [{ ...carried, startSeconds: 8 * 3600, finishSeconds: 7 * 86_400 }]);
  });

  it("is by nothing where no backup of just that is copied", () => {
    const tables = backup("dynamodb", "arn:aws:dynamodb:us-east-2:123456789012:table/app", [rule()]);
    assert.deepEqual(carriages(cluster("use2"), ...tables), [{ kind: "nothing", of: "database" }]);
    assert.deepEqual(carriages(cluster("use2"), ...backup("aurora", ofCluster, [rule({ copyActions: [] })])), [{ kind: "nothing", of: "database" }]);
    assert.deepEqual(carriages(table([]), ...tables), [{ kind: "backup", of: "tables", everySeconds: 86_400, startSeconds: 3600, finishSeconds: 86_400 }]);
  });
});
