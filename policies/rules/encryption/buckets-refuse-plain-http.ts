import { parseDocument, type Statement } from "../../lib/document";
import { flaw, undecided, type Findings } from "../../lib/finding";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { firstUnknown, text, texts } from "../../lib/value";

/** S3 still answers plain HTTP, and a signed URL works over it: only the bucket's own policy refuses. */
export const bucketsRefusePlainHttp = stackRule({
  name: "encryption-buckets-refuse-plain-http",
  description: "Bucket policies deny every request that does not come over TLS.",
  severity: "high",
  types: tokens.buckets,
  fix: "Add a BucketPolicy statement: Deny, Principal *, Action s3:*, Resource the bucket and everything in it,"
    + " Condition Bool aws:SecureTransport false.",
  controls: ["S3.5", "CKV_AWS_379", "AwsSolutions-S10", "CIS-AWS 5.0 2.1.1"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS",
}, check);

function* check(stack: Stack): Sightings {
  for (const bucket of stack.of(tokens.buckets)) {
    for (const finding of judge(stack, bucket)) yield { on: bucket, finding };
  }
}

function* judge(stack: Stack, bucket: Node): Findings {
  const policies = stack.referrers(tokens.bucketPolicies, "bucket", bucket);
  if (policies.length === 0) return yield flaw("its bucket policy", "not set", "one that denies plain HTTP");
  for (const policy of policies) {
    const document = parseDocument(policy.props["policy"], `policy of ${policy.name}`);
    if (document.kind === "unknown") yield undecided(document.unknown);
    else if (document.kind === "unreadable") yield flaw("its bucket policy", "not a policy document", "one that denies plain HTTP");
    else {
      if (document.statements.some((each) => deniesPlainHttp(each, bucket))) continue;
      const unknown = firstUnknown(document.statements.filter(({ effect }) => effect === "deny").flatMap(({ resources }) => resources));
      if (unknown !== undefined) yield undecided(unknown);
      else yield flaw("its bucket policy", "open to plain HTTP", "a statement that denies it to everyone, for the bucket and its objects");
    }
  }
}

/** A second condition would be a way out: it is the only one. */
function deniesPlainHttp(statement: Statement, bucket: Node): boolean {
  const [condition, ...others] = statement.conditions;
  return statement.effect === "deny" && statement.negations.length === 0 && others.length === 0 && condition !== undefined
    && /^Bool(IfExists)?$/i.test(condition.operator) && condition.key === "aws:securetransport"
    && condition.values.length === 1 && text(condition.values[0]).toLowerCase() === "false"
    && statement.principals.some(({ kind, id }) => kind === "AWS" && id === "*")
    && statement.actions.some((action) => ["*", "s3:*"].includes(text(action).toLowerCase()))
    && covers(statement, bucket);
}

function covers({ resources }: Statement, bucket: Node): boolean {
  const arn = bucket.props["arn"];
  const patterns = texts(resources);
  if (patterns.includes("*")) return true;
  const [whole, objects] = [patterns.filter((each) => !each.includes("/")), patterns.filter((each) => each.endsWith("/*"))];
  return typeof arn === "string" ? whole.includes(arn) && objects.includes(`${arn}/*`) : whole.length > 0 && objects.length > 0;
}
