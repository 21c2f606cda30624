import { isWorld } from "../../lib/cidr";
import { parseDocument, pins, type Statement } from "../../lib/document";
import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { eachAllow } from "../../lib/identity-documents";
import { resourceRule } from "../../lib/rule";
import { strings } from "../../lib/settings";
import { tokens } from "../../lib/tokens";
import { isSet, list, parseJson, text, texts, Unknown, type Value } from "../../lib/value";

const inlinePolicies = [...tokens.queues, ...tokens.topics, ...tokens.secrets, ...tokens.restApis];

/**
 * Keys that tie a statement to somebody. Source: Amazon S3 User Guide, "The meaning of public"; IAM User Guide, "AWS global condition context keys".
 */
const holderKeys = ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:PrincipalOrgID", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:SourceOwner",
  "aws:SourceVpc", "aws:SourceVpce", "aws:PrincipalOrgPaths", "s3:DataAccessPointAccount", "s3:DataAccessPointArn", "kms:CallerAccount"];

/** A policy of a resource is read by nobody until somebody else has read the resource. */
export const resourcePoliciesNamePrincipals = resourceRule({
  name: "least-privilege-resource-policies-name-principals",
  description: "Policies of buckets, queues, topics, secrets, repositories, vaults, logs and interfaces let in whom they name, and services on behalf of the account.",
  severity: "critical",
  types: [...tokens.resourcePolicies, ...inlinePolicies],
  fix: "Name the principal, or add a condition on aws:SourceAccount, aws:SourceArn with an account, aws:PrincipalOrgID or aws:SourceVpce.",
  controls: ["S3.2", "S3.3", "S3.6", "SNS.4", "SQS.3", "CKV_AWS_32", "CKV_AWS_70", "CKV_AWS_72", "CKV_AWS_168", "CKV_AWS_169", "CKV_AWS_283", "CKV_AWS_385", "CKV_AWS_387", "AWS-0032", "AwsSolutions-ECR1", "AwsSolutions-EVB1", "CIS-AWS 7.0 2.21"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  settings: { accounts: { type: "array", items: { type: "string" }, default: [], description: "Accounts of others that may be let in, beside those that the provider is allowed in." } },
}, function* ({ props, provider, settings }): Findings {
  const policy = props["policy"] ?? props["policyDocument"] ?? props["accessPolicy"] ?? props["resourcePolicy"];
  if (!isSet(policy)) return;
  const own = new Set([...strings(settings, "accounts"), ...list(parseJson(provider["allowedAccountIds"], "allowedAccountIds")).map(text)]);
  yield* eachAllow(parseDocument(policy, "policy"), "policy", (statement) => judge(statement, own));
});

function* judge(statement: Statement, own: ReadonlySet<string>): Findings {
  const broad = texts(statement.actions).filter((action) => /^(\*|[a-z0-9-]+:\*)$/i.test(action));
  if (broad.length > 0) yield flaw(`Action of ${statement.label}`, show(broad.join(", ")), "actions by name");
  if (statement.negations.includes("NotPrincipal")) yield flaw(statement.label, "an Allow with NotPrincipal", "the principals by name");
  for (const { kind, id } of statement.principals) {
    if (id instanceof Unknown) yield undecided(id);
    else yield* judgePrincipal(statement, { kind, id: text(id) }, own);
  }
}

function* judgePrincipal(statement: Statement, { kind, id }: { readonly kind: string; readonly id: string }, own: ReadonlySet<string>): Findings {
  const property = `Principal of ${statement.label}`;
  if (/^[*?]+$/.test(id)) {
    if (!isTied(statement)) yield flaw(property, show(id), "principals by name, or a condition on their account, organization, network or role");
  } else if (kind === "Service") {
    if (!isTied(statement) && !isOwnFolder(statement) && !isSilentPublisher(id, statement)) yield flaw(`Condition of ${statement.label}`, `open to every customer of ${id}`, "aws:SourceAccount, or aws:SourceArn with an account");
  } else if (kind === "AWS") {
    const account = /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(id)?.[1];
    if (account !== undefined && own.size > 0 && !own.has(account)) yield flaw(property, show(id), "an account of the provider's allowedAccountIds or of the setting `accounts`");
  }
}

/**
 * Whether AWS writes below a folder that is named after an account, and nowhere else: some services name no source, and write there for that account alone.
 * Source: Elastic Load Balancing, Application Load Balancers, "Enable access logs", step 2.
 */
function isOwnFolder({ resources }: Statement): boolean {
  return resources.length > 0 && resources.every((each) => typeof each === "string" && /\/AWSLogs\/\d{12}\//.test(each));
}

/**
 * Services that publish to a topic without saying for whom: a condition on a source would shut them out.
 * Source: Amazon EventBridge User Guide, "Troubleshooting", "I don't see any messages published into my Amazon SNS topic": no Condition in the topic's policy.
 */
const silentPublishers = ["events.amazonaws.com"];

function isSilentPublisher(id: string, { actions }: Statement): boolean {
  return silentPublishers.includes(id) && actions.length > 0 && actions.every((action) => text(action).toLowerCase() === "sns:publish");
}

function isTied(statement: Statement): boolean {
  if (pins(statement, holderKeys)) return sourcesHaveAccounts(statement);
  const addresses = statement.conditions.filter(({ key, operator }) => key === "aws:sourceip" && /^IpAddress$/i.test(operator)).flatMap(({ values }) => texts(values));
  return addresses.length > 0 && !isWorld(addresses);
}

/** An ARN of a bucket has no account: anybody may take the name once it is free. */
function sourcesHaveAccounts(statement: Statement): boolean {
  if (pins(statement, holderKeys.filter((key) => key !== "aws:SourceArn"))) return true;
  const sources: readonly Value[] = statement.conditions.filter(({ key }) => key === "aws:sourcearn").flatMap(({ values }) => values);
  return sources.every((arn) => typeof arn !== "string" || /^(\d{12})$/.test(arn.split(":")[4] ?? ""));
}
