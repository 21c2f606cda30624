import assert from "node:assert/strict";
import {
  Credentials, Federation, groupProblems, Login, LoginName, PoolRecords, ResourceServers, UserGroups, UserPoolClients, writableAttributes, type CredentialsArgs, type LoginArgs,
} from "../../../components/identity";
import { record } from "../../support/record";
import { spec, use2, usw2 } from "./fixture";

const clientIds = { web: "w", ios: "i", android: "a", server: "s" };
const groups = { provider: { description: "Offers", precedence: 20 }, operator: { description: "Runs", precedence: 10 } };

describe("Credentials", () => {
  const args: CredentialsArgs = { place: usw2, poolName: "understudy-test-usw2", userPoolId: "us-east-2_a", clientIds, groups, guests: false };
  const build = (change: Partial<CredentialsArgs> = {}) => record((opts) => new Credentials("usw2-identity-people", { ...args, ...change }, opts));
  const provider = "cognito-idp.us-west-2.amazonaws.com/us-east-2_a";

  it("take the tokens of the place itself, from applications of people", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.inputs("aws:cognito/identityPool:IdentityPool"), { "usw2-identity-people": {
      identityPoolName: "understudy-test-usw2", allowUnauthenticatedIdentities: false, allowClassicFlow: false,
      cognitoIdentityProviders: ["w", "i", "a"].map((clientId) => ({ clientId, providerName: provider, serverSideTokenCheck: true })),
    } });
    assert.deepEqual(graph.inputs("aws:cognito/identityPoolProviderPrincipalTag:IdentityPoolProviderPrincipalTag"), { "usw2-identity-people": {
      identityPoolId: "usw2-identity-people-id", identityProviderName: provider, principalTags: { sub: "sub" }, useDefaults: false,
    } });
  });

  it("give each group its role, the lowest precedence first, and everyone else the common one", async () => {
    const { graph } = await build();
    const arnOf = (part: string): unknown => graph.one("aws:iam/role:Role", `usw2-identity-people-${part}`).outputs["arn"];
    assert.deepEqual(graph.inputs("aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment"), { "usw2-identity-people": {
      identityPoolId: "usw2-identity-people-id", roles: { authenticated: arnOf("authenticated") },
      roleMappings: ["w", "i", "a"].map((client) => ({
        identityProvider: `${provider}:${client}`, type: "Rules", ambiguousRoleResolution: "AuthenticatedRole",
        mappingRules: ["operator", "provider"].map((key) => ({ claim: "cognito:groups", matchType: "Contains", value: key, roleArn: arnOf(`group-${key}`) })),
      })),
    } });
  });

  it("are roles of that identity pool, for who has signed in, with a tag; guests only where asked for, and without", async () => {
    const { graph } = await build({ guests: true, groups: {} });
    const trust = (holder: string, ...actions: readonly (readonly [string, string])[]) => ({ Version: "2012-10-17", Statement: actions.map(([Sid, Action]) => ({
      Sid, Effect: "Allow", Principal: { Federated: "cognito-identity.amazonaws.com" }, Action, Condition: {
        StringEquals: { "cognito-identity.amazonaws.com:aud": "usw2-identity-people-id" }, "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": holder },
      },
    })) });
    const assume = ["Assume", "sts:AssumeRoleWithWebIdentity"] as const;
    assert.deepEqual(graph.inputs("aws:iam/role:Role"), {
      "usw2-identity-people-authenticated": { assumeRolePolicy: trust("authenticated", assume, ["Tag", "sts:TagSession"]) },
      "usw2-identity-people-guest": { assumeRolePolicy: trust("unauthenticated", assume) },
    });
    assert.deepEqual(graph.inputs("aws:iam/rolePolicy:RolePolicy"), {});
  });

  it("refuse groups that would be taken for each other", async () => {
    const taken = { ops: groups.operator, "ops-night": groups.operator };
    assert.deepEqual(groupProblems(taken), [
      "group ops is part of the name ops-night: want names of which none contains another, since roles are found by them",
      "two groups have the same precedence: want each number once",
    ]);
    await assert.rejects(build({ groups: taken }), { message: groupProblems(taken).join("\n") });
    assert.deepEqual(groupProblems(Object.fromEntries(Array.from({ length: 26 }, (_, rank) => [`g${String.fromCharCode(97 + rank)}`, { description: "x", precedence: rank }]))),
      ["there are 26 groups: want 25 at most, since an identity pool has no more rules"]);
  });
});

describe("applications", () => {
  const people = { kind: "people", callbackUrls: ["https://b", "https://a"], logoutUrls: ["https://c"] } as const;
  const tokens = { accessMinutes: 60, idMinutes: 30, refreshDays: 7 };
  const writable = writableAttributes({ customAttributes: {
    nick: { type: "flag", mutable: true, ownersChangeIt: true }, tier: { type: "flag", mutable: true, ownersChangeIt: false },
  } });
  const common = {
    userPoolId: "p", preventUserExistenceErrors: "ENABLED", enableTokenRevocation: true, accessTokenValidity: 60, idTokenValidity: 30, refreshTokenValidity: 7,
    tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "days" }, allowedOauthFlowsUserPoolClient: true,
  };
  const build = async (plan: "essentials" | "lite", handsOverPasswords: boolean) => (await record((opts) => new UserPoolClients("use2-identity-client", {
    userPoolId: "p", clients: { web: people, ios: people, android: people, server: { kind: "program", scopes: ["api/b", "api/a"] } }, plan, tokens,
    providers: ["Workforce"], handsOverPasswords, writable, after: [],
  }, opts))).graph.inputs("aws:cognito/userPoolClient:UserPoolClient");

  it("of people have no secret, the code flow, no scope of an API, and write no attribute that rights hang on", async () => {
    const clients = await build("essentials", false);
    assert.deepEqual(clients["use2-identity-client-web"], {
      ...common, generateSecret: false, authSessionValidity: 5, allowedOauthFlows: ["code"], allowedOauthScopes: ["email", "openid", "profile"],
      callbackUrls: ["https://a", "https://b"], logoutUrls: ["https://c"], supportedIdentityProviders: ["COGNITO", "Workforce"],
      explicitAuthFlows: ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"],
      writeAttributes: [...writable].sort(),
    });
    assert.deepEqual([writable.includes("custom:nick"), writable.includes("custom:tier"), writable.includes("email")], [true, false, true]);
  });

  it("that are programs have a secret, and act for nobody", async () => {
    assert.deepEqual((await build("essentials", false))["use2-identity-client-server"], {
      ...common, generateSecret: true, allowedOauthFlows: ["client_credentials"], allowedOauthScopes: ["api/a", "api/b"], explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
    });
  });

  it("hand over passwords where users are fetched from elsewhere, and offer no choice on the cheapest plan", async () => {
    assert.deepEqual((await build("lite", true))["use2-identity-client-ios"]?.["explicitAuthFlows"],
      ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"]);
  });
});

describe("sign-in pages", () => {
  const args: LoginArgs = {
    userPoolId: "p", address: { kind: "custom", domain: "login.example.com", certificateArn: "arn:certificate" }, branding: { kind: "standard" },
    clientIds: { web: "w" }, failover: { healthCheckId: "check", region: "us-west-2" }, after: [],
  };
  const build = async (change: Partial<LoginArgs> = {}) => (await record((opts) => new Login("use2-identity-login", { ...args, ...change }, opts))).graph;

  it("move with the check, at a name and in a style of their own", async () => {
    const graph = await build();
    assert.deepEqual(graph.inputs("aws-native:cognito:UserPoolDomain"), { "use2-identity-login": {
      userPoolId: "p", domain: "login.example.com", managedLoginVersion: 2, customDomainConfig: { certificateArn: "arn:certificate" },
      routing: { failover: { primaryRoute53HealthCheckId: "check", secondaryRegion: "us-west-2" } },
    } });
    assert.deepEqual(graph.inputs("aws:cognito/managedLoginBranding:ManagedLoginBranding"), { "use2-identity-login-web": { userPoolId: "p", clientId: "w", useCognitoProvidedValues: true } });
  });

  it("look as they were designed", async () => {
    const graph = await build({ branding: { kind: "designed", settings: { components: {} } } });
    assert.deepEqual(graph.inputs("aws:cognito/managedLoginBranding:ManagedLoginBranding"), { "use2-identity-login-web": { userPoolId: "p", clientId: "w", settings: '{"components":{}}' } });
  });

  it("are the older ones where there is no style, at a name of AWS's, in one place alone", async () => {
    const graph = await build({ branding: undefined, failover: undefined, address: { kind: "prefix", prefix: "mine" } });
    assert.deepEqual(graph.inputs("aws-native:cognito:UserPoolDomain"), { "use2-identity-login": { userPoolId: "p", domain: "mine", managedLoginVersion: 1 } });
    assert.deepEqual(graph.inputs("aws:cognito/managedLoginBranding:ManagedLoginBranding"), {});
  });

  it("are found over both versions of the Internet Protocol", async () => {
    const { graph } = await record((opts) => new LoginName("global-login-name", { zoneId: "Z", fqdn: "login.example.com", target: "d.cloudfront.net" }, opts));
    const line = (type: string) => ({ zoneId: "Z", name: "login.example.com", type, aliases: [{ name: "d.cloudfront.net", zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: false }] });
    assert.deepEqual(graph.inputs("aws:route53/record:Record"), { "global-login-name-a": line("A"), "global-login-name-aaaa": line("AAAA") });
  });
});

describe("what a pool knows and tells", () => {
  it("is its groups, its APIs and who else vouches for people", async () => {
    const { graph } = await record((opts) => {
      new UserGroups("g", { userPoolId: "p", groups: { operator: groups.operator } }, opts);
      new ResourceServers("a", { userPoolId: "p", servers: { api: { identifier: "https://api", scopes: { read: "Reads" } } } }, opts);
      return new Federation("f", { userPoolId: "p", providers: { Workforce: { kind: "saml", metadataUrl: "https://sts/m.xml", signOut: true, attributes: { email: "mail" } } } }, opts);
    });
    assert.deepEqual(graph.inputs("aws:cognito/userGroup:UserGroup"), { "g-operator": { userPoolId: "p", name: "operator", description: "Runs", precedence: 10 } });
    assert.deepEqual(graph.inputs("aws:cognito/resourceServer:ResourceServer"), { "a-api": { userPoolId: "p", identifier: "https://api", name: "api", scopes: [{ scopeName: "read", scopeDescription: "Reads" }] } });
    const provider = graph.one("aws-native:cognito:UserPoolIdentityProvider", "f-workforce");
    assert.deepEqual(provider.inputs, {
      userPoolId: "p", providerName: "Workforce", providerType: "SAML", attributeMapping: { email: "mail" }, providerDetails: { MetadataURL: "https://sts/m.xml", IDPSignout: "true" },
    });
  });

  it("is what it could not deliver and, where it watches, every sign-in", async () => {
    const sources = async (plan: "essentials" | "plus"): Promise<unknown> => (await record((opts) => new PoolRecords("use2-identity-records", {
      place: use2, userPoolId: "p", plan, logName: "cognito/x", logsKeyArn: "arn:logs", retentionDays: 30,
    }, opts))).graph.inputs("aws:cognito/logDeliveryConfiguration:LogDeliveryConfiguration")["use2-identity-records"]?.["logConfigurations"];
    const to = { cloudWatchLogsConfiguration: { logGroupArn: "arn:aws:test:::use2-identity-records" } };
    assert.deepEqual(await sources("essentials"), [{ eventSource: "userNotification", logLevel: "ERROR", ...to }]);
    assert.deepEqual(await sources("plus"), [{ eventSource: "userNotification", logLevel: "ERROR", ...to }, { eventSource: "userAuthEvents", logLevel: "INFO", ...to }]);
  });

  it("has the attributes that a pool has, to a letter", () => {
    assert.deepEqual(writableAttributes(spec).length, 17);
  });
});
