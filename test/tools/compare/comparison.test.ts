import assert from "node:assert/strict";
import path from "node:path";
import { forcingFrom } from "../../../tools/preview/diff/forcing";
import { type Column, plannedOf } from "../../../tools/compare/comparison";
import { comparisonLines } from "../../../tools/compare/render";
import { plainPaper } from "../../../tools/preview/render/paint";
import { type Variant, variantOf } from "../../../tools/compare/variants";
import { type Strategy } from "../../../stacks/posture";
import { type ResourceState } from "../../../tools/recorder/graph";
import { settingsFrom, stackFile } from "../prove/settings";

const stack = "urn:pulumi:prod::understudy";
const region = (place: string): ResourceState =>
  ({ urn: `${stack}::understudy:platform:Region::${place}`, type: "understudy:platform:Region", custom: false, inputs: {}, outputs: {} });

/** A small place: a region with a cluster, a queue, and a service that runs so many tasks, or without the latter two. */
function place(key: string, tasks: number | undefined): ResourceState[] {
  const child = (type: string, name: string, inputs: ResourceState["inputs"] = {}): ResourceState =>
    ({ urn: `${stack}::${type}::${name}`, type, custom: !type.startsWith("understudy:"), parent: region(key).urn, inputs, outputs: {}, ...(!type.startsWith("understudy:") && { id: name }) });
  const service = child("understudy:service:Service", `${key}-service-app`);
  return [
    region(key), child("aws:kms/key:Key", `${key}-keys-logs`), child("pulumi:providers:aws", `${key}-aws`),
    ...tasks === undefined ? [] : [
      child("aws:rds/clusterInstance:ClusterInstance", `${key}-database-1`), { ...service, protect: true },
      { ...child("aws:appautoscaling/target:Target", `${key}-service-app`, { minCapacity: tasks }), parent: service.urn },
      { ...child("aws:sqs/queue:Queue", `${key}-service-app-dead`), parent: service.urn, protect: true },
    ],
  ];
}

function variant(strategy: Strategy): Variant {
  return variantOf(settingsFrom(stackFile("prod")), strategy, "prod");
}

function column(strategy: Strategy, full: number, waiting: number | undefined): Column {
  const graph = (one: number | undefined, other: number | undefined) => ({ project: "understudy", stack: "prod", resources: [...place("use2", one), ...place("usw2", other)], outputs: {} });
  const forcing = forcingFrom(path.resolve(__dirname, "../../../node_modules"));
  return plannedOf(variant(strategy), { before: graph(full, waiting), after: graph(waiting, full) }, forcing);
}

describe("what a strategy comes to", () => {
  it("counts what stands in AWS, what runs in the standby, and what a swap does", () => {
    const { variant: _, ...planned } = column("warm-standby", 4, 2) as Extract<Column, { kind: "planned" }>;
    assert.deepEqual(planned, {
      kind: "planned", resources: { use2: 4, usw2: 4, shared: 0 }, standbyTasks: { app: 2 }, standbyInstances: 1, losses: [],
      swap: { creates: [], deletes: [], replaces: [], updates: ["use2-service-app", "usw2-service-app"], refused: 0 },
    });
  });

  it("names what a swap creates in one place and deletes in the other, by its topmost parts", () => {
    const planned = column("backup-restore", 4, undefined) as Extract<Column, { kind: "planned" }>;
    assert.deepEqual([planned.swap.creates, planned.swap.deletes], [
      [{ name: "usw2-database-1", resources: 1 }, { name: "usw2-service-app", resources: 2 }],
      [{ name: "use2-database-1", resources: 1 }, { name: "use2-service-app", resources: 2 }],
    ]);
    assert.deepEqual([planned.standbyTasks, planned.standbyInstances, planned.swap.refused], [{}, 0, 1]);
  });
});

describe("the comparison", () => {
  it("stands in one table, with what it leaves out below", () => {
    const columns: Column[] = [column("active-active", 4, 4), column("warm-standby", 4, 2), column("backup-restore", 4, undefined),
      { kind: "refused", variant: { ...variant("pilot-light"), refusals: ["understudy:database: too small (in Pulumi.prod.yaml)"] } }];
    const losses = [{ of: "tables", seconds: 1, basis: "typical" as const }, { of: "secrets", seconds: undefined, basis: "none" as const }];
    const [first, ...others] = columns;
    const lines = comparisonLines({
      project: "understudy", stack: "prod", chosen: "warm-standby", standby: "usw2", promisedMinutes: 30,
      columns: [{ ...first as Extract<Column, { kind: "planned" }>, losses }, ...others],
    }, plainPaper);
    assert.deepEqual(lines.slice(0, lines.indexOf("No strategy covers") + 2), [
      "understudy prod   four strategies, planned offline; warm-standby is chosen",
      "",
      "                                    active-active  warm-standby *  backup-restore  pilot-light",
      "Stands",
      "  resources, use2                               4               4               4      refused",
      "  resources, usw2, standby                      4               4               1      refused",
      "  resources, shared                             0               0               0      refused",
      "  tasks of app in usw2                          4               2               –      refused",
      "  database instances in usw2                    1               1               0      refused",
      "A role swap",
      "  creates                                       0               0               3      refused",
      "  deletes                                       0               0               3      refused",
      "  replaces                                      0               0               0      refused",
      "  changes in place                              0               2               0      refused",
      "An outage, at worst; 30 min promised",
      "  page people                                64 s            64 s            64 s      refused",
      "  decide                                   15 min          15 min          15 min      refused",
      "  read, fence and call                       30 s            30 s            30 s      refused",
      "  rebuild the region from backups               –               –            24 h      refused",
      "  promote the database                     10 min          10 min               –      refused",
      "  find the new writer                        50 s            50 s               –      refused",
      "  tell name servers                          30 s            30 s            30 s      refused",
      "  leave resolvers' caches                    60 s            60 s            60 s      refused",
      "  together                                 29 min          29 min   24 h 19 min ✗      refused",
      "Writes lost, at worst",
      "  tables                           1 s, typically               –               –      refused",
      "  secrets                               no figure               –               –      refused",
      "  the worst of them                   1 s or more               –               –      refused",
      "",
      "active-active",
      "  leaves open a place that cannot carry all users: each has to be as large as both together",
      "",
      "warm-standby",
      "  leaves open a region without room for more tasks: Fargate reserves none, and others fail over on the same day",
      "",
      "backup-restore",
      "  ! planned with rtoMinutes 1459: the 30 of this stack would be refused",
      "  a swap creates usw2-database-1, usw2-service-app (2)",
      "  a swap deletes use2-database-1, use2-service-app (2)",
      "  ! protected among them: 1; the update waits until they are not, or are out of the state",
      "  leaves open a region without room for more tasks: Fargate reserves none, and others fail over on the same day",
      "  leaves open a region whose quotas do not fit: nobody notices before it is built",
      "  leaves open the loss of us-east-1 on the same day: a swap makes records and checks, which takes the control plane of Route 53",
      "  leaves open a machine that decides: there is nothing to fail over to",
      "",
      "pilot-light",
      "  ✗ understudy:database: too small (in Pulumi.prod.yaml)",
      "  leaves open a region without room for more tasks: Fargate reserves none, and others fail over on the same day",
      "  leaves open a standby that has come to be unfit unseen: nothing runs there until it is needed",
      "",
      "No strategy covers",
      "  a deletion or a corruption, which reaches the other place with everything else: against it there are backups and older versions",
    ]);
  });
});
