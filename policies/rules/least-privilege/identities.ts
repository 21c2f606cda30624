import { must, mustNot, mustReach } from "../../lib/demands";
import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { resourceRule } from "../../lib/rule";
import { numbers, strings } from "../../lib/settings";
import { tokens } from "../../lib/tokens";
import { along, at, isProperties, isSet, list, text, texts, Unknown, type Properties } from "../../lib/value";

/** A guest is anybody: what guests may do, the world may do. */
export const guestsStayOut = resourceRule({
  name: "least-privilege-guests-stay-out",
  description: "Identity pools let nobody in without signing in, and give roles to those alone who have.",
  severity: "high",
  types: [...tokens.identityPools, ...tokens.identityPoolRoles],
  fix: "Set allowUnauthenticatedIdentities: false, leave allowClassicFlow out, and give no unauthenticated role.",
  controls: ["Cognito.2", "CKV_AWS_366", "AwsSolutions-COG7"],
  url: "https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html",
}, function* ({ type, props }): Findings {
  if (tokens.identityPools.some((token) => token === type)) {
    yield* mustNot(props, "allowUnauthenticatedIdentities", { bad: true, want: "false" });
    yield* mustNot(props, "allowClassicFlow", { bad: true, want: "false: the classic flow lets the client choose its role" });
  } else if (isProperties(props["roles"]) && isSet(props["roles"]["unauthenticated"])) yield flaw("roles.unauthenticated", "set", "no role for guests");
});

/** A pool is the door to every account in it. */
export const userPoolsAreHardened = resourceRule({
  name: "least-privilege-user-pools-are-hardened",
  description: "User pools take a second factor and long passwords, refuse deletion, watch for stolen credentials and recover by e-mail first.",
  severity: "high",
  types: tokens.userPools,
  fix: 'Set mfaConfiguration with an authenticator app, passwordPolicy.minimumLength, deletionProtection "ACTIVE", userPoolAddOns.advancedSecurityMode "ENFORCED" and accountRecoverySetting.',
  controls: ["Cognito.1", "Cognito.3", "Cognito.5", "Cognito.6", "AwsSolutions-COG1", "AwsSolutions-COG2", "AwsSolutions-COG8"],
  url: "https://docs.aws.amazon.com/cognito/latest/developerguide/managing-security.html",
  settings: {
    passwordLength: { type: "integer", default: 12, description: "Shortest password that a pool may accept." },
    deletionProtection: { type: "boolean", default: true, description: "Whether pools have to refuse deletion. Not where a stack is thrown away." },
    threatProtection: { type: "array", items: { type: "string" }, default: ["ENFORCED"], description: "Modes of threat protection that are enough. None: it is not asked for." },
    secondFactor: { type: "boolean", default: true, description: "Whether pools have to take a second factor. Not where nobody's account is real." },
  },
}, function* ({ props, settings }): Findings {
  if (settings["secondFactor"] !== false) yield* secondFactor(props);
  yield* mustReach(props, "passwordPolicy.minimumLength", Number(text(settings["passwordLength"])));
  if (settings["deletionProtection"] !== false) yield* must(props, "deletionProtection", "ACTIVE");
  const mode = along(props, "userPoolAddOns.advancedSecurityMode");
  const enough = strings(settings, "threatProtection");
  if (mode instanceof Unknown) yield undecided(mode);
  else if (enough.length > 0 && !enough.includes(text(mode))) yield flaw("userPoolAddOns.advancedSecurityMode", show(mode), enough.map(show).join(" or "));
  const [first] = list(along(props, "accountRecoverySetting.recoveryMechanisms")).toSorted((a, b) => Number(text(at(a, "priority"))) - Number(text(at(b, "priority"))));
  if (at(first, "name") === "verified_phone_number") yield flaw("accountRecoverySetting.recoveryMechanisms", "by phone first", "by e-mail first: a phone number can be taken over");
});

function* secondFactor(props: Properties): Findings {
  const mode = props["mfaConfiguration"];
  if (mode instanceof Unknown) return yield undecided(mode);
  if (mode !== "ON" && mode !== "OPTIONAL") return yield flaw("mfaConfiguration", show(mode), '"ON" or "OPTIONAL"');
  const enabled = along(props, "softwareTokenMfaConfiguration.enabled");
  const isNative = texts(props["enabledMfas"]).includes("SOFTWARE_TOKEN_MFA");
  const isStrong = isNative || isSet(props["webAuthnConfiguration"]);
  if (enabled instanceof Unknown) yield undecided(enabled);
  else if (enabled !== true && !isStrong) yield flaw("softwareTokenMfaConfiguration.enabled", show(enabled), "true: a text message can be read by others");
}

/** Ways of signing in that hand the password, or the token, to somebody else on the way. */
const weakFlows = ["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH"];

/** What a client of a pool may do, everybody may do who has its ID, which is no secret. */
export const clientsAreHardened = resourceRule({
  name: "least-privilege-clients-of-pools-are-hardened",
  description: "Clients of user pools tell nobody who has an account, can be signed out, get no token in an address and send no plain password.",
  severity: "high",
  types: tokens.userPoolClients,
  fix: 'Set preventUserExistenceErrors "ENABLED" and enableTokenRevocation: true; use allowedOauthFlows ["code"], ALLOW_USER_SRP_AUTH and https callbacks.',
  controls: ["cognito_user_pool_client_prevent_user_existence_errors (Prowler)"],
  url: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html",
}, function* ({ props }): Findings {
  yield* must(props, "preventUserExistenceErrors", "ENABLED");
  yield* must(props, "enableTokenRevocation", true);
  if (texts(props["allowedOauthFlows"] ?? props["allowedOAuthFlows"]).includes("implicit")) yield flaw("allowedOauthFlows", '"implicit"', '"code"');
  const weak = texts(props["explicitAuthFlows"]).filter((flow) => weakFlows.includes(flow));
  if (weak.length > 0) yield flaw("explicitAuthFlows", show(weak.join(", ")), "ALLOW_USER_SRP_AUTH, ALLOW_USER_AUTH or ALLOW_CUSTOM_AUTH");
  const plain = [...texts(props["callbackUrls"] ?? props["callbackUrLs"]), ...texts(props["logoutUrls"])]
    .filter((url) => /^http:\/\//i.test(url) && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/i.test(url));
  if (plain.length > 0) yield flaw("callbackUrls", show(plain.join(", ")), "addresses that start with https:// or an app's own scheme");
});

/** A key that belongs to a person is lost with a laptop. */
export const nobodyHasLongLivedKeys = resourceRule({
  name: "least-privilege-nobody-has-long-lived-keys",
  description: "There are no IAM users, access keys or passwords: people and programs take up roles.",
  severity: "high",
  types: tokens.users,
  fix: "Use IAM Identity Center for people, and a role (OIDC for pipelines) for programs.",
  controls: ["IAM.2", "CKV_AWS_40", "CKV2_AWS_22", "CKV_AWS_273", "AWS-0143", "CIS-AWS 5.0 1.14", "CIS-AWS 5.0 1.15"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp",
}, function* ({ type }): Findings {
  yield flaw("it", `of type ${type.split(":").at(-1) ?? type}`, "a role in its place");
});

/** Longest session of a role, in seconds. Source: IAM API, `CreateRole`, MaxSessionDuration: 3600 is the default, and the least. */
const sessionSeconds = 3600;

/** A session that was stolen works until it ends. */
export const sessionsAreShort = resourceRule({
  name: "least-privilege-sessions-are-short",
  description: "Sessions of roles end after an hour.",
  severity: "low",
  level: "advisory",
  types: tokens.roles,
  fix: "Leave maxSessionDuration out, or name the role's length in the setting `seconds` where people work in it.",
  controls: ["AC-12"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html",
  settings: { seconds: { type: "array", items: { type: "integer" }, default: [sessionSeconds], description: "Lengths of a session, in seconds, that are accepted." } },
}, function* ({ props, settings }): Findings {
  const length = props["maxSessionDuration"];
  const accepted = numbers(settings, "seconds");
  if (length instanceof Unknown) yield undecided(length);
  else if (isSet(length) && Number(text(length)) > Math.max(...accepted)) yield flaw("maxSessionDuration", show(length), `${Math.max(...accepted)} or less`);
});
