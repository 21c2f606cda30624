import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { parseDocument, pins } from "../../lib/document";
import { asksWhoCalls, interfaceIn } from "../../lib/openapi";
import { resourceRule } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { at, isSet, list, text, texts, Unknown, type Properties } from "../../lib/value";

/** An interface that asks nobody who they are is a public one, whether or not it was meant to be. */
export const interfacesAskWhoCalls = resourceRule({
  name: "least-privilege-interfaces-ask-who-calls",
  description: "Methods, routes, graph interfaces and function addresses ask who calls them; a shared key is no answer.",
  severity: "high",
  types: [...tokens.restApis, ...tokens.apiMethods, ...tokens.httpApiRoutes, ...tokens.graphApis, ...tokens.functionUrls],
  fix: "Use an authorizer or AWS_IAM; for AppSync AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT, AWS_IAM or AWS_LAMBDA.",
  controls: ["APIGateway.8", "AppSync.5", "CKV_AWS_59", "CKV_AWS_258", "CKV_AWS_309", "CKV2_AWS_70", "AWS-0004", "AwsSolutions-APIG4", "AwsSolutions-COG4"],
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
}, function* ({ type, props }): Findings {
  if (tokens.graphApis.some((token) => token === type)) return yield* graph(props);
  if (tokens.restApis.some((token) => token === type)) return yield* whole(props);
  // A browser asks what it may ask before it signs anything: source is the Fetch standard, "CORS-preflight request".
  if (props["httpMethod"] === "OPTIONS" || text(props["routeKey"]).startsWith("OPTIONS ")) return;
  const path = tokens.apiMethods.some((token) => token === type) ? "authorization" : "authorizationType";
  const value = props[path];
  if (value instanceof Unknown) yield undecided(value);
  else if (!isSet(value) || value === "NONE") yield flaw(path, show(value), "an authorizer or AWS_IAM");
});

/** An interface that is written down as a whole has its methods in its body. */
function* whole({ body }: Properties): Findings {
  const described = interfaceIn(body);
  if (described instanceof Unknown) return yield undecided(described);
  const open = (described?.operations ?? []).filter((operation) => described !== undefined && !asksWhoCalls(described, operation));
  for (const { label } of open) yield flaw(`security of ${label}`, "nobody's", "an authorizer or AWS_IAM");
}

function* graph(props: Properties): Findings {
  const ways = [["authenticationType", props["authenticationType"]] as const,
    ...list(props["additionalAuthenticationProviders"]).map((each, rank) => [`additionalAuthenticationProviders[${rank}].authenticationType`, at(each, "authenticationType")] as const)];
  for (const [path, way] of ways) {
    if (way instanceof Unknown) yield undecided(way);
    else if (!isSet(way) || way === "API_KEY") yield flaw(path, show(way), "a way that knows the caller");
  }
}

/** Policies of AWS that give a whole service away, or everything. Source: AWS Managed Policy Reference Guide. */
const broadPolicy = /\/(AdministratorAccess.*|PowerUserAccess|IAMFullAccess|.*FullAccess.*|ReadOnlyAccess|SecurityAudit|ViewOnlyAccess|SystemAdministrator|DatabaseAdministrator|NetworkAdministrator)$/;

/** A policy of AWS fits everybody, which is to say nobody; and AWS widens it as services grow. */
export const managedPoliciesAreNarrow = resourceRule({
  name: "least-privilege-managed-policies-are-narrow",
  description: "No identity has a managed policy of AWS that gives away a whole service, or everything.",
  severity: "high",
  types: [...tokens.permissionAttachments, ...tokens.roles],
  fix: "Write a policy with the actions and ARNs that are needed; keep to AWS's service-role policies.",
  controls: ["IAM.1", "CKV_AWS_274", "CKV_AWS_275", "CKV2_AWS_56", "AwsSolutions-IAM4"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
}, function* ({ props }): Findings {
  const own = props["policyArn"];
  if (own instanceof Unknown) return;
  for (const arn of [...texts(own), ...texts(props["managedPolicyArns"])]) {
    if (/^arn:[^:]+:iam::aws:policy\//.test(arn) && broadPolicy.test(arn)) yield flaw(isSet(own) ? "policyArn" : "managedPolicyArns", show(arn), "a policy of its own");
  }
});

/** An endpoint that lets everybody through lets data out to anybody's account. */
export const endpointsAreNarrow = resourceRule({
  name: "least-privilege-endpoints-are-narrow",
  description: "Endpoints of AWS services in a network let through the calls of known principals, or to known resources.",
  severity: "medium",
  level: "advisory",
  types: tokens.endpoints,
  fix: "Give the endpoint a policy whose Allow names principals or resources, or is conditioned on aws:PrincipalAccount, aws:PrincipalOrgID or aws:ResourceAccount.",
  controls: ["EC2.10"],
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
}, function* ({ props }): Findings {
  const { policy, serviceName } = props;
  // Source: AWS PrivateLink Guide, "AWS services that integrate": endpoint policies are for AWS's own services.
  if (serviceName instanceof Unknown || !/amazonaws/.test(text(serviceName))) return;
  if (!isSet(policy)) return yield flaw("policy", "not set", "one that names who may call what: without, AWS lets everything through");
  const document = parseDocument(policy, "policy");
  if (document.kind === "unknown") return yield undecided(document.unknown);
  if (document.kind === "unreadable") return yield flaw("policy", "not a policy document", "JSON with a Statement");
  for (const statement of document.statements) {
    const anybody = statement.principals.length === 0 || statement.principals.some(({ id }) => id === "*");
    const anything = texts(statement.resources).includes("*");
    const isPinned = pins(statement, ["aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalArn", "aws:ResourceAccount", "aws:ResourceOrgID", "aws:SourceAccount"]);
    if (statement.effect === "allow" && anybody && anything && !isPinned) yield flaw(statement.label, "open to everybody, for everything", "principals, resources, or a condition on their account");
  }
});
