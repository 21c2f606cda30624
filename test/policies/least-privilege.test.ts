import assert from "node:assert/strict";
import { unknownStringValue } from "../../policies/lib/sdk";
import { keyPoliciesNamePrincipals } from "../../policies/rules/least-privilege/key-policies-name-principals";
import { policiesNameActionsAndResources } from "../../policies/rules/least-privilege/policies-name-actions-and-resources";
import { rolesAreUsed } from "../../policies/rules/least-privilege/roles-are-used";
import { rolesTrustNamedServices } from "../../policies/rules/least-privilege/roles-trust-named-services";
import { cannotDecide, foreign, objection, verdict, type Sketch } from "./support";

const elsewhere = { type: "aws:sqs/queue:Queue" };
const text = (...statements: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

describe("least-privilege-policies-name-actions-and-resources", () => {
  const rule = policiesNameActionsAndResources;
  const policy = (...statements: readonly unknown[]): Sketch => ({ type: "aws:iam/rolePolicy:RolePolicy", props: { policy: text(...statements) } });
  const sound = { Sid: "Put", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::web-1/*" };
  const pass = {
    Sid: "Pass", Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::111122223333:role/task",
    Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
  };

  for (const [title, statement] of [
    ["named actions on named resources", sound],
    ["reads by prefix on a named resource", { ...sound, Action: ["s3:Get*", "s3:List*"] }],
    ["actions that take no resource", { ...sound, Action: ["ecr:GetAuthorizationToken", "XRAY:PutTraceSegments", "elasticloadbalancing:Describe*"], Resource: "*" }],
    ["everything that a tag narrows", { ...sound, Action: "ec2:StopInstances", Resource: "*", Condition: { StringEquals: { "aws:ResourceTag/app": "web" } } }],
    ["a role that is passed to one service", pass],
    ["a Deny of everything", { Effect: "Deny", NotAction: "s3:GetObject", Resource: "*" }],
    ["all tasks of one cluster", { ...sound, Action: "ecs:StopTask", Resource: "arn:aws:ecs:us-east-2:111122223333:task/web/*" }],
  ] as const) {
    it(`is silent about ${title}`, async () => {
      assert.deepEqual(await verdict(rule, policy(statement)), []);
    });
  }

  const actions = "want actions by name, or read actions by prefix (Get*, List*, Describe*).";
  for (const [statement, sentence] of [
    [{ ...sound, Action: "*" }, `Action of policy statement Put is "*", ${actions}`],
    [{ ...sound, Action: ["S3:*", "s3:GetObject"] }, `Action of policy statement Put is "S3:*", ${actions}`],
    [{ ...sound, Action: "*:GetObject" }, `Action of policy statement Put is "*:GetObject", ${actions}`],
    [{ ...sound, Action: "s3:Put*" }, `Action of policy statement Put is "s3:Put*", ${actions}`],
    [{ ...sound, Action: "s3:*Object" }, `Action of policy statement Put is "s3:*Object", ${actions}`],
    [{ ...sound, Resource: "*" }, 'Resource of policy statement Put is "*", want the ARNs that s3:GetObject, s3:PutObject need.'],
    [{ ...sound, Resource: ["arn:aws:s3:::web-1/*", "arn:aws:s3:::*"] }, 'Resource of policy statement Put is "arn:aws:s3:::*", want the ARNs that s3:GetObject, s3:PutObject need.'],
    [{ ...sound, Resource: "arn:aws:s3:::*/*" }, 'Resource of policy statement Put is "arn:aws:s3:::*/*", want the ARNs that s3:GetObject, s3:PutObject need.'],
    [{ ...sound, Action: ["kms:Decrypt", "ecr:GetAuthorizationToken"], Resource: "arn:aws:kms:*:111122223333:key/*" },
      'Resource of policy statement Put is "arn:aws:kms:*:111122223333:key/*", want the ARNs that kms:Decrypt needs.'],
    [{ Effect: "Allow", Action: ["a:A", "a:B", "a:C", "a:D", "a:E", "a:F"], Resource: "*" },
      'Resource of policy statement #1 is "*", want the ARNs that a:A, a:B, a:C, a:D, a:E and 1 more need.'],
    [{ ...sound, Resource: "*", Condition: { StringLikeIfExists: { "aws:ResourceTag/app": "web" } } },
      'Resource of policy statement Put is "*", want the ARNs that s3:GetObject, s3:PutObject need.'],
    [{ ...sound, Resource: "*", Condition: { StringLike: { "aws:ResourceTag/app": "*" } } },
      'Resource of policy statement Put is "*", want the ARNs that s3:GetObject, s3:PutObject need.'],
    [{ Sid: "Not", Effect: "Allow", NotAction: "iam:*", Resource: "arn:aws:s3:::web-1" }, "policy statement Not is an Allow with NotAction, want a list of what it allows."],
    [{ Sid: "Not", Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::web-1/*" }, "policy statement Not is an Allow with NotResource, want a list of what it allows."],
    [{ ...pass, Resource: "arn:aws:iam::111122223333:role/task-*" },
      'Resource of policy statement Pass is "arn:aws:iam::111122223333:role/task-*", want the ARN of each role that iam:PassRole may hand on.'],
    [{ ...pass, Condition: undefined }, "Condition of policy statement Pass is without iam:PassedToService, want the services that may receive the role."],
  ] as const) {
    it(`objects: ${sentence}`, async () => {
      assert.deepEqual(await verdict(rule, policy(statement)), [objection(rule, `subject: ${sentence}`)]);
    });
  }

  const everything = { Sid: "All", Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::web-1" };
  it("reads every kind of identity policy, as text or as a structure, with one statement or many", async () => {
    const wanted = [objection(rule, `subject: Action of policy statement All is "*", ${actions}`)];
    for (const type of ["aws:iam/policy:Policy", "aws:iam/rolePolicy:RolePolicy", "aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy"]) {
      assert.deepEqual(await verdict(rule, { type, props: { policy: { Statement: everything } } }), wanted);
      assert.deepEqual(await verdict(rule, { type, props: { policy: text(sound, everything) } }), wanted);
    }
  });
  it("reads the policies inside a role, and is silent about a role without any", async () => {
    const role = (inlinePolicies: unknown) => verdict(rule, { type: "aws:iam/role:Role", props: { inlinePolicies } });
    assert.deepEqual(await role([{ name: "a", policy: text(sound) }, { name: "b", policy: text(everything) }]),
      [objection(rule, `subject: Action of inlinePolicies[1].policy statement All is "*", ${actions}`)]);
    assert.deepEqual(await role([]), []);
  });
  it("objects to what is no document", async () => {
    for (const broken of ["{", "[]", "{}", "null", `{"Statement":[${JSON.stringify(everything)},"x"]}`]) {
      assert.deepEqual(await verdict(rule, { type: "aws:iam/policy:Policy", props: { policy: broken } }),
        [objection(rule, "subject: policy is not a policy document, want JSON with a Statement.")]);
    }
  });
  it("cannot decide on a document, or a part of one, that is not known yet, and judges the rest", async () => {
    assert.deepEqual(await verdict(rule, { type: "aws:iam/policy:Policy", props: { policy: unknownStringValue } }), [cannotDecide(rule, "policy of subject")]);
    assert.deepEqual(await verdict(rule, policy({ ...sound, Resource: `${unknownStringValue}/*` }, everything)), [
      objection(rule, `subject: Action of policy statement All is "*", ${actions}`),
      cannotDecide(rule, "policy.Statement[0].Resource of subject"),
    ]);
  });
  it("has no say about other types", async () => {
    assert.deepEqual(await verdict(rule, elsewhere), [foreign(rule)]);
  });
});

describe("least-privilege-roles-trust-named-services", () => {
  const rule = rolesTrustNamedServices;
  const role = (...statements: readonly unknown[]): Sketch => ({
    type: "aws:iam/role:Role", props: { assumeRolePolicy: text(...statements) }, provider: { allowedAccountIds: ["111122223333"] },
  });
  const of = (principal: unknown, condition?: unknown, action = "sts:AssumeRole") =>
    ({ Sid: "Assume", Effect: "Allow", Principal: principal, Action: action, ...(condition !== undefined && { Condition: condition }) });
  const task = { Service: "ecs-tasks.amazonaws.com" };
  const github = { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" };
  const web = "sts:AssumeRoleWithWebIdentity";
  const token = "token.actions.githubusercontent.com";

  for (const [title, statement] of [
    ["tasks of one account", of(task, { StringEquals: { "aws:SourceAccount": "111122223333" } })],
    ["tasks of one account, by ARN", of(task, { ArnLike: { "AWS:SourceArn": "arn:aws:ecs:us-east-2:111122223333:*" } })],
    ["a service that does not say for whom it acts", of({ Service: "lambda.amazonaws.com" })],
    ["an identity of its own account", of({ AWS: "arn:aws:iam::111122223333:role/deploy" })],
    ["another account that gives an external ID", of({ AWS: "999988887777" }, { StringEquals: { "sts:ExternalId": "x" } })],
    ["one repository", of(github, { StringEquals: { [`${token}:aud`]: "sts.amazonaws.com", [`${token}:sub`]: "repo:a/b:ref:refs/heads/main" } }, web)],
    ["a Deny of everybody", { Effect: "Deny", NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/deploy" }, Action: "sts:*" }],
  ] as const) {
    it(`is silent about ${title}`, async () => {
      assert.deepEqual(await verdict(rule, role(statement)), []);
    });
  }

  const prefix = "of assumeRolePolicy statement Assume is";
  const source = "aws:SourceAccount, or aws:SourceArn with an account";
  for (const [statement, sentence] of [
    [of("*"), `Principal ${prefix} "*", want principals by name.`],
    [of({ AWS: ["*"] }), `Principal ${prefix} "*", want principals by name.`],
    [of({ Service: "*.amazonaws.com" }), `Principal ${prefix} "*.amazonaws.com", want principals by name.`],
    [of(task), `Condition ${prefix} open to every customer of ecs-tasks.amazonaws.com, want ${source}.`],
    [of({ Service: ["lambda.amazonaws.com", "vpc-flow-logs.amazonaws.com"] }), `Condition ${prefix} open to every customer of vpc-flow-logs.amazonaws.com, want ${source}.`],
    [of(task, { StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } }), `Condition ${prefix} open to every customer of ecs-tasks.amazonaws.com, want ${source}.`],
    [of(task, { ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-2:*:*" } }), `Condition ${prefix} open to every customer of ecs-tasks.amazonaws.com, want ${source}.`],
    [of(task, { ArnLike: { "aws:SourceArn": ["arn:aws:ecs:us-east-2:111122223333:*", "arn:aws:ecs:us-east-2:*:*"] } }),
      `Condition ${prefix} open to every customer of ecs-tasks.amazonaws.com, want ${source}.`],
    [of({ AWS: "arn:aws:iam::999988887777:root" }), `Principal ${prefix} "arn:aws:iam::999988887777:root", want an account of the provider's allowedAccountIds, or a condition on sts:ExternalId.`],
    [of({ Service: "lambda.amazonaws.com" }, undefined, "sts:*"), `Action ${prefix} "sts:*", want sts:AssumeRole, or the one action that it needs.`],
    [of(github, { StringEquals: { [`${token}:aud`]: "sts.amazonaws.com" } }, web), `Condition ${prefix} open to any sub, want a condition on sub that names it.`],
    [of(github, { StringEquals: { [`${token}:aud`]: "sts.amazonaws.com" }, StringLike: { [`${token}:sub`]: "*:ref:main" } }, web),
      `Condition ${prefix} "*:ref:main", want a sub that starts with a name.`],
    [of({ Federated: "cognito-identity.amazonaws.com" }, { StringEquals: { "cognito-identity.amazonaws.com:aud": "pool" } }, web),
      `Condition ${prefix} open to any amr, want a condition on amr that names it.`],
    [{ Sid: "Assume", Effect: "Allow", NotPrincipal: { AWS: "a" }, Action: "sts:AssumeRole" }, "assumeRolePolicy statement Assume is an Allow with NotPrincipal, want the principals by name."],
  ] as const) {
    it(`objects: ${sentence}`, async () => {
      assert.deepEqual(await verdict(rule, role(statement)), [objection(rule, `subject: ${sentence}`)]);
    });
  }
  it("knows the accounts of its provider, in whichever form they come, and those in its settings", async () => {
    const sketch = role(of({ AWS: "999988887777" }));
    assert.equal((await verdict(rule, sketch)).length, 1);
    for (const allowedAccountIds of ['["999988887777"]', ["999988887777"]]) {
      assert.deepEqual(await verdict(rule, { ...sketch, provider: { allowedAccountIds } }), []);
    }
  });
  it("cannot decide on a principal that is not known yet, since a name may turn out to be anybody's", async () => {
    assert.deepEqual(await verdict(rule, role(of({ AWS: unknownStringValue }))), [cannotDecide(rule, "assumeRolePolicy.Statement[0].Principal.AWS of subject")]);
    assert.deepEqual(await verdict(rule, { type: "aws:iam/role:Role", props: { assumeRolePolicy: unknownStringValue } }), [cannotDecide(rule, "assumeRolePolicy of subject")]);
  });
  it("has no say about other types", async () => {
    assert.deepEqual(await verdict(rule, elsewhere), [foreign(rule)]);
  });
});

describe("least-privilege-key-policies-name-principals", () => {
  const rule = keyPoliciesNamePrincipals;
  const key = (...statements: readonly unknown[]): Sketch => ({ type: "aws:kms/key:Key", props: { policy: text(...statements) } });
  const of = (principal: unknown, action: unknown, condition?: unknown) =>
    ({ Sid: "Use", Effect: "Allow", Principal: principal, Action: action, Resource: "*", ...(condition !== undefined && { Condition: condition }) });
  const logs = { Service: "logs.us-east-2.amazonaws.com" };

  for (const [title, statement] of [
    ["everything for the account", of({ AWS: "arn:aws:iam::111122223333:root" }, "kms:*")],
    ["named actions for a role", of({ AWS: "arn:aws:iam::111122223333:role/task" }, ["kms:Decrypt", "kms:GenerateDataKey*"])],
    ["a service that is tied to its log groups", of(logs, "kms:Decrypt", { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-2:111122223333:*" } })],
    ["everybody of one account, through one service", of({ AWS: "*" }, "kms:Decrypt", { StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "s3.us-east-2.amazonaws.com" } })],
    ["a Deny for everybody", { Effect: "Deny", Principal: "*", Action: "kms:ScheduleKeyDeletion", Resource: "*" }],
  ] as const) {
    it(`is silent about ${title}`, async () => {
      assert.deepEqual(await verdict(rule, key(statement)), []);
    });
  }
  const prefix = "of policy statement Use is";
  for (const [statement, sentence] of [
    [of("*", "kms:Decrypt"), `Principal ${prefix} "*", want principals by name, or a condition on their account, role or organization.`],
    [of({ AWS: "*" }, "kms:Decrypt", { StringEquals: { "kms:ViaService": "s3.us-east-2.amazonaws.com" } }),
      `Principal ${prefix} "*", want principals by name, or a condition on their account, role or organization.`],
    [of({ AWS: "arn:aws:iam::111122223333:role/task" }, ["kms:Decrypt", "KMS:*"]), `Action ${prefix} kms:* for "arn:aws:iam::111122223333:role/task", want named actions for everyone but the account itself.`],
    [of(logs, "kms:Decrypt"), `Condition ${prefix} open to every customer of logs.us-east-2.amazonaws.com, want an encryption context, a source account or a source ARN.`],
    [{ Sid: "Use", Effect: "Allow", NotPrincipal: { AWS: "a" }, Action: "kms:Decrypt", Resource: "*" }, "policy statement Use is an Allow with NotPrincipal, want a list of what it allows, and to whom."],
  ] as const) {
    it(`objects: ${sentence}`, async () => {
      for (const type of ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/keyPolicy:KeyPolicy"]) {
        assert.deepEqual(await verdict(rule, { ...key(statement), type }), [objection(rule, `subject: ${sentence}`)]);
      }
    });
  }
  it("cannot decide on what is not known yet", async () => {
    assert.deepEqual(await verdict(rule, { type: "aws:kms/key:Key", props: { policy: unknownStringValue } }), [cannotDecide(rule, "policy of subject")]);
    assert.deepEqual(await verdict(rule, key(of({ AWS: unknownStringValue }, "kms:Decrypt"))), [cannotDecide(rule, "policy.Statement[0].Principal.AWS of subject")]);
  });
  it("has no say about a key that leaves its policy to AWS, nor about other types", async () => {
    assert.deepEqual(await verdict(rule, { type: "aws:kms/key:Key" }),
      ["not applicable: AWS gives a key without a policy to its account, whose identity policies then decide."]);
    assert.deepEqual(await verdict(rule, elsewhere), [foreign(rule)]);
  });
});

describe("least-privilege-roles-are-used", () => {
  const rule = rolesAreUsed, arn = "arn:aws:iam::111122223333:role/task";
  const role: Sketch = { type: "aws:iam/role:Role", name: "task", props: { arn, assumeRolePolicy: text({ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }) } };
  const user = (props: NonNullable<Sketch["props"]>): Sketch => ({ type: "aws:ecs/taskDefinition:TaskDefinition", name: "user", props });

  for (const [title, props] of [
    ["has it", { taskRoleArn: arn }],
    ["has it inside of JSON", { containerDefinitions: JSON.stringify([{ environment: [{ name: "ROLE", value: arn }] }]) }],
    ["has it inside of JSON inside of JSON", { containerDefinitions: JSON.stringify([{ environment: [{ name: "ROLES", value: JSON.stringify([arn]) }] }]) }],
  ] as const) {
    it(`is silent about a role whose user ${title}`, async () => {
      assert.deepEqual(await verdict(rule, role, user(props)), []);
    });
  }
  for (const [title, props] of [
    ["a role whose ARN another's begins with", { taskRoleArn: `${arn}-of-others` }],
    ["one whose ARN begins another's inside of JSON", { containerDefinitions: JSON.stringify([{ environment: [{ name: "ROLE", value: `${arn}-of-others` }] }]) }],
  ] as const) {
    it(`objects to ${title}`, async () => {
      assert.deepEqual(await verdict(rule, role, user(props)), [`advisory: ${objection(rule, "task: its user is nobody in the stack, want a task, a function, a service.")}`]);
    });
  }
});
