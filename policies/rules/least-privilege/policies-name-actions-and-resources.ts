import { pins, type Statement } from "../../lib/document";
import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { eachAllow, identityDocuments } from "../../lib/identity-documents";
import { namesNothing } from "../../lib/resource-pattern";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { isUnscoped } from "../../lib/iam/catalogue";
import { firstUnknown, texts } from "../../lib/value";

/** What a stolen credential can do is what its policies say, not what the program behind it does. */
export const policiesNameActionsAndResources = resourceRule({
  name: "least-privilege-policies-name-actions-and-resources",
  description: "Identity policies name the actions they allow, and the resources they allow them on.",
  severity: "high",
  types: [...tokens.identityPolicies, ...tokens.roles],
  fix: "List each action, and the ARNs it needs; keep Resource * to actions that take no resource, in a statement of their own.",
  controls: ["IAM.1", "IAM.21", "KMS.1", "KMS.2", "CKV_AWS_1", "CKV_AWS_49", "CKV_AWS_62", "CKV_AWS_63", "CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_109", "CKV_AWS_111",
    "CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290", "CKV_AWS_355", "CKV_AWS_356", "CKV2_AWS_40", "AWS-0057", "AWS-0342",
    "AWS-0345", "AwsSolutions-IAM5", "CIS-AWS 5.0 1.15"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
}, check);

/**
 * Condition keys that narrow `*` to resources that somebody has chosen.
 * Source: Service Authorization Reference, "Condition keys" of Amazon ECS, AWS KMS and Amazon EC2; IAM User Guide, "AWS
 * global condition context keys", `aws:ResourceTag`.
 */
const narrowingKeys = ["aws:ResourceTag/*", "ec2:ResourceTag/*", "ecs:ResourceTag/*", "secretsmanager:ResourceTag/*", "ec2:Subnet", "ec2:Vpc",
  "ecs:cluster", "kms:ResourceAliases"] as const;

function* check(subject: Subject): Findings {
  for (const document of identityDocuments(subject)) yield* eachAllow(document, "policy", judge);
}

function* judge(statement: Statement): Findings {
  for (const negation of statement.negations) yield flaw(statement.label, `an Allow with ${negation}`, "a list of what it allows");
  const unknown = firstUnknown([...statement.actions, ...statement.resources]);
  if (unknown !== undefined) yield undecided(unknown);
  const actions = texts(statement.actions);
  const broad = actions.filter(isBroad);
  if (broad.length > 0) yield flaw(`Action of ${statement.label}`, show(broad.join(", ")), "actions by name, or read actions by prefix (Get*, List*, Describe*)");
  yield* judgeResources(statement, actions);
  if (actions.some((action) => action.toLowerCase() === "iam:passrole")) yield* judgePassRole(statement);
}

/** A wildcard that takes in more than reads: of the service, of the verb, or of nothing but a verb that changes. */
function isBroad(action: string): boolean {
  if (!/[*?]/.test(action)) return false;
  return !/^[a-z0-9-]+:(batchget|describe|get|list)[a-z0-9]*[*?]/i.test(action);
}

function* judgeResources(statement: Statement, actions: readonly string[]): Findings {
  const scoped = actions.filter((action) => !isUnscoped(action));
  const wide = texts(statement.resources).filter(namesNothing);
  if (wide.length === 0 || scoped.length === 0 || pins(statement, narrowingKeys)) return;
  yield flaw(`Resource of ${statement.label}`, show(wide.join(", ")), `the ARNs that ${some(scoped)} ${scoped.length === 1 ? "needs" : "need"}`);
}

/** Whoever passes a role acts as it, through the service that receives it. */
function* judgePassRole(statement: Statement): Findings {
  const wild = texts(statement.resources).filter((each) => /[*?]/.test(each) && !namesNothing(each));
  if (wild.length > 0) yield flaw(`Resource of ${statement.label}`, show(wild.join(", ")), "the ARN of each role that iam:PassRole may hand on");
  if (!pins(statement, ["iam:PassedToService"])) {
    yield flaw(`Condition of ${statement.label}`, "without iam:PassedToService", "the services that may receive the role");
  }
}

const shown = 5;

function some(actions: readonly string[]): string {
  const names = [...new Set(actions)].sort();
  return names.length <= shown ? names.join(", ") : `${names.slice(0, shown).join(", ")} and ${names.length - shown} more`;
}
