import assert from "node:assert/strict";
import { unknownStringValue } from "../../policies/lib/sdk";
import { bucketsRefusePlainHttp } from "../../policies/rules/encryption/buckets-refuse-plain-http";
import { bucketsUseCustomerKeys } from "../../policies/rules/encryption/buckets-use-customer-keys";
import { bucketsBlockPublicAccess, publicAccessBlocksAreWhole } from "../../policies/rules/exposure/buckets-block-public-access";
import { cannotDecide, foreign, objection, verdict, type Sketch } from "./support";

const elsewhere = { type: "aws:sqs/queue:Queue" };
const bucket: Sketch = { type: "aws:s3/bucket:Bucket", name: "web", props: { id: "web-1", bucket: "web-1", arn: "arn:aws:s3:::web-1" } };
const unborn: Sketch = { ...bucket, props: { id: unknownStringValue, bucket: unknownStringValue, arn: unknownStringValue } };

/** A bucket's companion of this type, which names the bucket as it is before and after the update. */
const companion = (type: string, props: Readonly<Record<string, unknown>>): readonly [Sketch, Sketch] => [
  { type, name: "companion", props: { bucket: "web-1", ...props } },
  { type, name: "companion", props: { bucket: unknownStringValue, ...props }, from: { bucket: ["web"] } },
];

describe("encryption-buckets-use-customer-keys", () => {
  const encryption = (rule: Readonly<Record<string, unknown>>) =>
    companion("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      { rules: [{ applyServerSideEncryptionByDefault: rule }] });
  const [kms, unbornKms] = encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:us-east-2:1:key/a" });
  const [s3] = encryption({ sseAlgorithm: "AES256" });
  const ofBucket = (sentence: string) => [objection(bucketsUseCustomerKeys, `web: ${sentence}`)];

  for (const [title, resources] of [
    ["a bucket with a customer key", [bucket, kms]],
    ["a bucket and a key that do not exist yet", [unborn, unbornKms]],
    ["a key given inline", [{ ...bucket, props: { serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms:dsse", kmsMasterKeyId: "k" } } } } }]],
    ["the older type, and its list", [{ ...bucket, type: "aws:s3/bucketV2:BucketV2", props: { serverSideEncryptionConfigurations: [{ rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms", kmsMasterKeyId: "k" }] }] }] } }]],
  ] as const) {
    it(`is silent about ${title}`, async () => {
      assert.deepEqual(await verdict(bucketsUseCustomerKeys, ...resources), []);
    });
  }

  for (const [title, resources, sentence] of [
    ["a bucket without configuration", [bucket], "its default encryption is not set, want aws:kms with a customer managed key."],
    ["S3's own key", [bucket, s3], 'sseAlgorithm is "AES256", want aws:kms or aws:kms:dsse.'],
    ["no key", [bucket, encryption({ sseAlgorithm: "aws:kms" })[0]], "kmsMasterKeyId is not set, want the ARN of a customer managed key."],
    ["the key that AWS manages", [bucket, encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/aws/s3" })[0]],
      'kmsMasterKeyId is "alias/aws/s3", want the ARN of a customer managed key.'],
    ["the key that AWS manages, by ARN", [bucket, encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:us-east-2:1:alias/aws/s3" })[0]],
      'kmsMasterKeyId is "arn:aws:kms:us-east-2:1:alias/aws/s3", want the ARN of a customer managed key.'],
    ["a configuration of another bucket", [bucket, { ...kms, props: { ...kms.props, bucket: "web-2" } }],
      "its default encryption is not set, want aws:kms with a customer managed key."],
  ] as const) {
    it(`objects to ${title}`, async () => {
      assert.deepEqual(await verdict(bucketsUseCustomerKeys, ...resources), ofBucket(sentence));
    });
  }

  const balancer = (props: Readonly<Record<string, unknown>>): Sketch => ({ type: "aws:lb/loadBalancer:LoadBalancer", name: "balancer", props });
  const sourceEncryption = { serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "k" } } } };
  const deliveries: readonly (readonly [string, Sketch])[] = [
    ["access logs of an application load balancer", balancer({ accessLogs: { bucket: "web-1" } })],
    ["connection logs", balancer({ loadBalancerType: "application", connectionLogs: { bucket: "web-1" } })],
    ["health check logs", balancer({ healthCheckLogs: { bucket: "web-1" } })],
    ["access logs of the other name of that type", { ...balancer({ accessLogs: { bucket: "web-1" } }), type: "aws:alb/loadBalancer:LoadBalancer" }],
    ["access logs of a classic load balancer", { ...balancer({ accessLogs: { bucket: "web-1" } }), type: "aws:elb/loadBalancer:LoadBalancer" }],
    ["access logs of S3, declared inline", { type: "aws:s3/bucket:Bucket", name: "source", props: { ...sourceEncryption, logging: { targetBucket: "web-1" } } }],
    ["access logs of S3, declared inline by the older type", { type: "aws:s3/bucketV2:BucketV2", name: "source", props: { ...sourceEncryption, loggings: [{ targetBucket: "web-1" }] } }],
    ["access logs of S3", { type: "aws:s3/bucketLogging:BucketLogging", name: "log", props: { bucket: "x", targetBucket: "web-1" } }],
  ];
  for (const [title, source] of deliveries) {
    it(`wants S3's own key, given or by default, where a bucket receives ${title}`, async () => {
      assert.deepEqual(await verdict(bucketsUseCustomerKeys, bucket, s3, source), []);
      assert.deepEqual(await verdict(bucketsUseCustomerKeys, bucket, source), []);
      assert.deepEqual(await verdict(bucketsUseCustomerKeys, bucket, kms, source),
        ofBucket('sseAlgorithm is "aws:kms", want AES256, the only encryption with which AWS delivers access logs here.'));
    });
  }
  it("knows such a bucket by its load balancer before it exists", async () => {
    const source = { ...balancer({ accessLogs: { bucket: unknownStringValue } }), from: { accessLogs: ["web"] } };
    assert.deepEqual(await verdict(bucketsUseCustomerKeys, unborn, source), []);
  });
  it("knows it, too, where the load balancer waits for the bucket's policy and takes the name from there", async () => {
    const policy: Sketch = { type: "aws:s3/bucketPolicy:BucketPolicy", name: "policy", props: { bucket: unknownStringValue }, from: { bucket: ["web"] } };
    const source = { ...balancer({ accessLogs: { bucket: unknownStringValue } }), from: { accessLogs: ["policy"] } };
    assert.deepEqual(await verdict(bucketsUseCustomerKeys, unborn, policy, source), []);
  });
  it("wants a customer key where a network load balancer writes, since that one can", async () => {
    const source = balancer({ loadBalancerType: "network", accessLogs: { bucket: "web-1" } });
    assert.deepEqual(await verdict(bucketsUseCustomerKeys, bucket, kms, source), []);
  });
  it("wants a customer key where a load balancer writes elsewhere", async () => {
    assert.deepEqual(await verdict(bucketsUseCustomerKeys, bucket, kms, balancer({ accessLogs: { bucket: "web-2" } })), []);
  });
  it("cannot decide without the algorithm", async () => {
    const [, unknown] = encryption({ sseAlgorithm: unknownStringValue });
    assert.deepEqual(await verdict(bucketsUseCustomerKeys, unborn, unknown),
      [cannotDecide(bucketsUseCustomerKeys, "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm of web")]);
  });
  it("has no say in a stack without buckets", async () => {
    assert.deepEqual(await verdict(bucketsUseCustomerKeys, elsewhere), [foreign(bucketsUseCustomerKeys)]);
  });
});

describe("encryption-buckets-refuse-plain-http", () => {
  const deny = {
    Sid: "DenyPlainHttp", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: ["arn:aws:s3:::web-1", "arn:aws:s3:::web-1/*"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const allow = { Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "s3:GetObject", Resource: "arn:aws:s3:::web-1/*" };
  const policy = (...statements: readonly unknown[]) =>
    companion("aws:s3/bucketPolicy:BucketPolicy", { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) })[0];
  const open = "web: its bucket policy is open to plain HTTP, want a statement that denies it to everyone, for the bucket and its objects.";

  for (const [title, resource] of [
    ["a policy that denies plain HTTP", policy(allow, deny)],
    ["one given as a structure, with a single statement", companion("aws:s3/bucketPolicy:BucketPolicy", { policy: { Statement: deny } })[0]],
    ["one that names every resource", policy({ ...deny, Resource: "*" })],
    ["one in other words", policy({ ...deny, Principal: { AWS: ["*", "111122223333"] }, Action: ["S3:*", "s3:GetObject"], Condition: { BoolIfExists: { "AWS:SECURETRANSPORT": ["False"] } } })],
  ] as const) {
    it(`is silent about ${title}`, async () => {
      assert.deepEqual(await verdict(bucketsRefusePlainHttp, bucket, resource), []);
    });
  }
  for (const [title, resource] of [
    ["a policy that only allows", policy(allow)],
    ["an Allow in place of the Deny", policy({ ...deny, Effect: "Allow" })],
    ["a denial for some", policy({ ...deny, Principal: { AWS: "arn:aws:iam::111122223333:role/a" } })],
    ["a denial of some actions", policy({ ...deny, Action: "s3:GetObject" })],
    ["a denial for objects only", policy({ ...deny, Resource: "arn:aws:s3:::web-1/*" })],
    ["a denial for another bucket", policy({ ...deny, Resource: ["arn:aws:s3:::web-2", "arn:aws:s3:::web-2/*"] })],
    ["a denial of what comes over TLS", policy({ ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } })],
    ["a denial with a way out", policy({ ...deny, Condition: { Bool: { "aws:SecureTransport": "false" }, StringNotEquals: { "aws:SourceVpc": "vpc-1" } } })],
    ["a denial without condition", policy({ ...deny, Condition: undefined })],
  ] as const) {
    it(`objects to ${title}`, async () => {
      assert.deepEqual(await verdict(bucketsRefusePlainHttp, bucket, resource), [objection(bucketsRefusePlainHttp, open)]);
    });
  }
  it("goes by the form of the resources before the bucket has an ARN", async () => {
    const before = (statement: unknown) => ({ ...policy(statement), from: { bucket: ["web"] } });
    assert.deepEqual(await verdict(bucketsRefusePlainHttp, unborn, before(deny)), []);
    for (const Resource of ["arn:aws:s3:::web-1", "arn:aws:s3:::web-1/*"]) {
      assert.deepEqual(await verdict(bucketsRefusePlainHttp, unborn, before({ ...deny, Resource })), [objection(bucketsRefusePlainHttp, open)]);
    }
  });
  it("objects to a bucket without policy, and to one whose policy is no document", async () => {
    assert.deepEqual(await verdict(bucketsRefusePlainHttp, bucket),
      [objection(bucketsRefusePlainHttp, "web: its bucket policy is not set, want one that denies plain HTTP.")]);
    assert.deepEqual(await verdict(bucketsRefusePlainHttp, bucket, companion("aws:s3/bucketPolicy:BucketPolicy", { policy: "{" })[0]),
      [objection(bucketsRefusePlainHttp, "web: its bucket policy is not a policy document, want one that denies plain HTTP.")]);
  });
  it("cannot decide on a policy, or a resource in it, that is not known yet", async () => {
    const [, whole] = companion("aws:s3/bucketPolicy:BucketPolicy", { policy: unknownStringValue });
    assert.deepEqual(await verdict(bucketsRefusePlainHttp, unborn, whole), [cannotDecide(bucketsRefusePlainHttp, "policy of web")]);
    const partly = policy({ ...deny, Resource: [unknownStringValue, `${unknownStringValue}/*`] });
    assert.deepEqual(await verdict(bucketsRefusePlainHttp, bucket, partly), [cannotDecide(bucketsRefusePlainHttp, "policy of companion.Statement[0].Resource[0] of web")]);
  });
  it("has no say in a stack without buckets", async () => {
    assert.deepEqual(await verdict(bucketsRefusePlainHttp, elsewhere), [foreign(bucketsRefusePlainHttp)]);
  });
});

describe("exposure-buckets-block-public-access", () => {
  const sound = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
  const block = (props: Readonly<Record<string, unknown>>) => companion("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", props);

  it("is silent about a bucket that blocks everything, before and after it exists", async () => {
    const [now, before] = block(sound);
    assert.deepEqual(await verdict(bucketsBlockPublicAccess, bucket, now), []);
    assert.deepEqual(await verdict(bucketsBlockPublicAccess, unborn, before), []);
  });
  for (const type of ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"]) {
    for (const key of Object.keys(sound)) {
      it(`objects to a ${type} without ${key}`, async () => {
        assert.deepEqual(await verdict(publicAccessBlocksAreWhole, { type, props: sound }), []);
        for (const [value, got] of [[false, "false"], [null, "not set"]] as const) {
          assert.deepEqual(await verdict(publicAccessBlocksAreWhole, { type, props: { ...sound, [key]: value } }),
            [objection(publicAccessBlocksAreWhole, `subject: ${key} is ${got}, want true.`)]);
        }
      });
    }
  }
  it("looks into a bucket of the other provider, which holds its own block", async () => {
    const native = (props: object): Sketch => ({ type: "aws-native:s3:Bucket", name: "web", props: { publicAccessBlockConfiguration: { ...sound, ...props } } });
    assert.deepEqual(await verdict(bucketsBlockPublicAccess, native({})), []);
    assert.deepEqual(await verdict(bucketsBlockPublicAccess, native({ blockPublicPolicy: false })),
      [objection(bucketsBlockPublicAccess, "web: publicAccessBlockConfiguration.blockPublicPolicy is false, want true.")]);
  });
  it("objects to a bucket without block, of either type", async () => {
    for (const type of ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]) {
      assert.deepEqual(await verdict(bucketsBlockPublicAccess, { ...bucket, type }),
        [objection(bucketsBlockPublicAccess, "web: its public access block is not set, want one with all four switches true.")]);
    }
  });
  it("cannot decide on a switch that is not known yet", async () => {
    const type = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    assert.deepEqual(await verdict(publicAccessBlocksAreWhole, { type, props: { ...sound, blockPublicAcls: unknownStringValue } }),
      [cannotDecide(publicAccessBlocksAreWhole, "blockPublicAcls of subject")]);
  });
  it("has no say in a stack without buckets", async () => {
    assert.deepEqual(await verdict(bucketsBlockPublicAccess, elsewhere), [foreign(bucketsBlockPublicAccess)]);
  });
});
