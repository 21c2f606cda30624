import { parseDocument, pins, type Statement } from "../../lib/document";
import { exempt, flaw, show, undecided, type Findings } from "../../lib/finding";
import { eachAllow } from "../../lib/identity-documents";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { isSet, text, Unknown } from "../../lib/value";

/** In a key policy `Resource: "*"` means this key: what has to be narrow is who, and on whose behalf. */
export const keyPoliciesNamePrincipals = resourceRule({
  name: "least-privilege-key-policies-name-principals",
  description: "Key policies name who may use a key, give everything to nobody but the account, and tie services to a source.",
  severity: "high",
  types: [...tokens.keys, ...tokens.replicaKeys, ...tokens.keyPolicies],
  fix: "Name principals and actions; condition a service on kms:EncryptionContext, kms:ViaService, aws:SourceArn or aws:SourceAccount.",
  controls: ["KMS.5", "CKV_AWS_33", "CKV2_AWS_64"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
}, check);

/** Source: AWS KMS Developer Guide, "AWS KMS condition keys"; IAM User Guide, "AWS global condition context keys". */
const sourceKeys = ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "kms:CallerAccount", "kms:EncryptionContext:*", "kms:ViaService"] as const;
const holderKeys = ["aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:SourceAccount", "aws:SourceArn", "kms:CallerAccount"] as const;

function* check({ props }: Subject): Findings {
  const policy = props["policy"];
  if (!isSet(policy)) return yield exempt("AWS gives a key without a policy to its account, whose identity policies then decide.");
  yield* eachAllow(parseDocument(policy, "policy"), "policy", judge);
}

function* judge(statement: Statement): Findings {
  for (const negation of statement.negations.filter((each) => each !== "NotResource")) {
    yield flaw(statement.label, `an Allow with ${negation}`, "a list of what it allows, and to whom");
  }
  const everything = statement.actions.some((action) => ["*", "kms:*"].includes(text(action).toLowerCase()));
  for (const { kind, id } of statement.principals) {
    if (id instanceof Unknown) yield undecided(id);
    else yield* judgePrincipal(statement, { kind, id: text(id) }, everything);
  }
}

function* judgePrincipal(statement: Statement, { kind, id }: { readonly kind: string; readonly id: string }, everything: boolean): Findings {
  const property = `Principal of ${statement.label}`;
  if (/^[*?]+$/.test(id)) {
    if (!pins(statement, holderKeys)) yield flaw(property, show(id), "principals by name, or a condition on their account, role or organization");
  } else if (everything && !isAccount(id)) {
    yield flaw(`Action of ${statement.label}`, `kms:* for ${show(id)}`, "named actions for everyone but the account itself");
  } else if (kind === "Service" && !pins(statement, sourceKeys)) {
    yield flaw(`Condition of ${statement.label}`, `open to every customer of ${id}`, "an encryption context, a source account or a source ARN");
  }
}

function isAccount(id: string): boolean {
  return /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(id);
}
