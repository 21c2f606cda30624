import assert from "node:assert/strict";
import { unfilled } from "../../stacks/placeholders";
import { configWith, refusal, settingsWith, stackFile, type Change } from "../support/settings";

const prod = stackFile("prod");

/** What is said about the identity of prod with some values replaced. */
const onIdentity = (...changes: readonly Change[]): string[] =>
  refusal(...changes).filter((line) => line.startsWith("identity")).map((line) => line.replace(/^identity(: |\.)?/, ""));

const at = (...path: readonly string[]): string[] => ["identity", ...path];
const lite: readonly Change[] = [
  [at("plan"), "lite"], [at("signIn", "firstFactors"), ["password"]], [at("signIn", "passkeys"), undefined], [at("signIn", "mfa", "methods"), ["totp", "sms"]],
  [at("password", "history"), 0], [at("threats"), "off"],
];
const off: Change = [at("replication"), "off"];
const saml = { kind: "saml", metadataUrl: "https://sts.example.com/m.xml", signOut: true, attributes: { email: "mail" } };
const google = { kind: "google", clientId: "id", secret: "google", scopes: ["email"], attributes: { email: "email" } };
const providers = (value: unknown): Change => [at("providers"), value];

describe("settings of identity", () => {
  for (const [what, changes] of [
    ["the cheapest plan without a replica", [...lite, off, [at("sms"), { use2: prodSms() }]]],
    ["the updated issuer where people get no credentials", [[at("issuer"), "updated"], [at("credentials"), "off"]]],
    ["a passkey that counts for two where a second factor is required", [[at("signIn", "mfa", "enforcement"), "required"], [at("signIn", "firstFactors"), ["password", "passkey"]], [at("signIn", "passkeys", "countsAsTwoFactors"), true]]],
    ["nobody else who vouches for people", [providers({})]],
    ["one of every kind", [providers({
      Workforce: saml, Google: google, Facebook: { ...google, kind: "facebook" }, LoginWithAmazon: { ...google, kind: "amazon" },
      SignInWithApple: { ...google, kind: "apple", teamId: "ABCDE12345", keyId: "ABCDE12345" }, Partner: { ...google, kind: "oidc", issuer: "https://id.example.net" },
    })]],
  ] as readonly (readonly [string, readonly Change[]])[]) {
    it(`accept ${what}`, () => {
      assert.deepEqual(onIdentity(...changes), []);
    });
  }

  const rows: readonly (readonly [flaw: string, changes: readonly Change[], said: readonly string[]])[] = [
    ["a replica on the cheapest plan", lite,
      ["replication is native and plan is lite: want the plan essentials or plus, since AWS replicates no lite pool; or replication off"]],
    ["a replica in a region without", [[["places", 1, "region"], "ca-west-1"], [["places", 1, "zones"], ["ca-west-1a", "ca-west-1b", "ca-west-1d"]]],
      ["replication is native and Cognito replicates no user pool in ca-west-1: want one of ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, ap-southeast-2, ca-central-1, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, sa-east-1, us-east-1, us-east-2, us-west-1, us-west-2, or replication off"]],
    ["TOTP as the only second factor of a pool with a replica", [[at("signIn", "mfa", "methods"), ["totp"]]],
      ["mfa.methods is totp alone and replication is native: a replica takes no TOTP, so want email or sms beside it, for those who have to sign in while the first place is lost"]],
    ["an issuer that identity pools reject", [[at("issuer"), "updated"]],
      ["issuer is updated and credentials are on: want the issuer original, since an identity pool knows a user pool by that one, or credentials off"]],
    ["threat protection on another plan than plus", [[at("plan"), "essentials"]],
      ["threats is enforce and plan is essentials: want the plan plus, which alone watches for threats, or off"]],
    ["texts from nowhere in the replica", [[at("sms"), { use2: prodSms() }]], ["sms has nothing for usw2: want who texts are from there"]],
    ["second factors by mail of AWS's own", [[at("email"), { sender: "cognito" }]],
      ["mfa.methods has email and email.sender is cognito: want ses, since Cognito sends no second factors from its own address"]],
    ["a scope that no API has", [[at("clients", "server", "scopes"), ["https://api.example.com/none"]]],
      ['clients.server.scopes is "https://api.example.com/none", want one of https://api.example.com/notifications.send, which the resource servers have']],
    ["sign-in pages under a name that is none", [[at("login"), { kind: "custom", label: "x_y" }]], ['login.label is "x_y", want one label of a domain name, such as `api`']],
    ["a name of AWS's with a word of AWS's", [[at("login"), { kind: "prefix", prefix: "my-aws" }]],
      ['login: prefix is "my-aws": want up to 63 lower-case letters, digits and hyphens, without the words aws, amazon and cognito']],
    ["a designed page on the cheapest plan", [...lite, off, [at("sms"), { use2: prodSms() }], [at("branding"), { components: {} }]],
      ["branding is designed and plan is lite: want standard, since the older pages take no such design"]],
    ["Google under another name", [providers({ Gmail: google })], ["providers: Gmail is of kind google: want the name Google, which Cognito knows it by"]],
    ["a secret that is none, and one that the program made", [providers({ Google: { ...google, secret: "none" }, Partner: { ...google, kind: "oidc", issuer: "https://i", secret: "signing" } })],
      ['providers.Google.secret is "none", want one of the secrets of kind empty: google', 'providers.Partner.secret is "signing", want one of the secrets of kind empty: google']],
    ["an attribute that nobody fills, none of anybody's, and one that rights hang on", [providers({ Workforce: { ...saml, attributes: { mail: "mail", "custom:tier": "tier", "custom:none": "x" } } })], [
      'providers.Workforce.attributes is "mail", want a standard attribute of OpenID Connect, or `custom:` and one of identity.customAttributes',
      'providers.Workforce.attributes is "custom:tier", want an attribute with ownersChangeIt, since a provider writes as its people do',
      'providers.Workforce.attributes is "custom:none", want an attribute that stands under identity.customAttributes',
      "providers.Workforce.attributes: nothing fills email: want a claim for it, since everyone has to have one",
    ]],
    ["an attribute that stays as it was first", [providers({ Workforce: { ...saml, attributes: { email: "mail", "custom:team": "team" } } }),
      [at("customAttributes", "team"), { type: "text", minLength: 0, maxLength: 9, mutable: false, ownersChangeIt: true }]],
    ['providers.Workforce.attributes is "custom:team", want an attribute that is mutable, since every sign-in fills it anew']],
    ["groups that everybody of a provider would seem to be in", [[at("groups", "work"), { description: "Works", precedence: 40 }], [at("groups", "east"), { description: "East", precedence: 50 }],
      [at("groups", "qa"), { description: "Tests", precedence: 60 }]], [
      "groups: work is part of Workforce: want another name, since AWS puts whoever comes by a provider into a group named after pool and provider, and roles are found by parts of names",
      "groups: east is part of us-east-2: want another name, since AWS puts whoever comes by a provider into a group named after pool and provider, and roles are found by parts of names",
      "groups: qa may be part of a pool's ID: want 4 letters or more beside providers, since roles are found by parts of names",
    ]],
    ["a provider of no kind", [providers({ Chirper: { kind: "twitter" } })],
      ['providers.Chirper.kind is "twitter", want kind: saml, google, facebook, amazon, apple or oidc, with what belongs to it']],
  ];
  for (const [flaw, changes, said] of rows) {
    it(`refuse ${flaw}`, () => {
      assert.deepEqual(onIdentity(...changes), said);
    });
  }
});

/** Who texts are from in the first place of prod. */
function prodSms(): unknown {
  return (prod["identity"] as { readonly sms: { readonly use2: string } }).sms.use2;
}

describe("what an owner fills in for mail of the pool", () => {
  const why = (...changes: readonly Change[]): string | undefined =>
    unfilled(settingsWith(...changes), configWith(...changes)).find(({ setting }) => setting === "identity.email.identity")?.why;

  it("is the domain that the stack verifies, or one that its owner does", () => {
    const given = "a domain or address that SES has verified in each place";
    assert.deepEqual([why(), why([["messaging", "email"], "none"])], [`whom the pool's mail is from: \`domain.zone\`, which the stack verifies, or ${given}`, `whom the pool's mail is from: ${given}`]);
  });

  it("is nothing once the domain is somebody's, or AWS signs", () => {
    assert.equal(why([["identity", "email"], { sender: "ses", identity: "acme.dev", from: "Acme <no-reply@acme.dev>" }]), undefined);
    assert.equal(why([["identity", "email"], { sender: "cognito" }], [["identity", "signIn", "mfa"], { enforcement: "off", methods: [] }], [["triggers", "challenge"], "off"]), undefined);
  });
});
