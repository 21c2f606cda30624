import { parseDocument, pins, type Principal, type Statement } from "../../lib/document";
import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { eachAllow } from "../../lib/identity-documents";
import { resourceRule, type Subject } from "../../lib/rule";
import { strings } from "../../lib/settings";
import { tokens } from "../../lib/tokens";
import { list, parseJson, text, texts, Unknown } from "../../lib/value";

/** A role is as safe as the least careful of those who may take it up. */
export const rolesTrustNamedServices = resourceRule({
  name: "least-privilege-roles-trust-named-services",
  description: "Roles are taken up by services and identities that they name, and not on behalf of strangers.",
  severity: "critical",
  types: tokens.roles,
  fix: "Name the service, and condition it on aws:SourceAccount or aws:SourceArn; ask other accounts for an sts:ExternalId.",
  controls: ["CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_358", "CKV_AWS_393", "iam_role_cross_service_confused_deputy_prevention (Prowler)"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  settings: {
    accounts: {
      type: "array", items: { type: "string" }, default: [],
      description: "Accounts that may take up roles without an external ID, beside those that the provider is allowed in.",
    },
  },
}, check);

/**
 * Services that say for whom they take up a role. For any other the keys may be missing, and the condition would lock
 * the service out.
 *
 * Source: Amazon ECS Developer Guide, "Amazon ECS task IAM role"; Amazon VPC User Guide, "IAM role for publishing flow
 * logs to CloudWatch Logs"; EventBridge Scheduler User Guide, "Confused deputy prevention"; AWS Step Functions Developer
 * Guide, "Prevent cross-service confused deputy".
 */
const conditionedServices = ["ecs-tasks.amazonaws.com", "scheduler.amazonaws.com", "states.amazonaws.com", "vpc-flow-logs.amazonaws.com"];

function* check({ props, provider, settings }: Subject): Findings {
  // The SDK hands a provider's lists to the engine as JSON text.
  const allowed = list(parseJson(provider["allowedAccountIds"], "allowedAccountIds")).map(text);
  const own = new Set([...strings(settings, "accounts"), ...allowed]);
  const document = parseDocument(props["assumeRolePolicy"], "assumeRolePolicy");
  yield* eachAllow(document, "assumeRolePolicy", (statement) => judge(statement, own));
}

function* judge(statement: Statement, own: ReadonlySet<string>): Findings {
  for (const negation of statement.negations) yield flaw(statement.label, `an Allow with ${negation}`, "the principals by name");
  const wild = texts(statement.actions).filter((action) => /[*?]/.test(action));
  if (wild.length > 0) yield flaw(`Action of ${statement.label}`, show(wild.join(", ")), "sts:AssumeRole, or the one action that it needs");
  for (const principal of statement.principals) {
    if (principal.id instanceof Unknown) yield undecided(principal.id);
    else yield* judgePrincipal(statement, { kind: principal.kind, id: text(principal.id) }, own);
  }
}

function* judgePrincipal(statement: Statement, { kind, id }: Principal & { readonly id: string }, own: ReadonlySet<string>): Findings {
  const property = `Principal of ${statement.label}`;
  if (/[*?]/.test(id)) yield flaw(property, show(id), "principals by name");
  else if (kind === "Service") {
    if (conditionedServices.includes(id) && !saysForWhom(statement)) {
      yield flaw(`Condition of ${statement.label}`, `open to every customer of ${id}`, "aws:SourceAccount, or aws:SourceArn with an account");
    }
  } else if (kind === "AWS") {
    const account = /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(id)?.[1];
    if (account !== undefined && !own.has(account) && !pins(statement, ["sts:ExternalId"])) {
      yield flaw(property, show(id), "an account of the provider's allowedAccountIds, or a condition on sts:ExternalId");
    }
  } else if (kind === "Federated") yield* judgeFederation(statement, id);
}

/** An S3 ARN carries no account, and `*` in its place is anybody's. */
function saysForWhom(statement: Statement): boolean {
  if (pins(statement, ["aws:SourceAccount", "aws:SourceOrgID"])) return true;
  const sources = statement.conditions.filter(({ key }) => key === "aws:sourcearn").flatMap(({ values }) => values);
  return pins(statement, ["aws:SourceArn"]) && sources.every((arn) => typeof arn !== "string" || /^\d{12}$/.test(arn.split(":")[4] ?? ""));
}

/** A token says for whom it was made (`aud`) and who holds it (`sub`, or `amr` where Cognito made it). */
function* judgeFederation(statement: Statement, provider: string): Findings {
  const keys = statement.conditions.map(({ key }) => key);
  const holder = provider === "cognito-identity.amazonaws.com" ? ":amr" : provider.includes(":saml-provider/") ? undefined : ":sub";
  for (const suffix of [":aud", holder]) {
    if (suffix === undefined) continue;
    const own = keys.filter((key) => key.endsWith(suffix));
    if (!pins(statement, own)) yield flaw(`Condition of ${statement.label}`, `open to any ${suffix.slice(1)}`, `a condition on ${suffix.slice(1)} that names it`);
    const loose = statement.conditions.filter(({ key }) => own.includes(key)).flatMap(({ values }) => texts(values))
      .filter((value) => /^[*?]./.test(value));
    if (loose.length > 0) yield flaw(`Condition of ${statement.label}`, show(loose.join(", ")), `a ${suffix.slice(1)} that starts with a name`);
  }
}
