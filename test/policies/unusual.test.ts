import assert from "node:assert/strict";
import { judge, type Entry } from "../../policies/lib/judge";
import type { Member } from "../../policies/lib/stack";
import { waivers } from "../../policies/lib/waivers";
import { rules } from "../../policies/pack";
import { tags } from "./spoil";

const account = "123456789012";
const key = `arn:aws:kms:us-east-2:${account}:key/a`;

interface Row { readonly type: string; readonly name?: string; readonly props: object }

/** Resources as the library takes them, with a provider that knows its account. */
function entries(rows: readonly Row[]): readonly Entry[] {
  return rows.map(({ type, name = "it", props }) => {
    const member: Member = {
      type, name, urn: `urn:pulumi:prod::app::${type}::${name}`, props, opts: { protect: true }, propertyDependencies: {}, provider: { props: { region: "us-east-2", allowedAccountIds: JSON.stringify([account]) } },
    };
    return { asked: member, known: member };
  });
}

const document = (...Statement: readonly object[]): object => ({ Version: "2012-10-17", Statement });
const trust = (Service: string): object => document({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
const policyOf = (...statements: readonly object[]): Row => ({ type: "aws:iam/policy:Policy", props: { policy: document(...statements) } });
const tlsOnly = (Action: string, Resource: unknown): object => ({ Sid: "Tls", Effect: "Deny", Principal: "*", Action, Resource, Condition: { Bool: { "aws:SecureTransport": "false" } } });

/** A bucket with all that belongs to one, and what makes it unusual. */
const logs: readonly Row[] = [
  { type: "aws:s3/bucket:Bucket", name: "logs", props: { ...tags, id: "logs", bucket: "logs", arn: "arn:aws:s3:::logs" } },
  { type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", name: "logs", props: { bucket: "logs", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] } },
  { type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name: "logs", props: { bucket: "logs", blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true } },
  { type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls", name: "logs", props: { bucket: "logs", rule: { objectOwnership: "BucketOwnerEnforced" } } },
  { type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", name: "logs", props: { bucket: "logs", rules: [{ id: "old", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 }, expiration: { days: 365 } }] } },
  { type: "aws:s3/bucketPolicy:BucketPolicy", name: "logs", props: { bucket: "logs", policy: document(tlsOnly("s3:*", ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]),
    { Sid: "Logs", Effect: "Allow", Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" }, Action: "s3:PutObject", Resource: `arn:aws:s3:::logs/AWSLogs/${account}/*` }) } },
  { type: "aws:lb/loadBalancer:LoadBalancer", name: "inner", props: { ...tags, id: "lb", arn: "lb", internal: true, loadBalancerType: "application", dropInvalidHeaderFields: true, enableDeletionProtection: true,
    subnets: ["a", "b"], accessLogs: { enabled: true, bucket: "logs" } } },
];

/** Sound, and so unusual that a rule which looks at one property alone would object. */
const unusual: Readonly<Record<string, readonly Row[]>> = {
  "a listener on port 80 that does nothing but redirect": [{ type: "aws:lb/listener:Listener", props: { port: 80, protocol: "HTTP", defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301", port: "443" } }] } }],
  "a bucket that receives access logs, which AWS writes under S3's key alone": logs,
  "actions that only work on *": [policyOf({ Sid: "Any", Effect: "Allow", Action: ["ecr:GetAuthorizationToken", "xray:PutTraceSegments", "cloudwatch:PutMetricData", "ec2:DescribeSubnets"], Resource: "*" })],
  "* under a condition that restricts it": [policyOf({ Sid: "Tasks", Effect: "Allow", Action: "ecs:StopTask", Resource: "*", Condition: { ArnEquals: { "ecs:cluster": `arn:aws:ecs:us-east-2:${account}:cluster/app` } } })],
  "read actions by prefix": [policyOf({ Sid: "Read", Effect: "Allow", Action: ["dynamodb:BatchGet*", "dynamodb:Get*"], Resource: `arn:aws:dynamodb:us-east-2:${account}:table/a` })],
  "a denial of everything": [policyOf({ Sid: "No", Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } })],
  "a denial of all but a list": [policyOf({ Sid: "No", Effect: "Deny", NotAction: ["iam:GetUser"], Resource: "*" })],
  "actions in other capitals, one as a text": [policyOf({ Sid: "Read", Effect: "Allow", Action: "S3:getobject", Resource: "arn:aws:s3:::app/*" })],
  "a function's trust, for which AWS names no source": [
    { type: "aws:iam/role:Role", name: "fn", props: { arn: `arn:aws:iam::${account}:role/fn`, id: "fn", assumeRolePolicy: trust("lambda.amazonaws.com") } },
    { type: "aws:lambda/function:Function", props: { ...tags, role: `arn:aws:iam::${account}:role/fn`, runtime: "nodejs24.x", tracingConfig: { mode: "Active" },
      environment: { variables: { SECRET_ARN: "arn:aws:secretsmanager:us-east-2:123456789012:secret:a", TOKEN_TTL_SECONDS: "60", KEY_ID: "k" } }, kmsKeyArn: key } },
  ],
  "a key for signatures, which KMS does not rotate": [{ type: "aws:kms/key:Key", props: { ...tags, keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "ECC_NIST_P256",
    policy: JSON.stringify(document({ Sid: "Own", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" })) } }],
  "a key whose policy says *, which means the key": [{ type: "aws:kms/key:Key", props: { ...tags, enableKeyRotation: true,
    policy: JSON.stringify(document({ Sid: "Own", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
      { Sid: "Alarms", Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*", Condition: { StringEquals: { "aws:SourceAccount": account } } })) } }],
  "a queue that keeps what another could not handle, with none behind it": [
    { type: "aws:sqs/queue:Queue", name: "jobs", props: { ...tags, id: "jobs", arn: "jobs", kmsMasterKeyId: key, redrivePolicy: JSON.stringify({ deadLetterTargetArn: "failed" }), policy: document(tlsOnly("sqs:*", "jobs")) } },
    { type: "aws:sqs/queue:Queue", name: "failed", props: { ...tags, id: "failed", arn: "failed", kmsMasterKeyId: key, policy: document(tlsOnly("sqs:*", "failed")) } },
  ],
  "a delivery stream that a data stream feeds": [{ type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", props: { destination: "extended_s3", kinesisSourceConfiguration: { kinesisStreamArn: "a" }, extendedS3Configuration: { kmsKeyArn: key } } }],
  "a topic of EventBridge, which names no source": [
    { type: "aws:sns/topic:Topic", name: "told", props: { ...tags, id: "told", arn: "told", kmsMasterKeyId: key } },
    { type: "aws:sns/topicPolicy:TopicPolicy", props: { arn: "told", policy: document(tlsOnly("sns:Publish", "told"), { Sid: "Events", Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sns:Publish", Resource: "told" }) } },
  ],
  "a bucket open to the account's network alone": [{ type: "aws:s3/bucketPolicy:BucketPolicy", props: { bucket: "other", policy: document({ Sid: "Inside", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::other/*", Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }) } }],
  "a browser's question before its request": [{ type: "aws:apigateway/method:Method", props: { httpMethod: "OPTIONS", authorization: "NONE" } }],
  "a group that lets the world in on 443, and says why": [{ type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", props: { description: "Clients", ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv6: "::/0" } }],
  "a name that does not fail over": [{ type: "aws:route53/record:Record", props: { name: "a.example.com", type: "TXT", ttl: 86_400, records: ["a"] } }],
  "a certificate and a firewall of CloudFront's in its one region": [{ type: "aws:wafv2/ipSet:IpSet", props: { region: "us-east-1", scope: "CLOUDFRONT", ipAddressVersion: "IPV4" } }],
  "a role of a pipeline by OIDC": [
    { type: "aws:iam/role:Role", name: "deploy", props: { arn: `arn:aws:iam::${account}:role/deploy`, id: "deploy", maxSessionDuration: 3600, assumeRolePolicy: document({ Effect: "Allow", Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com` },
      Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:example/app:environment:prod" } } }) } },
  ],
};

describe("sound but unusual resources", () => {
  before(() => { waivers.open([], "2026-11-21"); });
  for (const [title, rows] of Object.entries(unusual)) {
    it(`are left in peace: ${title}`, () => {
      const said = judge(entries(rows), rules).filter(({ finding }) => finding.verdict !== "exempt").map(({ rule, name, finding }) => `${rule.name}: ${name}: ${JSON.stringify(finding)}`);
      assert.deepEqual(said, []);
    });
  }
});
