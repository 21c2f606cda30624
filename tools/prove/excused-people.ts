import type { Excuse } from "./excuses";

const policy = "aws:iam/policy:Policy";
const statements = "policy.Statement[*].Resource";
const where = "policy.Statement[*].Condition";

const asked = "people who activate a place by hand ask the other one to stop, or to follow again; they go on without an answer";
const global = "the global database belongs to no region: every region's RDS answers for it, and people ask that of the living place";

const may = (named: RegExp, needs: Excuse["needs"], at = statements): Excuse => ({ class: "best-effort", from: policy, named, at: [at], needs, reason: asked });

const facts = "aws:s3/bucketObjectv2:BucketObjectv2";
const known = "the command is told of both places in each, and asks each by its own services; one that is silent is left out";

/** What the facts beside the command know of the place that may be lost. */
const told: readonly Excuse[] = [
  {
    class: "best-effort", from: facts, named: /^kit-facts$/, at: ["content"], reason: known,
    needs: { by: "answer", to: [
      "aws:acm/certificate:Certificate", "aws:ec2/securityGroup:SecurityGroup", "aws:ecs/cluster:Cluster", "aws:ecs/service:Service", "aws:kms/key:Key", "aws:lambda/function:Function",
      "aws:rds/cluster:Cluster", "aws:s3/bucketPolicy:BucketPolicy", "aws:sfn/stateMachine:StateMachine", "aws:sns/topic:Topic",
    ] },
  },
  { class: "best-effort", from: facts, named: /^kit-facts$/, at: ["content"], needs: { by: "literal", text: /^[a-z]{2,4}\d$|^[a-z]{2}(-[a-z]+)+-\d$|^origin-[a-z0-9]+\./ }, reason: known },
  {
    class: "create-time", from: facts, named: /^kit-facts$/, at: ["content"], reason: "the facts are written once what they name is there",
    needs: { by: "dependency", to: ["aws:acm/certificateValidation:CertificateValidation", "aws:rds/globalCluster:GlobalCluster", "aws:sns/topicPolicy:TopicPolicy"] },
  },
];

/** Every edge by which the roles of people in one place know the other, or may act there. IAM itself belongs to no region, and policies of a lost place stay in force. */
export const byHand: readonly Excuse[] = [
  ...told,
  {
    class: "identity-string", from: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", named: /^people-(operator|break-glass)-look-there$/, at: ["policyArn"],
    needs: { by: "answer", to: [policy] }, reason: "people look at both places; a policy belongs to no region, and lets them look at what answers",
  },
  { class: "identity-string", from: policy, named: /^people-(look|move)$/, at: [statements], needs: { by: "answer", to: ["aws:rds/globalCluster:GlobalCluster"] }, reason: global },
  may(/^people-move$/, { by: "literal", text: /^fence#[a-z]{2,4}\d$/ }, `${where}.ForAllValues:StringEquals.dynamodb:LeadingKeys`),
  may(/^people-(fence|move)$/, { by: "answer", to: ["aws:rds/cluster:Cluster"] }),
  may(/^people-move$/, { by: "answer", to: ["aws:s3/bucket:Bucket"] }),
  may(/^people-move$/, { by: "dependency", to: ["aws:s3/bucketPolicy:BucketPolicy"] }, "policy"),
  may(/^people-fence$/, { by: "answer", to: ["aws:ecs/cluster:Cluster", "aws:ec2/securityGroup:SecurityGroup", "aws:kms/key:Key"] }),
  may(/^people-fence$/, { by: "answer", to: ["aws:ecs/cluster:Cluster"] }, `${where}.ArnEquals.ecs:cluster`),
  may(/^people-fence$/, { by: "literal", text: /^arn:[\w-]+:(application-autoscaling|ec2|rds):[a-z0-9-]+:\d{12}:(scalable-target\/|security-group-rule\/|cluster-snapshot:)\*$/ }),
  may(/^people-fence$/, { by: "literal", text: /^arn:[\w-]+:ecs:[a-z0-9-]+:\d{12}:service\/$/ }),
  may(/^people-fence$/, { by: "literal", text: /^rds\.[a-z0-9-]+\.amazonaws\.com$/ }, `${where}.StringEquals.kms:ViaService`),
];
