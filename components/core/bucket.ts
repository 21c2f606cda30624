import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlaintext } from "./bucket-access";
import { lifecycleRule, retentionProblems, type BucketRetention } from "./bucket-lifecycle";
import { lockProblems, lockRule, type ObjectLock } from "./bucket-lock";
import { bucketNameProblems, type NamedBucket } from "./bucket-names";
import { document, type Statement } from "./iam";
import { nameProblems } from "./names";
import { insist } from "./problems";

/** Who holds the key of a bucket's objects. */
export type BucketEncryption =
  /** S3 itself (SSE-S3): the only kind that some log deliveries can write, such as an application load balancer's. */
  | { readonly kind: "s3" }
  /** A customer-managed key of the bucket's own region (SSE-KMS). */
  | { readonly kind: "kms"; readonly keyArn: pulumi.Input<string> };

/** Where S3 writes down who asked a bucket for what. */
export interface AccessLogs {
  /** A bucket of the same region and account, encrypted by S3, whose policy has {@link serverAccessLogStatement} for this bucket. */
  readonly bucketName: pulumi.Input<string>;
  /** Without slashes around it. S3 adds account, region, bucket and day. */
  readonly prefix: string;
}

export interface PrivateBucketArgs {
  readonly encryption: BucketEncryption;
  readonly retention: BucketRetention;
  /** What others may do, beside what IAM grants inside the account. Plaintext is refused in any case. */
  readonly access: (bucketArn: pulumi.Output<string>) => readonly Statement[];
  /** Whether deleting the bucket deletes what is in it. False for everything that somebody might miss. */
  readonly forceDestroy: boolean;
  /** Its name, where others have to know it. Changing it replaces the bucket. @defaultValue a name that Pulumi makes up */
  readonly identity?: NamedBucket;
  /** Wants older versions to be kept. Once a bucket has it, it cannot lose it; its days can change. @defaultValue none */
  readonly objectLock?: ObjectLock;
  /** @defaultValue none: for a bucket that holds logs itself */
  readonly accessLogs?: AccessLogs;
}

/**
 * A bucket that nobody outside the account can read, that knows no ACLs and that takes no plaintext.
 *
 * Its name and ARN are known only once every setting is in place, the policy last. Whoever uses them waits for that
 * by itself: a load balancer that is told to log here finds that it may.
 *
 * @throws {pulumi.ResourceError} when a retention or lock is not in whole days, or a name is none that S3 takes.
 */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(private readonly name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:core:PrivateBucket", name, {}, opts);
    insist(bucketProblems(name, args), this);
    const { forceDestroy, identity } = args;
    const bucket = new aws.s3.Bucket(name, { forceDestroy, ...(identity !== undefined && nameOf(identity)) }, { parent: this });
    const policy = this.settle(bucket, args);
    this.bucketName = policy.bucket;
    this.arn = pulumi.all([bucket.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }

  /** One setting after the other: S3 answers two at once with 409 OperationAborted. */
  private settle(bucket: aws.s3.Bucket, args: PrivateBucketArgs): aws.s3.BucketPolicy {
    const owned = this.close(bucket);
    const encryption = this.encrypt(bucket, args.encryption, owned);
    const lifecycle = this.retain(bucket, args, encryption);
    const logged = this.log(bucket, args.accessLogs, lifecycle);
    return new aws.s3.BucketPolicy(this.name, {
      bucket: bucket.bucket,
      policy: document(...denyPlaintext(bucket.arn), ...args.access(bucket.arn)),
    }, { parent: this, dependsOn: logged });
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

  private retain(bucket: aws.s3.Bucket, { retention, objectLock }: PrivateBucketArgs, after: pulumi.Resource): pulumi.Resource {
    const versioning = retention.olderVersions === "none" ? after : new aws.s3.BucketVersioning(this.name, {
      bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" },
    }, { parent: this, dependsOn: after });
    // The lock is a setting of its own, not one of the bucket: a bucket that gets it later is not replaced.
    const lock = objectLock === undefined ? versioning : new aws.s3.BucketObjectLockConfiguration(this.name, {
      bucket: bucket.bucket, rule: lockRule(objectLock),
    }, { parent: this, dependsOn: versioning });
    return new aws.s3.BucketLifecycleConfiguration(this.name, {
      bucket: bucket.bucket, rules: [lifecycleRule(retention)],
    }, { parent: this, dependsOn: lock });
  }

  private log(bucket: aws.s3.Bucket, logs: AccessLogs | undefined, after: pulumi.Resource): pulumi.Resource {
    return logs === undefined ? after : new aws.s3.BucketLogging(this.name, {
      bucket: bucket.bucket, targetBucket: logs.bucketName, targetPrefix: `${logs.prefix}/`,
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
    }, { parent: this, dependsOn: after });
  }
}

function nameOf({ bucket, namespace }: NamedBucket): Pick<aws.s3.BucketArgs, "bucket" | "bucketNamespace"> {
  return { bucket, ...(namespace === "account-regional" && { bucketNamespace: namespace }) };
}

function bucketProblems(name: string, { identity, retention, objectLock }: PrivateBucketArgs): string[] {
  return [
    ...(identity === undefined ? nameProblems("s3Bucket", name) : bucketNameProblems(identity)),
    ...retentionProblems(retention),
    ...lockProblems(objectLock),
    ...(objectLock !== undefined && retention.olderVersions === "none"
      ? ["objectLock needs older versions: want retention.olderVersions with keepDays"] : []),
  ];
}
