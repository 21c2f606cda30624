import { activationPlan, recoveryPlan } from "../../protocol";
import type { Excuse } from "./excuses";

const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const machine = "aws:sfn/stateMachine:StateMachine";
const target = "aws:cloudwatch/eventTarget:EventTarget";
const [cluster, globalCluster] = ["aws:rds/cluster:Cluster", "aws:rds/globalCluster:GlobalCluster"] as const;

const known = "steps and detector know the other place by name, and ask it whether it stopped; what it does not answer within seconds is gone on without, or refused by a rule of its own";
const asked = "the role may ask the other place to stop, or to follow again; nobody waits for an answer longer than seconds";
const global = "the global database belongs to no region: every region's RDS answers for it, and the activated place asks its own";

/** Where each step is told of the other place. */
const worldOf = (plan: typeof activationPlan): readonly string[] =>
  plan.map(({ step, question }) => `definition.States.${step}.Parameters.${question === undefined ? "" : "Payload."}world.there`);

const told = [
  { from: machine, named: /^failover-activate$/, at: worldOf(activationPlan) },
  { from: machine, named: /^failover-wait$/, at: worldOf(recoveryPlan) },
  { from: target, named: /^failover-watch$/, at: ["input.world.there"] },
] as const;

/** What an activation and a detector know of the place that may be lost. */
const knowing: readonly Excuse[] = told.flatMap(({ from, named, at }): Excuse[] => [
  {
    class: "best-effort", from, named, at, reason: known,
    needs: { by: "answer", to: ["aws:s3/bucketPolicy:BucketPolicy", cluster, "aws:ecs/cluster:Cluster", "aws:ec2/securityGroup:SecurityGroup", "aws:ecs/service:Service"] },
  },
  { class: "best-effort", from, named, at, needs: { by: "literal", text: /^[a-z]{2,4}\d$|^[a-z]{2}(-[a-z]+)+-\d$|^origin-[a-z0-9]+\./ }, reason: known },
  {
    class: "name-only", from, named, at: at.map((path) => path.replace(/there$/, "common.born")), needs: { by: "literal", text: /^[a-z]{2,4}\d$/ },
    reason: "which place was active before anything was recorded; nobody asks it",
  },
  {
    class: "identity-string", from, named, at: [from === target ? "input" : "definition"], needs: { by: "dependency", to: [globalCluster] }, reason: global,
  },
]);

const starter = { from: "aws:lambda/function:Function", named: /^failover-arc$/, needs: { by: "literal", text: /^[a-z]{2,4}\d$/ } } as const;

/** What the function that ARC calls knows of the other place. */
const starting: readonly Excuse[] = [
  { class: "name-only", ...starter, at: ["environment.variables.BORN"], reason: "which place was active before anything was recorded; nobody asks it" },
  { class: "name-only", ...starter, at: ["environment.variables.THERE"], reason: "which place the activation takes over from, as the request of it says; the starter asks its own place alone" },
];

const statements = "policy.Statement[*].Resource";

/** What the roles of an activation may do in the place that may be lost. */
const may = (named: RegExp, needs: Excuse["needs"], at: readonly string[] = [statements]): Excuse => ({ class: "best-effort", from: rolePolicy, named, at, needs, reason: asked });

const asking: readonly Excuse[] = [
  {
    class: "identity-string", from: rolePolicy, named: /^failover-(observe|promote|traffic|fence|recover)$/, at: [statements],
    needs: { by: "answer", to: [globalCluster] }, reason: global,
  },
  may(/^failover-(fence|recover)$/, { by: "literal", text: /^fence#[a-z]{2,4}\d$/ }, ["policy.Statement[*].Condition.ForAllValues:StringEquals.dynamodb:LeadingKeys"]),
  may(/^failover-(fence|recover)$/, { by: "answer", to: ["aws:ecs/cluster:Cluster"] }, ["policy.Statement[*].Condition.ArnEquals.ecs:cluster"]),
  may(/^failover-(fence|recover)$/, { by: "answer", to: ["aws:ecs/service:Service", "aws:ec2/securityGroup:SecurityGroup"] }),
  may(/^failover-(fence|recover)$/, { by: "literal", text: /^arn:[\w-]+:ec2:[a-z0-9-]+:\d{12}:security-group-rule\/\*$/ }),
  may(/^failover-recover$/, { by: "literal", text: /^arn:[\w-]+:(application-autoscaling|rds):[a-z0-9-]+:\d{12}:(scalable-target\/|cluster-snapshot:)\*$/ }),
  may(/^failover-(promote|recover)$/, { by: "answer", to: [cluster] }),
  may(/^failover-(fence|recover)$/, { by: "answer", to: ["aws:kms/key:Key"] }),
  may(/^failover-fence$/, { by: "answer", to: ["aws:dynamodb/table:Table"] }),
  may(/^failover-fence$/, { by: "literal", text: /^arn:[\w-]+:dynamodb:[a-z0-9-]+:\d{12}:table\/.+-control$/ }),
  may(/^failover-(fence|recover)$/, { by: "literal", text: /^(dynamodb|rds)\.[a-z0-9-]+\.amazonaws\.com$/ }, ["policy.Statement[*].Condition.StringEquals.kms:ViaService"]),
  may(/^failover-(traffic|recover)$/, { by: "answer", to: ["aws:s3/bucket:Bucket"] }),
  may(/^failover-(traffic|recover)$/, { by: "dependency", to: ["aws:s3/bucketPolicy:BucketPolicy"] }, ["policy"]),
];

/** Every edge by which an activation of one place knows, or asks, the other. */
export const activation: readonly Excuse[] = [...knowing, ...starting, ...asking];
