import { parseDocument, type Statement } from "../../lib/document";
import { flaw, undecided, type Findings } from "../../lib/finding";
import { mustNameKey } from "../../lib/keys";
import { resourceRule, stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { isSet, list, text, Unknown, type Value } from "../../lib/value";

/** A topic keeps messages while it tries to deliver them, and its own key is everybody's. */
export const topicsUseCustomerKeys = resourceRule({
  name: "encryption-topics-use-customer-keys",
  description: "Topics encrypt messages with a customer managed key.",
  severity: "medium",
  types: tokens.topics,
  fix: "Set kmsMasterKeyId to a key whose policy lets publishers and services use it through SNS.",
  controls: ["SNS.1", "CKV_AWS_26", "AWS-0095", "AWS-0136"],
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
}, ({ props }) => mustNameKey("kmsMasterKeyId", props["kmsMasterKeyId"]));

/** A message that is sent to a web page over plain HTTP is read by everybody on its way. */
export const subscriptionsUseTls = resourceRule({
  name: "encryption-subscriptions-use-tls",
  description: "No topic delivers to an address over plain HTTP.",
  severity: "medium",
  types: tokens.topicSubscriptions,
  fix: 'Use protocol "https", or a queue or a function.',
  controls: ["sns_subscription_not_using_http_endpoints (Prowler)"],
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
}, function* ({ props }): Findings {
  const { protocol } = props;
  if (protocol instanceof Unknown) yield undecided(protocol);
  else if (text(protocol).toLowerCase() === "http") yield flaw("protocol", '"http"', '"https"');
});

/** Queues and topics answer plain HTTP, as buckets do: their own policy refuses. */
export const messagesTravelEncrypted = stackRule({
  name: "encryption-messages-travel-encrypted",
  description: "Policies of queues and topics deny every request that does not come over TLS.",
  severity: "medium",
  types: [...tokens.queues, ...tokens.topics],
  fix: "Add a statement to its policy: Deny, Principal *, Action sqs:* or sns:Publish, Condition Bool aws:SecureTransport false.",
  controls: ["AwsSolutions-SNS3", "AwsSolutions-SQS4"],
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.queues)) {
    const policies = stack.referrers(tokens.queuePolicies, "queueUrl", on).map(({ props }) => props["policy"]);
    for (const finding of judge(on, [...policies, on.props["policy"]], "sqs:sendmessage")) yield { on, finding };
  }
  for (const on of stack.of(tokens.topics)) {
    const policies = stack.referrers(tokens.topicPolicies, "arn", on).map(({ props }) => props["policy"]);
    for (const finding of judge(on, [...policies, on.props["policy"]], "sns:publish")) yield { on, finding };
  }
});

function* judge(on: Node, policies: readonly Value[], action: string): Findings {
  const documents = policies.filter(isSet).map((policy) => parseDocument(policy, `policy of ${on.name}`));
  if (documents.some((each) => each.kind === "statements" && each.statements.some((statement) => deniesPlainHttp(statement, action)))) return;
  const [open] = documents.flatMap((each) => (each.kind === "unknown" ? [each.unknown] : []));
  if (open !== undefined) yield undecided(open);
  else yield flaw("its policy", documents.length === 0 ? "not set" : "open to plain HTTP", "a statement that denies plain HTTP to everyone");
}

function deniesPlainHttp(statement: Statement, action: string): boolean {
  const [condition, ...others] = statement.conditions;
  const [service = ""] = action.split(":");
  return statement.effect === "deny" && statement.negations.length === 0 && others.length === 0 && condition !== undefined
    && /^Bool(IfExists)?$/i.test(condition.operator) && condition.key === "aws:securetransport"
    && list(condition.values).every((value) => text(value).toLowerCase() === "false")
    && statement.principals.some(({ kind, id }) => kind === "AWS" && id === "*")
    && statement.actions.some((each) => ["*", `${service}:*`, action].includes(text(each).toLowerCase()));
}
