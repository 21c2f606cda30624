import { answer, pick, type Subject, type Table } from "./subject";

const mixed = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const lowerAndDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

/** Source: Amazon Cognito user pools API, `UserPoolType`, Id: the region, an underscore and nine letters and digits. */
function userPool(subject: Subject) {
  const id = `${subject.region}_${pick(subject.uuid("pool"), 9, mixed)}`;
  const providerName = `cognito-idp.${subject.region}.${subject.domain}/${id}`;
  return answer(id, { userPoolId: id, arn: subject.arn("cognito-idp", `userpool/${id}`), providerName, providerUrl: `https://${providerName}` });
}

/** Parts of a pool, by its ID and what tells them apart, as the provider joins them; AWS's own API of all resources puts a bar between them. */
const part = (separator: string, ...keys: readonly string[]) => (subject: Subject) =>
  answer(keys.map((key) => subject.text(key) ?? subject.physicalName(key)).join(separator));

function client(subject: Subject) {
  const secret = subject.inputs["generateSecret"] === true ? pick(subject.uuid("secret"), 51, lowerAndDigits) : "";
  return answer(pick(subject.uuid("client"), 26, lowerAndDigits), { name: subject.physicalName(), clientSecret: secret });
}

function identityPool(subject: Subject) {
  const id = `${subject.region}:${subject.uuid()}`;
  return answer(id, { arn: subject.arn("cognito-identity", `identitypool/${id}`) });
}

function branding(subject: Subject) {
  const id = subject.uuid();
  return answer(`${subject.text("userPoolId") ?? ""},${id}`, { managedLoginBrandingId: id, settingsAll: "{}" });
}

/** Pages at a name: one distribution of CloudFront's for each. Source: Amazon CloudFront Developer Guide, "Domain name". */
function domain(subject: Subject) {
  return answer(`${subject.text("userPoolId") ?? ""}|${subject.physicalName("domain")}`, {
    cloudFrontDistribution: `d${pick(subject.uuid("distribution"), 13, lowerAndDigits)}.cloudfront.net`,
  });
}

/** Who may come in. */
export const people: Table = {
  "aws-native:cognito:UserPool": userPool,
  "aws-native:cognito:UserPoolReplica": part("|", "userPoolId", "regionName"),
  "aws-native:cognito:UserPoolRegionalConfigurationAttachment": part("", "userPoolId"),
  "aws-native:cognito:UserPoolDomain": domain,
  "aws-native:cognito:UserPoolIdentityProvider": part("|", "userPoolId", "providerName"),
  "aws:cognito/userPoolClient:UserPoolClient": client,
  "aws:cognito/userGroup:UserGroup": part("/", "userPoolId", "name"),
  "aws:cognito/resourceServer:ResourceServer": part("|", "userPoolId", "identifier"),
  "aws:cognito/riskConfiguration:RiskConfiguration": part(":", "userPoolId"),
  "aws:cognito/logDeliveryConfiguration:LogDeliveryConfiguration": part(",", "userPoolId"),
  "aws:cognito/managedLoginBranding:ManagedLoginBranding": branding,
  "aws:cognito/identityPool:IdentityPool": identityPool,
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": part("", "identityPoolId"),
  "aws:cognito/identityPoolProviderPrincipalTag:IdentityPoolProviderPrincipalTag": part(":", "identityPoolId", "identityProviderName"),
};
