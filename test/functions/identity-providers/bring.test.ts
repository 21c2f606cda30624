import assert from "node:assert/strict";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { ResourceNotFoundException, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { providerPorts } from "../../../functions/identity-providers/adapters";
import { bring } from "../../../functions/identity-providers/bring";
import type { Provider, ProviderPorts } from "../../../functions/identity-providers/ports";
import { parseWanted, type Wanted } from "../../../functions/identity-providers/wanted";
import { deployedFunction } from "../../support/deployed";
import { SdkStub } from "../../support/sdk-stub";

const google: Wanted = {
  name: "Google", type: "Google", details: { client_id: "id", authorize_scopes: "openid email" }, attributes: { email: "email" },
  secret: { name: "secret/google", detail: "client_secret" },
};

/** A pool in memory, which adds to a provider what Cognito adds. */
function world(there: readonly Provider[], secrets: Readonly<Record<string, string>>) {
  const pool = new Map(there.map((each) => [each.name, each]));
  const known = ({ details, attributes, ...rest }: Provider): Provider => ({ ...rest, details: { ...details, token_url: "https://added" }, attributes: { username: "sub", ...attributes } });
  const of = (name: string): Provider => pool.get(name) ?? assert.fail(`no ${name}`);
  const ports: ProviderPorts = {
    secretOf: (name) => Promise.resolve(secrets[name]),
    pool: {
      list: () => Promise.resolve([...pool.values()]),
      describe: (name) => Promise.resolve(of(name)),
      create: (provider) => Promise.resolve(pool.has(provider.name) ? assert.fail("twice") : void pool.set(provider.name, known(provider))),
      update: (provider) => Promise.resolve(void pool.set(of(provider.name).name, known(provider))),
      remove: (name) => Promise.resolve(void pool.delete(of(name).name)),
    },
  };
  return { pool, ports };
}

const nothing = { created: [], updated: [], kept: [], removed: [] };

describe("bringing identity providers to a pool", () => {
  it("makes one with what its secret holds, and leaves it alone from then on", async () => {
    const { pool, ports } = world([], { "secret/google": " given\n" });
    assert.deepEqual(await bring([google], ports), { ...nothing, created: ["Google"] });
    assert.equal(pool.get("Google")?.details["client_secret"], "given");
    assert.deepEqual(await bring([google], ports), { ...nothing, kept: ["Google"] });
  });

  it("brings another secret, another detail, and an attribute more or less", async () => {
    const { ports } = world([], { "secret/google": "given" });
    await bring([google], ports);
    for (const [what, change, secret] of [
      ["a secret", {}, "newly given"], ["a detail", { details: { ...google.details, client_id: "other" } }, "newly given"],
      ["an attribute more", { attributes: { email: "email", name: "name" } }, "newly given"], ["one less", { attributes: { name: "name" } }, "newly given"],
      ["another claim", { attributes: { name: "nickname" } }, "newly given"],
    ] as const) {
      const now = { ...google, details: { ...google.details, client_id: what === "a secret" ? "id" : "other" }, ...change };
      assert.deepEqual(await bring([now], { ...ports, secretOf: () => Promise.resolve(secret) }), { ...nothing, updated: ["Google"] }, what);
    }
  });

  it("removes whoever has left the settings, and leaves those without a secret to others", async () => {
    const saml = { name: "Workforce", type: "SAML", details: {}, attributes: {} };
    const { pool, ports } = world([saml, { name: "Facebook", type: "Facebook", details: {}, attributes: {} }], {});
    assert.deepEqual(await bring([], ports), { ...nothing, removed: ["Facebook"] });
    assert.deepEqual([...pool.keys()], ["Workforce"]);
  });

  it("makes one of another kind anew under its old name", async () => {
    const { pool, ports } = world([{ name: "Partner", type: "Google", details: {}, attributes: {} }], { "secret/google": "given" });
    assert.deepEqual(await bring([{ ...google, name: "Partner", type: "OIDC" }], ports), { ...nothing, created: ["Partner"], removed: ["Partner"] });
    assert.equal(pool.get("Partner")?.type, "OIDC");
  });

  it("does nothing at all while a secret is empty, and names each", async () => {
    const { pool, ports } = world([{ name: "Facebook", type: "Facebook", details: {}, attributes: {} }], { "secret/blank": "  " });
    await assert.rejects(bring([google, { ...google, secret: { name: "secret/blank", detail: "client_secret" } }], ports), {
      message: "secret/google, secret/blank holds nothing: put in what the provider has given, and deploy again",
    });
    assert.deepEqual([...pool.keys()], ["Facebook"]);
  });

  it("refuses a list that is none", () => {
    for (const text of ["no", "{}", '[{"name":"a"}]', JSON.stringify([{ ...google, details: { a: 1 } }]), JSON.stringify([{ ...google, secret: { name: "a" } }])]) {
      assert.throws(() => parseWanted(text), { message: "PROVIDERS is no list of providers: want for each its name, type, details, attributes and secret" });
    }
    assert.deepEqual(parseWanted(JSON.stringify([google])), [google]);
  });
});

describe("identity providers on AWS", () => {
  it("are made, changed and removed by what the role grants, out of the secret that settings name", async () => {
    const deployed = await deployedFunction("use2-identity-providers");
    const wanted = parseWanted(deployed.environment["PROVIDERS"] ?? "");
    assert.deepEqual(wanted.map(({ name, secret }) => [name, secret.name]), [["Google", "understudy-prod/secret/google"]]);
    const details = { client_id: "old", client_secret: "old", authorize_scopes: "email" };
    const stub = new SdkStub({
      "secretsmanager:GetSecretValue": { SecretString: "given" },
      "cognito-idp:ListIdentityProviders": [
        { Providers: [{ ProviderName: "Facebook", ProviderType: "Facebook" }], NextToken: "more" }, { Providers: [] },
        { Providers: [{ ProviderName: "Google", ProviderType: "Google" }] },
      ],
      "cognito-idp:CreateIdentityProvider": { IdentityProvider: {} }, "cognito-idp:UpdateIdentityProvider": { IdentityProvider: {} }, "cognito-idp:DeleteIdentityProvider": {},
      "cognito-idp:DescribeIdentityProvider": { IdentityProvider: { ProviderDetails: details, AttributeMapping: { username: "sub" } } },
    });
    const ports = providerPorts({ pools: stub.client(CognitoIdentityProviderClient, "us-east-2"), secrets: stub.client(SecretsManagerClient, "us-east-2") }, deployed.environment["USER_POOL_ID"] ?? "");
    assert.deepEqual(await bring(wanted, ports), { ...nothing, created: ["Google"], removed: ["Facebook"] });
    assert.deepEqual(await bring(wanted, ports), { ...nothing, updated: ["Google"] });
    const created = stub.sent.find(({ operation }) => operation === "CreateIdentityProvider");
    assert.deepEqual(JSON.parse(created?.request.body ?? ""), {
      UserPoolId: deployed.environment["USER_POOL_ID"], ProviderName: "Google", ProviderType: "Google",
      ProviderDetails: { client_id: "123456789012-example.apps.googleusercontent.com", authorize_scopes: "openid email profile", client_secret: "given" },
      AttributeMapping: { email: "email", email_verified: "email_verified", given_name: "given_name", family_name: "family_name" },
    });
    assert.deepEqual(deployed.covers(stub.sent), []);
  });

  it("find nothing in a secret that nobody has filled, and pass every other refusal on", async () => {
    const replies = (error: Error) => providerPorts({
      pools: new SdkStub().client(CognitoIdentityProviderClient), secrets: new SdkStub({ "secretsmanager:GetSecretValue": error }).client(SecretsManagerClient),
    }, "p");
    assert.equal(await replies(new ResourceNotFoundException({ message: "none", $metadata: {} })).secretOf("a"), undefined);
    await assert.rejects(replies(new Error("denied")).secretOf("a"), { message: "denied" });
    await assert.rejects(replies(new Error("")).pool.create({ name: "X", type: "Twitter", details: {}, attributes: {} }), {
      message: "a provider is of type Twitter: want one of Facebook, Google, LoginWithAmazon, OIDC, SAML, SignInWithApple",
    });
  });
});
