import assert from "node:assert/strict";
import { noTriggers, RegionalSettings, SmsSender, UserPool, type UserPoolArgs } from "../../../components/identity";
import { record, value } from "../../support/record";
import { spec, use2, usw2 } from "./fixture";

const args: UserPoolArgs = {
  poolName: "understudy-test", spec, issuer: "original", keyArn: "arn:key", email: { sender: "cognito" }, triggers: noTriggers,
  replication: { kind: "native", region: "us-west-2", tagsAtBirth: { place: "usw2" }, after: [] }, deletionProtection: true,
};
const pool = {
  userPoolName: "understudy-test", userPoolTier: "ESSENTIALS", usernameAttributes: ["email"], usernameConfiguration: { caseSensitive: false },
  autoVerifiedAttributes: ["email"], userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ["email"] },
  adminCreateUserConfig: { allowAdminCreateUserOnly: false }, accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
  schema: [], mfaConfiguration: "OFF", deletionProtection: "ACTIVE", emailConfiguration: { emailSendingAccount: "COGNITO_DEFAULT" },
  policies: {
    passwordPolicy: {
      minimumLength: 14, temporaryPasswordValidityDays: 3, passwordHistorySize: 5,
      requireLowercase: false, requireUppercase: false, requireNumbers: true, requireSymbols: false,
    },
    signInPolicy: { allowedFirstAuthFactors: ["PASSWORD"] },
  },
  keyConfiguration: { keyType: "CUSTOMER_MANAGED_KEY", kmsKeyArn: "arn:key" }, issuerConfiguration: { type: "ORIGINAL" },
};
const type = "aws-native:cognito:UserPool";
const build = (change: Partial<UserPoolArgs> = {}) => record((opts) => new UserPool("use2-identity-pool", { ...args, ...change }, opts));

describe("UserPool", () => {
  it("asks for the pool and its replica, and for nothing else", async () => {
    const { graph, result } = await build();
    assert.deepEqual(graph.all.map((each) => [each.type, each.name, each.inputs]), [
      [type, "use2-identity-pool", pool],
      ["aws-native:cognito:UserPoolReplica", "use2-identity-pool-replica",
        { userPoolId: await value(result.userPoolId), regionName: "us-west-2", userPoolTagsAtCreate: { place: "usw2" } }],
      ["understudy:identity:UserPool", "use2-identity-pool", {}],
    ]);
  });

  it("never makes a replica anew since its first tags have changed", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.one("aws-native:cognito:UserPoolReplica", "use2-identity-pool-replica").options.ignoreChanges, ["userPoolTagsAtCreate"]);
  });

  it("has neither key nor replica nor anything newer on the cheapest plan", async () => {
    const { graph } = await build({ keyArn: undefined, replication: { kind: "off" }, spec: { ...spec, plan: "lite", password: { ...spec.password, history: 0 } } });
    const { keyConfiguration, issuerConfiguration, policies, ...rest } = pool;
    const { passwordHistorySize, ...password } = policies.passwordPolicy;
    assert.deepEqual([passwordHistorySize, keyConfiguration.keyType, issuerConfiguration.type], [5, "CUSTOMER_MANAGED_KEY", "ORIGINAL"]);
    assert.deepEqual(graph.inputs(type), { "use2-identity-pool": { ...rest, userPoolTier: "LITE", policies: { passwordPolicy: password } } });
  });

  it("says in AWS's words who proves what, and who is asked", async () => {
    const { graph } = await record((opts) => {
      const sms = new SmsSender("use2-identity-sms", { place: use2, originator: "pool/pool-1", externalId: "understudy-test" }, opts);
      return new UserPool("use2-identity-pool", {
        ...args, sms, email: { sender: "ses", identityArn: "arn:identity", from: "a@example.com", replyTo: "b@example.com", configurationSet: "set" },
        triggers: { functionArns: { preSignUp: "arn:pre", preTokenGeneration: "arn:token" }, ready: [] },
        spec: {
          ...spec, plan: "plus", threats: "enforce", signInWith: ["email", "phone"], recovery: [], selfSignUp: false, devices: "if-the-user-agrees",
          firstFactors: ["password", "passkey", "email-code", "sms-code"], mfa: { enforcement: "optional", methods: ["totp", "email", "sms"] },
          passkeys: { relyingPartyId: "login.example.com", userVerification: "required", countsAsTwoFactors: true },
          requiredAttributes: ["name", "email"], customAttributes: {
            tier: { type: "text", minLength: 1, maxLength: 9, mutable: true, ownersChangeIt: false }, level: { type: "number", min: 0, max: 9, mutable: false, ownersChangeIt: false },
            staff: { type: "flag", mutable: true, ownersChangeIt: false }, since: { type: "time", mutable: true, ownersChangeIt: false },
          },
        },
      }, opts);
    });
    const role = graph.one("aws:iam/role:Role", "use2-identity-sms");
    assert.deepEqual(graph.inputs(type)["use2-identity-pool"], {
      ...pool, userPoolTier: "PLUS", usernameAttributes: ["email", "phone_number"], autoVerifiedAttributes: ["email", "phone_number"],
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ["email", "phone_number"] },
      adminCreateUserConfig: { allowAdminCreateUserOnly: true }, accountRecoverySetting: { recoveryMechanisms: [{ name: "admin_only", priority: 1 }] },
      deviceConfiguration: { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: true },
      policies: { ...pool.policies, signInPolicy: { allowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP", "SMS_OTP"] } },
      mfaConfiguration: "OPTIONAL", enabledMfas: ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP", "SMS_MFA"],
      webAuthnRelyingPartyId: "login.example.com", webAuthnUserVerification: "required", webAuthnFactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION",
      userPoolAddOns: { advancedSecurityMode: "ENFORCED", advancedSecurityAdditionalFlows: { customAuthMode: "ENFORCED" } },
      emailConfiguration: { emailSendingAccount: "DEVELOPER", sourceArn: "arn:identity", from: "a@example.com", replyToEmailAddress: "b@example.com", configurationSet: "set" },
      smsConfiguration: { eumsSms: {
        callerArn: role.outputs["arn"], externalId: "understudy-test", originationIdentity: "arn:aws:sms-voice:us-east-2:111122223333:pool/pool-1", region: "us-east-2",
      } },
      lambdaConfig: { preSignUp: "arn:pre", preTokenGenerationConfig: { lambdaArn: "arn:token", lambdaVersion: "V2_0" } },
      schema: [
        { name: "email", required: true, mutable: true }, { name: "name", required: true, mutable: true },
        { name: "tier", mutable: true, attributeDataType: "String", stringAttributeConstraints: { minLength: "1", maxLength: "9" } },
        { name: "level", mutable: false, attributeDataType: "Number", numberAttributeConstraints: { minValue: "0", maxValue: "9" } },
        { name: "staff", mutable: true, attributeDataType: "Boolean" }, { name: "since", mutable: true, attributeDataType: "DateTime" },
      ],
    });
  });

  it("does something about threats only where it should", async () => {
    const optional = { enforcement: "optional", methods: ["totp", "email"] } as const;
    const risk = async (threats: "audit" | "enforce", mfa: typeof spec.mfa = optional): Promise<unknown> =>
      (await build({ email: { sender: "ses", identityArn: "arn:ses", from: "a@example.com" }, spec: { ...spec, recovery: [], plan: "plus", threats, mfa } })).graph.inputs("aws:cognito/riskConfiguration:RiskConfiguration")["use2-identity-pool"];
    const expected = (stolen: string, low: string, high: string) => ({
      userPoolId: "use2-identity-pool-userPoolId",
      compromisedCredentialsRiskConfiguration: { eventFilters: ["PASSWORD_CHANGE", "SIGN_IN", "SIGN_UP"], actions: { eventAction: stolen } },
      accountTakeoverRiskConfiguration: { actions: {
        lowAction: { eventAction: low, notify: false }, mediumAction: { eventAction: low, notify: false }, highAction: { eventAction: high, notify: false },
      } },
    });
    assert.deepEqual(await risk("enforce"), expected("BLOCK", "MFA_IF_CONFIGURED", "MFA_REQUIRED"));
    assert.deepEqual(await risk("audit"), expected("NO_ACTION", "NO_ACTION", "NO_ACTION"));
    assert.deepEqual(await risk("enforce", { enforcement: "off", methods: [] }), expected("BLOCK", "NO_ACTION", "BLOCK"));
    const off = (await build({ spec: { ...spec, plan: "plus", threats: "off" } })).graph;
    assert.deepEqual([off.inputs(type)["use2-identity-pool"]?.["userPoolAddOns"], off.inputs("aws:cognito/riskConfiguration:RiskConfiguration")], [{ advancedSecurityMode: "OFF" }, {}]);
  });

  it("refuses what Cognito would, all at once", async () => {
    await assert.rejects(build({ keyArn: undefined, spec: { ...spec, firstFactors: [] } }), { message: [
      "replication is native and there is no key: want a multi-Region key with a replica in the other place",
      "firstFactors has no password: want it beside the others, since Cognito insists on it",
    ].join("\n") });
  });
});

describe("RegionalSettings", () => {
  it("make the replica active with mail, texts, functions and tags of its own place", async () => {
    const { graph } = await record((opts) => new RegionalSettings("usw2-identity-regional", {
      userPoolId: "us-east-2_a", replica: [], plan: "plus", email: { sender: "cognito" }, tags: { place: "usw2" },
      sms: new SmsSender("usw2-identity-sms", { place: usw2, originator: "pool/pool-2", externalId: "understudy-test" }, opts),
      triggers: { functionArns: { postAuthentication: "arn:post" }, ready: [] },
    }, opts));
    assert.deepEqual(graph.inputs("aws-native:cognito:UserPoolRegionalConfigurationAttachment"), { "usw2-identity-regional": {
      userPoolId: "us-east-2_a", status: "ACTIVE", emailConfiguration: { emailSendingAccount: "COGNITO_DEFAULT" }, userPoolTags: { place: "usw2" },
      lambdaConfig: { postAuthentication: "arn:post" },
      smsConfiguration: { eumsSms: {
        callerArn: graph.one("aws:iam/role:Role", "usw2-identity-sms").outputs["arn"], externalId: "understudy-test",
        originationIdentity: "arn:aws:sms-voice:us-west-2:111122223333:pool/pool-2", region: "us-west-2",
      } },
    } });
  });
});

describe("SmsSender", () => {
  it("is taken up by pools of its account and stack alone, and sends from one origin", async () => {
    const { graph } = await record((opts) => new SmsSender("use2-identity-sms", { place: use2, originator: "pool/pool-1", externalId: "understudy-test" }, opts));
    assert.deepEqual(graph.one("aws:iam/role:Role", "use2-identity-sms").inputs["assumeRolePolicy"], { Version: "2012-10-17", Statement: [{
      Sid: "Assume", Effect: "Allow", Principal: { Service: "cognito-idp.amazonaws.com" }, Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333", "sts:ExternalId": "understudy-test" },
        ArnLike: { "aws:SourceArn": "arn:aws:cognito-idp:us-east-2:111122223333:userpool/*" },
      },
    }] });
    assert.deepEqual(graph.one("aws:iam/rolePolicy:RolePolicy", "use2-identity-sms").inputs["policy"], { Version: "2012-10-17", Statement: [{
      Sid: "SendTexts", Effect: "Allow", Action: ["sms-voice:SendTextMessage"], Resource: ["arn:aws:sms-voice:us-east-2:111122223333:pool/pool-1"],
    }] });
  });
});
