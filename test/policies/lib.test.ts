import assert from "node:assert/strict";
import { isWorld } from "../../policies/lib/cidr";
import { parseDocument, pins } from "../../policies/lib/document";
import { show } from "../../policies/lib/finding";
import { namesNothing } from "../../policies/lib/resource-pattern";
import { unknownCheckingProxy, unknownStringValue } from "../../policies/lib/sdk";
import { numbers, settingsOf, strings, type SettingsSchema } from "../../policies/lib/settings";
import { isUnscoped } from "../../policies/lib/iam/catalogue";
import { at, isSet, list, reveal, revealProperties, text, Unknown } from "../../policies/lib/value";

describe("reveal", () => {
  it("turns the SDK's proxy, which throws on an unknown, into plain data that holds it", () => {
    const inputs = unknownCheckingProxy({ a: { b: [1, unknownStringValue, "x"] }, c: unknownStringValue, d: null, e: `${unknownStringValue}/*` });
    assert.deepEqual(revealProperties(inputs), { a: { b: [1, new Unknown("a.b[1]"), "x"] }, c: new Unknown("c"), d: null, e: new Unknown("e") });
  });
  it("leaves JSON that holds an unknown for its reader", () => {
    const json = JSON.stringify({ a: unknownStringValue });
    assert.equal(reveal(json), json);
  });
});

describe("at", () => {
  const value = reveal({ a: [{ b: 1 }], c: unknownStringValue });

  it("finds what is there, undefined where nothing is, and the unknown that is in the way", () => {
    assert.deepEqual([at(value, "a", 0, "b"), at(value, "a", "b"), at(value, "x", "y"), at("text", "length"), at(value, "c", "d", 0)],
      [1, undefined, undefined, undefined, new Unknown("c")]);
  });
});

describe("list and isSet", () => {
  it("take one for many, and nothing for none", () => {
    assert.deepEqual([list("a"), list(["a", "b"]), list(null), list(undefined)], [["a"], ["a", "b"], [], []]);
    assert.deepEqual([undefined, null, "", 0, false, new Unknown("a")].map(isSet), [false, false, false, true, true, true]);
  });
});

describe("text", () => {
  it("is the word that a value is written as, and empty where it is none", () => {
    assert.deepEqual(["a", 6, false, null, undefined, ["a"], new Unknown("a")].map(text), ["a", "6", "false", "", "", "", ""]);
  });
});

describe("show", () => {
  it("is short, and says when there is nothing", () => {
    assert.deepEqual([show(undefined), show(""), show(false), show(new Unknown("a")), show("x".repeat(200)).length], ["not set", "not set", "false", "not known yet", 81]);
  });
});

describe("settingsOf", () => {
  const schema = { ports: { type: "array" as const, items: { type: "integer" as const }, default: [80, 443] }, names: { type: "array" as const, items: { type: "string" as const }, default: [] } } satisfies SettingsSchema;

  it("fills in defaults, which the SDK leaves to the engine", () => {
    const defaults = settingsOf(schema, {});
    assert.deepEqual([numbers(defaults, "ports"), strings(defaults, "names")], [[80, 443], []]);
    assert.deepEqual(numbers(settingsOf(schema, { ports: [8443] }), "ports"), [8443]);
    assert.deepEqual(settingsOf(undefined, {}), {});
  });
});

describe("isWorld", () => {
  for (const blocks of [["0.0.0.0/0"], ["::/0"], ["0.0.0.0/1", "128.0.0.0/1"], ["2000::/3"], ["2a06:98c0::/29"], ["52.0.0.0/7"], ["3.0.0.0/8", "4.0.0.0/8"], ["10.0.0.0/8", "0.0.0.0/0"]]) {
    it(`is ${blocks.join(", ")}`, () => { assert.equal(isWorld(blocks), true); });
  }
  for (const blocks of [[], ["10.0.0.0/8"], ["172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"], ["203.0.113.0/24"], ["3.0.0.0/8"], ["3.0.0.0/8", "3.0.0.0/8"], ["fd00::/8"], ["2400:cb00::/32", "2606:4700::/32"],
    ["pl-123"], ["10.0.0.0"], ["x/y"]]) {
    it(`is not ${blocks.join(", ")}`, () => { assert.equal(isWorld(blocks), false); });
  }
});

describe("namesNothing", () => {
  for (const pattern of ["*", "arn:*", "arn:aws:*:*:*:*", "arn:aws:s3:::*", "arn:aws:s3:::*/*", "arn:aws:s3*", "arn:aws:kms:*:1:key/*", "arn:aws:secretsmanager:us-east-2:1:secret:*",
    "arn:aws:iam::1:role/*", "arn:aws:logs:us-east-2:1:*"]) {
    it(`holds of ${pattern}`, () => { assert.equal(namesNothing(pattern), true); });
  }
  for (const pattern of ["arn:aws:s3:::web-1/*", "arn:aws:kms:us-east-2:1:key/abc", "arn:aws:logs:us-east-2:1:log-group:web:*", "arn:aws:iam::1:role/app-*", "arn:aws:route53:::change/*",
    "arn:aws:dynamodb:us-east-2:1:table/web/index/*"]) {
    it(`does not hold of ${pattern}`, () => { assert.equal(namesNothing(pattern), false); });
  }
});

describe("isUnscoped", () => {
  it("knows actions and whole families that take no resource, in any case", () => {
    assert.deepEqual(["ecr:GetAuthorizationToken", "ECR:getauthorizationtoken", "elasticloadbalancing:Describe*", "autoscaling:DescribePolicies"].map(isUnscoped), [true, true, true, true]);
    assert.deepEqual(["s3:GetObject", "ec2:Describe*", "ec2:DescribeInstanceAttribute", "kms:Decrypt", "*", ""].map(isUnscoped), [false, false, false, false, false, false]);
  });
});

describe("parseDocument", () => {
  it("reads elements whatever their capitals, one value as a list, and a bare star as everybody", () => {
    assert.deepEqual(parseDocument('{"statement":{"effect":"ALLOW","principal":"*","action":"s3:GetObject","condition":{"Bool":{"AWS:SecureTransport":false}}}}', "policy"), {
      kind: "statements",
      statements: [{
        label: "policy statement #1", effect: "allow", actions: ["s3:GetObject"], resources: [], principals: [{ kind: "AWS", id: "*" }],
        conditions: [{ operator: "Bool", key: "aws:securetransport", values: [false] }], negations: [],
      }],
    });
  });
  it("says what it cannot read, and what is not known yet", () => {
    for (const value of ["{", "1", "[]", "{}", undefined, 7, '{"Statement":["x"]}']) assert.deepEqual(parseDocument(value, "policy"), { kind: "unreadable" });
    assert.deepEqual(parseDocument(`{"Statement":["${unknownStringValue}"]}`, "policy"), { kind: "unknown", unknown: new Unknown("policy.Statement[0]") });
  });
});

describe("pins", () => {
  const holds = (condition: unknown, ...keys: readonly string[]) => {
    const document = parseDocument(JSON.stringify({ Statement: { Effect: "Allow", Condition: condition } }), "policy");
    return document.kind === "statements" && document.statements.every((statement) => pins(statement, keys));
  };
  it("takes equality and likeness of a key that says something", () => {
    assert.equal(holds({ StringEquals: { "aws:SourceAccount": "1" } }, "AWS:sourceaccount"), true);
    assert.equal(holds({ "ForAnyValue:ArnLike": { "kms:EncryptionContext:aws:logs:arn": "arn:*" } }, "kms:EncryptionContext:*"), true);
    assert.equal(holds({ StringEquals: { "aws:SourceAccount": unknownStringValue } }, "aws:SourceAccount"), true);
  });
  for (const condition of [
    { StringEqualsIfExists: { "aws:SourceAccount": "1" } }, { "ForAllValues:StringEquals": { "aws:SourceAccount": "1" } }, { StringNotEquals: { "aws:SourceAccount": "1" } },
    { Null: { "aws:SourceAccount": "false" } }, { StringLike: { "aws:SourceAccount": "*" } }, { StringLike: { "aws:SourceAccount": ["1", "*"] } }, { StringEquals: { "aws:SourceAccount": [] } }, {},
  ]) {
    it(`does not take ${JSON.stringify(condition)}`, () => { assert.equal(holds(condition, "aws:SourceAccount"), false); });
  }
});
