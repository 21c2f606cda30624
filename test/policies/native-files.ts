import { account, beside, change, document, elsewhere, everybody, key, name, tlsOnly, unprotected, without, type Props, type Twin } from "./native-parts";
import { type Sketch } from "./support";

const open = 'Principal of policy statement All is "*", want principals by name, or a condition on their account, organization, network or role.';
const arnOf = (of: string): string => `arn:aws:s3:::${of}`;
const bucket = (own: string, region: string, { other, keyOfOther }: Readonly<Record<"keyOfOther" | "other", string>>): Props => ({
  region, bucketName: own, arn: arnOf(own), versioningConfiguration: { status: "Enabled" }, ownershipControls: { rules: [{ objectOwnership: "BucketOwnerEnforced" }] },
  bucketEncryption: { serverSideEncryptionConfiguration: [{ bucketKeyEnabled: true, serverSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key } }] },
  publicAccessBlockConfiguration: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
  loggingConfiguration: { destinationBucketName: "logs" }, lifecycleConfiguration: { rules: [{ status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
  replicationConfiguration: { rules: [{
    status: "Enabled", sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" }, replicaModifications: { status: "Enabled" } },
    destination: { bucket: arnOf(other), encryptionConfiguration: { replicaKmsKeyId: keyOfOther } },
  }] },
});
const bucketPolicy = (own: string): Sketch => ({ type: "aws-native:s3:BucketPolicy", name: `policy-${own}`, props: { bucket: own, policyDocument: document(tlsOnly("s3:*", [arnOf(own), `${arnOf(own)}/*`])) } });

const file: Props = bucket("files", "us-east-2", { other: "copies", keyOfOther: elsewhere });
const within = (part: string, value: unknown) => change({ [part]: value });

/** Twins that keep files and messages. */
export const files: Readonly<Record<string, Twin>> = {
  "aws-native:s3:Bucket": {
    sound: { type: "aws-native:s3:Bucket", name, props: file },
    beside: [{ type: "aws-native:s3:Bucket", name: "copies", props: bucket("copies", "us-west-2", { other: "files", keyOfOther: key }) }, bucketPolicy("files"), bucketPolicy("copies")],
    spoilt: {
      "encryption-buckets-use-customer-keys": [
        ['sseAlgorithm is "AES256", want aws:kms or aws:kms:dsse.', within("bucketEncryption", { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] })],
        ["its default encryption is not set, want aws:kms with a customer managed key.", within("bucketEncryption", undefined)],
      ],
      "encryption-buckets-refuse-plain-http": [["its bucket policy is not set, want one that denies plain HTTP.", without("aws-native:s3:BucketPolicy")]],
      "exposure-buckets-block-public-access": [["its public access block is not set, want one with all four switches true.", within("publicAccessBlockConfiguration", undefined)]],
      "exposure-buckets-have-no-access-lists": [['acl is "public-read-write", want "private", or none.', within("accessControl", "PublicReadWrite")], ["its object ownership is not set, want \"BucketOwnerEnforced\".", within("ownershipControls", undefined)]],
      "recovery-buckets-outlive-a-region": [
        ['its versioning is "Suspended", want "Enabled".', within("versioningConfiguration", { status: "Suspended" })],
        ["its replication is not set, want a rule that copies every object to a bucket in another region.", within("replicationConfiguration", undefined)],
      ],
      "recovery-stores-survive-the-program": [["protect is false, want true.", unprotected]],
      "recovery-buckets-forget-on-purpose": [["its lifecycle is without an end of uploads, want abortIncompleteMultipartUpload within 7 days.", within("lifecycleConfiguration", { rules: [{ status: "Disabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] })]],
      "logging-buckets-record-requests": [["its log is not set, want a BucketLogging.", within("loggingConfiguration", undefined)]],
    },
  },
  ...Object.fromEntries([["aws-native:sns:TopicPolicy", "topics"], ["aws-native:sns:TopicInlinePolicy", "topicArn"]].map(([type = "", property = ""]): readonly [string, Twin] => {
    const topicArn = `arn:aws:sns:us-east-2:${account}:app`;
    const names = { [property]: property === "topics" ? [topicArn] : topicArn };
    return [`aws-native:sns:Topic with ${type}`, {
      sound: { type: "aws-native:sns:Topic", name, props: { topicArn, topicName: "app", kmsMasterKeyId: key } },
      beside: [{ type, name: "policy", props: { ...names, policyDocument: document(tlsOnly("sns:Publish", topicArn)) } }],
      spoilt: {
        "encryption-topics-use-customer-keys": [["kmsMasterKeyId is not set, want the ARN of a customer managed key.", change({ kmsMasterKeyId: undefined })]],
        "encryption-keys-stand-in-their-region": [["kmsMasterKeyId is a key in us-west-2, want a key in us-east-2.", change({ kmsMasterKeyId: elsewhere })]],
        "encryption-messages-travel-encrypted": [["its policy is not set, want a statement that denies plain HTTP to everyone.", without(type)], ["its policy is open to plain HTTP, want a statement that denies plain HTTP to everyone.", beside(type, { policyDocument: document() })]],
      },
    }];
  })),
  "aws-native:sqs:Queue": {
    sound: { type: "aws-native:sqs:Queue", name, props: { queueUrl: "https://sqs/app", arn: `arn:aws:sqs:us-east-2:${account}:app`, queueName: "app", kmsMasterKeyId: key } },
    beside: [{ type: "aws-native:sqs:QueueInlinePolicy", name: "policy", props: { queue: "https://sqs/app", policyDocument: document(tlsOnly("sqs:*", "*")) } }],
    spoilt: {
      "encryption-queues-use-customer-keys": [["kmsMasterKeyId is not set, want the ARN of a customer managed key.", change({ kmsMasterKeyId: undefined })]],
      "encryption-keys-stand-in-their-region": [["kmsMasterKeyId is a key in us-west-2, want a key in us-east-2.", change({ kmsMasterKeyId: elsewhere })]],
      "encryption-messages-travel-encrypted": [["its policy is not set, want a statement that denies plain HTTP to everyone.", without("aws-native:sqs:QueueInlinePolicy")]],
    },
  },
  "aws-native:sns:Subscription": {
    sound: { type: "aws-native:sns:Subscription", name, props: { protocol: "https", topicArn: "t", endpoint: "https://example.com" } },
    spoilt: { "encryption-subscriptions-use-tls": [['protocol is "http", want "https".', change({ protocol: "http" })]] },
  },
  ...Object.fromEntries([["aws-native:sns:TopicPolicy", "sns:Publish"], ["aws-native:sns:TopicInlinePolicy", "sns:Publish"], ["aws-native:sqs:QueueInlinePolicy", "sqs:SendMessage"], ["aws-native:s3:BucketPolicy", "s3:GetObject"]]
    .map(([type = "", action = ""]): readonly [string, Twin] => [type, {
      sound: { type, name, props: { policyDocument: document(tlsOnly(action, "*")) } },
      spoilt: { "least-privilege-resource-policies-name-principals": [[open, change({ policyDocument: everybody(action, `arn:aws:${action.split(":")[0] ?? ""}:::app`) })]] },
    }])),
};
