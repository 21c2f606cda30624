import { flaw, undecided, type Findings } from "../../lib/finding";
import { resourceRule } from "../../lib/rule";
import { betraysSecret, isCredential } from "../../lib/secret-names";
import { strings } from "../../lib/settings";
import { tokens } from "../../lib/tokens";
import { along, at, isProperties, isSet, list, text, Unknown, type Value } from "../../lib/value";

/** Variables are read by whoever may describe what they belong to, and end up in logs. */
export const codeHoldsNoSecret = resourceRule({
  name: "least-privilege-variables-hold-no-secret",
  description: "Functions, builds and stages of interfaces have no secret among their variables.",
  severity: "critical",
  types: [...tokens.functions, ...tokens.builds, ...tokens.apiStages],
  fix: "Hand over the ARN of a secret and read it at run time; in a build use type SECRETS_MANAGER.",
  controls: ["CodeBuild.2", "CKV_AWS_45", "AWS-0036", "awslambda_function_no_secrets_in_variables (Prowler)"],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
}, function* ({ type, props }): Findings {
  for (const [name, value] of variablesOf(type, props)) {
    if (value instanceof Unknown && betraysSecret(name)) yield undecided(value);
    else if (value !== "" && !isReference(value) && (betraysSecret(name) || isCredential(value))) yield flaw(`variable ${name}`, "in plain text", "a reference to a secret");
  }
});

/** What says where a secret is says nothing of the secret. */
function isReference(value: Value): boolean {
  return typeof value === "string" && /^(arn:|\{\{resolve:)/.test(value);
}

/** Every variable with its name, in whichever form the type has them. */
function variablesOf(type: string, props: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] {
  if (tokens.builds.some((token) => token === type)) {
    return list(along(props, "environment.environmentVariables"))
      .filter((each) => (at(each, "type") ?? "PLAINTEXT") === "PLAINTEXT").map((each) => [text(at(each, "name")), at(each, "value")] as const);
  }
  const variables = tokens.functions.some((token) => token === type) ? along(props, "environment.variables") : props["variables"];
  return isProperties(variables) ? Object.entries(variables) : [];
}

/** A privileged build owns the machine that it runs on. */
export const buildsAreUnprivileged = resourceRule({
  name: "least-privilege-builds-are-unprivileged",
  description: "Builds run without privilege, except those that build images and are named for it.",
  severity: "high",
  types: tokens.builds,
  fix: "Leave environment.privilegedMode out, or name the project in the setting `projects` when it builds images.",
  controls: ["CodeBuild.5", "CKV_AWS_316"],
  url: "https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html",
  settings: { projects: { type: "array", items: { type: "string" }, default: [], description: "Names of the projects, as the program calls them, that may run with privilege." } },
}, function* ({ name, props, settings }): Findings {
  const privileged = along(props, "environment.privilegedMode");
  if (privileged instanceof Unknown) yield undecided(privileged);
  else if (privileged === true && !strings(settings, "projects").includes(name)) yield flaw("environment.privilegedMode", "true", "false");
});

/** Who may call a function through a service is anybody who can make that service call it, unless a source is named. */
export const functionsKnowTheirCallers = resourceRule({
  name: "least-privilege-functions-know-their-callers",
  description: "Permissions to call a function name the principal and, of a service, the resource on whose behalf it calls.",
  severity: "high",
  types: tokens.functionPermissions,
  fix: "Set sourceArn; for a bucket, whose ARN has no account, sourceAccount as well.",
  controls: ["Lambda.1", "CKV_AWS_301", "CKV_AWS_364", "AWS-0067"],
  url: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
}, function* ({ props }): Findings {
  const { principal } = props;
  if (principal instanceof Unknown) return yield undecided(principal);
  if (text(principal) === "*") return yield* (isSet(props["principalOrgId"]) ? [] : [flaw("principal", '"*"', "a service or an account by name")]);
  if (!text(principal).endsWith(".amazonaws.com")) return;
  const [arn, account] = [props["sourceArn"], props["sourceAccount"]];
  if (!isSet(arn) && !isSet(account)) yield flaw("sourceArn", "not set", `the ARN on whose behalf ${text(principal)} calls`);
  else if (text(arn).startsWith("arn:aws:s3:::") && !isSet(account)) yield flaw("sourceAccount", "not set", "the account of the bucket");
});
