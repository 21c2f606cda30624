import assert from "node:assert/strict";
import { poolProblems, type PoolPlan } from "../../../components/identity/problems";
import { spec } from "./fixture";

const sound: PoolPlan = { spec, issuer: "original", email: { sender: "cognito" }, keyArn: "arn:key", replication: { kind: "native", region: "us-west-2" } };
const passkeys = { relyingPartyId: "login.app.example.com", userVerification: "required", countsAsTwoFactors: false } as const;
const ses = { sender: "ses", identityArn: "arn:identity", from: "a@example.com" } as const;

type Row = readonly [flaw: string, change: Partial<PoolPlan>, said: readonly string[]];

const rows: readonly Row[] = [
  ["a lite pool that is replicated", { spec: { ...spec, plan: "lite", password: { ...spec.password, history: 0 } } },
    ["replication is native and plan is lite: want the plan essentials or plus, since AWS replicates no lite pool; or replication off"]],
  ["what the lite plan lacks", { replication: { kind: "off" }, issuer: "updated", spec: { ...spec, plan: "lite", firstFactors: ["password", "email-code"] } }, [
    "firstFactors is password, email-code and plan is lite: want the plan essentials or plus, which have that",
    "password.history is 5 and plan is lite: want the plan essentials or plus, which have that",
    "issuer is updated and plan is lite: want the plan essentials or plus, which have that",
  ]],
  ["a watch for threats without the plan for it", { spec: { ...spec, threats: "enforce" } },
    ["threats is enforce and plan is essentials: want the plan plus, which alone watches for threats, or off"]],
  ["a replica without a key", { keyArn: undefined }, ["replication is native and there is no key: want a multi-Region key with a replica in the other place"]],
  ["a region without replicas", { replication: { kind: "native", region: "ca-west-1" } }, [
    "replication is native and Cognito replicates no user pool in ca-west-1: want one of ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, "
    + "ap-southeast-2, ca-central-1, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, sa-east-1, us-east-1, us-east-2, us-west-1, us-west-2, or replication off",
  ]],
  ["TOTP alone before a replica", { spec: { ...spec, mfa: { enforcement: "optional", methods: ["totp"] } } },
    ["mfa.methods is totp alone and replication is native: a replica takes no TOTP, so want email or sms beside it, for those who have to sign in while the first place is lost"]],
  ["no password", { spec: { ...spec, firstFactors: ["email-code"] } }, ["firstFactors has no password: want it beside the others, since Cognito insists on it"]],
  ["passkeys without a domain", { spec: { ...spec, firstFactors: ["password", "passkey"] } },
    ["firstFactors has passkey and there is nothing under passkeys: want the domain that they are made for, and how they know their holder"]],
  ["passkeys that nobody may use", { spec: { ...spec, passkeys } }, ["passkeys are described and firstFactors has no passkey: want it there, or no passkeys"]],
  ["single factors where two are required", { email: ses, spec: {
    ...spec, recovery: ["email"], firstFactors: ["password", "passkey", "email-code"], passkeys, mfa: { enforcement: "required", methods: ["totp", "sms"] },
  }, sms: {} }, ["mfa.enforcement is required and firstFactors has passkey, email-code: want factors that are followed by a second one, or a passkey that counts for two"]],
  ["a second factor without a method", { spec: { ...spec, mfa: { enforcement: "optional", methods: [] } } },
    ["mfa.enforcement is optional and mfa.methods is empty: want at least one method"]],
  ["methods without a second factor", { spec: { ...spec, mfa: { enforcement: "off", methods: ["totp"] } } },
    ["mfa.enforcement is off and mfa.methods is totp: want no method, or optional"]],
  ["texts that nobody sends", { spec: { ...spec, signInWith: ["phone"], firstFactors: ["password", "sms-code"], mfa: { enforcement: "optional", methods: ["sms"] } } }, [
    "signInWith or recovery has phone and sms is off: want a way to send text messages",
    "mfa.methods has sms and sms is off: want a way to send text messages",
    "firstFactors has sms-code and sms is off: want a way to send text messages",
  ]],
  ["second factors from AWS's own address", { sms: {}, spec: { ...spec, recovery: ["email", "phone"], mfa: { enforcement: "optional", methods: ["email"] } } },
    ["mfa.methods has email and email.sender is cognito: want ses, since Cognito sends no second factors from its own address"]],
  ["one address for the second factor and the way back", { email: ses, spec: { ...spec, mfa: { enforcement: "optional", methods: ["email"] } } },
    ["mfa.methods has email and recovery is email alone: want phone as well, since one address cannot be both the second factor and the way back in"]],
  ["attributes that AWS does not take", { spec: { ...spec, customAttributes: {
    "Sub-Tier": { type: "flag", mutable: true, ownersChangeIt: false },
    level: { type: "number", min: 9, max: 1, mutable: true, ownersChangeIt: false },
    note: { type: "text", minLength: 0, maxLength: 2049, mutable: true, ownersChangeIt: false },
  } } }, [
    'a custom attribute is called "Sub-Tier": want 20 lower-case letters, digits and underscores at most, a letter first',
    "custom attribute level lies between 9 and 1: want a minimum that is not above the maximum",
    "custom attribute note has 0 to 2049 characters: want a maximum of 2048 or less, and not below the minimum",
  ]],
  ["passkeys for no domain, that count twice without knowing their holder", {
    spec: { ...spec, firstFactors: ["password", "passkey"], passkeys: { relyingPartyId: "login", userVerification: "preferred", countsAsTwoFactors: true } },
  }, [
    'passkeys are made for "login": want a domain such as login.app.example.com',
    "passkeys count for two factors and do not have to know their holder: want userVerification required, or one factor",
  ]],
];

describe("what a user pool refuses", () => {
  it("is nothing of a sound one", () => {
    assert.deepEqual(poolProblems(sound), []);
    assert.deepEqual(poolProblems({ ...sound, email: ses, sms: {}, spec: {
      ...spec, firstFactors: ["password", "passkey"], passkeys: { ...passkeys, countsAsTwoFactors: true }, recovery: ["email", "phone"], mfa: { enforcement: "required", methods: ["totp", "email"] },
    } }), []);
  });
  for (const [flaw, change, said] of rows) it(`is ${flaw}`, () => { assert.deepEqual(poolProblems({ ...sound, ...change }), said); });
});
