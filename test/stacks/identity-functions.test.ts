import assert from "node:assert/strict";
import { nameOf } from "../../tools/recorder/graph";
import { revealAll } from "../../tools/recorder/property";
import { type Change, refusal, stackFile } from "../support/settings";
import { inviter, otherInviter } from "../functions/shared/invitation";
import { recordedStack } from "../support/stacks";

type Config = Readonly<Record<string, string | { readonly lambdaArn: string; readonly lambdaVersion: string }>>;

const places = [["use2", "us-east-2", "aws-native:cognito:UserPool", "use2-identity-pool"],
  ["usw2", "us-west-2", "aws-native:cognito:UserPoolRegionalConfigurationAttachment", "usw2-identity-regional"]] as const;
const prod = stackFile("prod");
const keysOf = (value: unknown): string => Object.keys(value as object).join(", ");
const [secrets, groups] = [keysOf(prod["secrets"]), keysOf((prod["identity"] as { groups: object }).groups)];
const always = ["postAuthentication", "postConfirmation", "preAuthentication", "preSignUp", "preTokenGenerationConfig"];

async function triggersOf(stack: "dev" | "prod", set: readonly string[] = []) {
  const { graph: { resources } } = await recordedStack(stack, set);
  const inputsOf = (type: string, name: string) => revealAll(resources.find((state) => state.type === type && nameOf(state) === name)?.inputs ?? {});
  return { resources, configs: places.map(([, , type, name]) => (inputsOf(type, name)["lambdaConfig"] ?? {}) as Config) };
}

describe("functions around sign-in", () => {
  it("stand in each place, and are asked by the pool of that place alone", async () => {
    const { resources, configs } = await triggersOf("prod");
    for (const [rank, [place, region]] of places.entries()) {
      const arns = Object.values(configs[rank] ?? {}).map((value) => (typeof value === "string" ? value : value.lambdaArn));
      assert.deepEqual(arns.filter((arn) => !arn.startsWith(`arn:aws:lambda:${region}:`)), []);
      const permissions = resources.filter((state) => state.type === "aws:lambda/permission:Permission" && nameOf(state).startsWith(`${place}-identity-calls-`)).map(({ inputs }) => revealAll(inputs));
      assert.deepEqual([...new Set(permissions.map(({ sourceArn }) => String(sourceArn).replace(/us-east-2_\w{9}$/, "<pool>")))], [`arn:aws:cognito-idp:${region}:123456789012:userpool/<pool>`]);
      assert.deepEqual([...new Set(permissions.map(({ sourceAccount }) => sourceAccount))], ["123456789012"]);
      assert.deepEqual([permissions.length, arns.length], [9, 9]);
    }
  });

  it("are asked the same in both places", async () => {
    const { configs } = await triggersOf("prod");
    const moments = configs.map((config) => Object.keys(config).sort());
    const all = ["createAuthChallenge", "customMessage", "defineAuthChallenge", ...always, "verifyAuthChallengeResponse"];
    assert.deepEqual(moments, [all, all]);
    assert.deepEqual(configs.map((config) => (config["preTokenGenerationConfig"] as { lambdaVersion: string }).lambdaVersion), ["V2_0", "V2_0"]);
  });

  it("are left out where there is nothing to decide, or nobody to write as", async () => {
    const { configs } = await triggersOf("dev");
    assert.deepEqual(configs.map((config) => Object.keys(config).sort()), [always, always]);
  });

  it("are there in the first place alone where nobody comes in through the other, and take passwords only while users are taken over", async () => {
    const triggers = { ...prod["triggers"] as object, migration: { url: "https://old.example.com/users", secret: "signing" } };
    const identity = { ...prod["identity"] as object, replication: "off", sms: "off", recovery: ["email"], signIn: { ...(prod["identity"] as { signIn: object }).signIn, mfa: { enforcement: "off", methods: [] } } };
    const { resources, configs } = await triggersOf("prod", [`triggers=${JSON.stringify(triggers)}`, `identity=${JSON.stringify(identity)}`]);
    assert.equal("userMigration" in (configs[0] ?? {}), true);
    assert.deepEqual(configs[1], {});
    assert.deepEqual(resources.filter((state) => /^usw2-identity-(calls|sign|conf|adm|claims|chall|mess|migr)/.test(nameOf(state))), []);
    const flows = (states: typeof resources) => states.filter(({ type }) => type === "aws:cognito/userPoolClient:UserPoolClient")
      .filter(({ inputs }) => (inputs["explicitAuthFlows"] as string[]).includes("ALLOW_USER_PASSWORD_AUTH")).map((state) => nameOf(state)).sort();
    assert.deepEqual(flows(resources), ["use2-identity-client-android", "use2-identity-client-ios", "use2-identity-client-web"]);
    assert.deepEqual(flows((await recordedStack("prod")).graph.resources), []);
  });
});

describe("settings of functions around sign-in", () => {
  const noKey = "triggers.signUp.autoConfirm: publicKey is no public key on the curve P-256: want one as DER in base64, such as KMS hands out for a key ECC_NIST_P256";
  const byDomain = { by: "domain", domains: ["example.com"] };
  const invitation = { by: "invitation", publicKey: inviter().publicKey };
  const rows: readonly (readonly [flaw: string, changes: readonly Change[], said: readonly string[]])[] = [
    ["a group that is not there to join", [[["triggers", "signUp", "groups"], ["members"]]], [`triggers.signUp.groups is "members", want one of ${groups}, the groups of identity.groups`]],
    ["a key of invitations that is none", [[["triggers", "signUp", "autoConfirm"], { by: "invitation", publicKey: "A".repeat(120) }]], [noKey]],
    ["a key of invitations of another kind", [[["triggers", "signUp", "autoConfirm"], { by: "invitation", publicKey: otherInviter("P-384").publicKey }]], [noKey]],
    ["addresses that nobody proves where addresses keep people out, or others vouch for them", [[["triggers", "signUp"], { emailDomains: ["example.com"], autoConfirm: byDomain, groups: [] }]], [
      "triggers.signUp.autoConfirm: autoConfirm is by domain and emailDomains says whose addresses may sign up: want autoConfirm by invitation, or off, since an address that nobody proves keeps nobody out",
      "triggers.signUp.autoConfirm: autoConfirm is by domain and identity.providers vouch for people: want autoConfirm by invitation, or off, since an address that nobody proves may be that of somebody who comes by a provider",
    ]],
    ["confirmed sign-ups where nobody signs up", [[["triggers", "signUp", "autoConfirm"], invitation], [["identity", "signIn", "selfSignUp"], false]],
      ["triggers.signUp.autoConfirm: autoConfirm is on and identity.signIn.selfSignUp is false: want autoConfirm off, since nobody signs up, or people to sign up by themselves"]],
    ["confirmed addresses where people sign in by numbers alone", [[["triggers", "signUp", "autoConfirm"], invitation], [["identity", "signIn", "with"], ["phone"]]],
      ["triggers.signUp.autoConfirm: autoConfirm is on and identity.signIn.with has no email: want email in it, since an address is what is confirmed, or autoConfirm off"]],
    ["claims of a group that is not there", [[["triggers", "claims"], { admin: { role: "x" } }]], [`triggers.claims is "admin", want one of ${groups}, the groups of identity.groups`]],
    ["a claim of Cognito's own", [[["triggers", "claims"], { member: { sub: "x" } }]], ['triggers.claims.member is "sub", want another name, since Cognito keeps that claim for itself']],
    ["a claim that begins like Cognito's own", [[["triggers", "claims"], { member: { "cognito:groups": "x" } }]], ['triggers.claims.member is "cognito:groups", want another name, since Cognito keeps that claim for itself']],
    ["codes that nobody sends", [[["identity", "email"], { sender: "cognito" }], [["identity", "signIn", "mfa"], { enforcement: "off", methods: [] }]],
      ["triggers.challenge: challenge is on and identity.email.sender is cognito: want ses, since the platform sends the codes itself, or the challenge off"]],
    ["one factor where two are required", [[["triggers", "challenge", "first"], "nothing"], [["identity", "signIn", "mfa", "enforcement"], "required"], [["identity", "signIn", "firstFactors"], ["password", "passkey"]]],
      ["triggers.challenge: challenge.first is nothing and identity.signIn.mfa.enforcement is required: want password, since a code alone is one factor"]],
    ["a CAPTCHA without its secret", [[["triggers", "challenge", "captcha"], { url: "https://captcha.example.com/verify", siteKey: "s", secret: "captcha" }]],
      [`triggers.challenge.captcha.secret is "captcha", want one of ${secrets}, the secrets that there are`]],
    ["a migration without its secret", [[["triggers", "migration"], { url: "https://old.example.com/users", secret: "old" }]], [`triggers.migration.secret is "old", want one of ${secrets}, the secrets that there are`]],
    ["a migration over plain HTTP", [[["triggers", "migration"], { url: "http://old.example.com/users", secret: "signing" }]], ['triggers.migration.url is "http://old.example.com/users", want an address such as `https://www.example.com/verify`']],
  ];
  it("take invitations, and addresses that nobody proves where nothing hangs on them", () => {
    const confirms = (autoConfirm: object) => [["triggers", "signUp", "autoConfirm"], autoConfirm] as const;
    assert.deepEqual([refusal(confirms(invitation)), refusal(confirms(byDomain), [["identity", "providers"], {}])], [[], []]);
  });

  for (const [flaw, changes, said] of rows) it(`refuse ${flaw}`, () => assert.deepEqual(refusal(...changes), said));
});
