import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlaintext } from "./bucket-access";
import { lifecycleRule, retentionProblems, type BucketRetention } from "./bucket-lifecycle";
import { document, type Statement } from "./iam";
import { nameProblems } from "./names";
import { insist } from "./problems";

/** Who holds the key of a bucket's objects. */
export type BucketEncryption =
  /** S3 itself (SSE-S3): the only kind that some log deliveries can write, such as an application load balancer's. */
  | { readonly kind: "s3" }
  /** A customer-managed key of the bucket's own region (SSE-KMS). */
  | { readonly kind: "kms"; readonly keyArn: pulumi.Input<string> };

export interface PrivateBucketArgs {
  readonly encryption: BucketEncryption;
  readonly retention: BucketRetention;
  /** What others may do, beside what IAM grants inside the account. Plaintext is refused in any case. */
  readonly access: (bucketArn: pulumi.Output<string>) => readonly Statement[];
  /** Whether deleting the bucket deletes what is in it. False for everything that somebody might miss. */
  readonly forceDestroy: boolean;
}

/**
 * A bucket that nobody outside the account can read, that knows no ACLs and that takes no plaintext.
 *
 * Its name and ARN are known only once every setting is in place, the policy last. Whoever uses them waits for that
 * by itself: a load balancer that is told to log here finds that it may.
 *
 * @throws {pulumi.ResourceError} when a retention is not in whole days, or the name has no room for its suffix.
 */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(private readonly name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:core:PrivateBucket", name, {}, opts);
    insist([...nameProblems("s3Bucket", name), ...retentionProblems(args.retention)], this);
    const bucket = new aws.s3.Bucket(name, { forceDestroy: args.forceDestroy }, { parent: this });
    const policy = this.settle(bucket, args);
    this.bucketName = policy.bucket;
    this.arn = pulumi.all([bucket.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }

  /** One setting after the other: S3 answers two at once with 409 OperationAborted. */
  private settle(bucket: aws.s3.Bucket, args: PrivateBucketArgs): aws.s3.BucketPolicy {
    const owned = this.close(bucket);
    const encryption = this.encrypt(bucket, args.encryption, owned);
    const lifecycle = this.retain(bucket, args.retention, encryption);
    return new aws.s3.BucketPolicy(this.name, {
      bucket: bucket.bucket,
      policy: document(...denyPlaintext(bucket.arn), ...args.access(bucket.arn)),
    }, { parent: this, dependsOn: lifecycle });
  }

  private close(bucket: aws.s3.Bucket): pulumi.Resource {
    const block = new aws.s3.BucketPublicAccessBlock(this.name, {
      bucket: bucket.bucket,
      blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
    }, { parent: this });
    return new aws.s3.BucketOwnershipControls(this.name, {
      bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" },
    }, { parent: this, dependsOn: block });
  }

  private encrypt(bucket: aws.s3.Bucket, encryption: BucketEncryption, after: pulumi.Resource): pulumi.Resource {
    return new aws.s3.BucketServerSideEncryptionConfiguration(this.name, {
      bucket: bucket.bucket,
      rules: [encryption.kind === "s3"
        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
        : {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: encryption.keyArn },
          bucketKeyEnabled: true,
        }],
    }, { parent: this, dependsOn: after });
  }

  private retain(bucket: aws.s3.Bucket, retention: BucketRetention, after: pulumi.Resource): pulumi.Resource {
    const versioning = retention.olderVersions === "none" ? after : new aws.s3.BucketVersioning(this.name, {
      bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" },
    }, { parent: this, dependsOn: after });
    return new aws.s3.BucketLifecycleConfiguration(this.name, {
      bucket: bucket.bucket, rules: [lifecycleRule(retention)],
    }, { parent: this, dependsOn: versioning });
  }
}
