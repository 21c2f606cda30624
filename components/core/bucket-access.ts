import * as pulumi from "@pulumi/pulumi";
import { type NamedBucket } from "./bucket-names";
import { allowPrincipal, type Statement } from "./iam";
import { arnOf, type Place } from "./place";

/**
 * Refuses every request that is not encrypted in transit, or that uses a TLS older than 1.2.
 * Source: S3 User Guide, "Bucket policy examples using condition keys", `aws:SecureTransport` and `s3:TlsVersion`.
 */
export function denyPlaintext(bucketArn: pulumi.Input<string>): readonly Statement[] {
  const Resource = [bucketArn, pulumi.interpolate`${bucketArn}/*`];
  const everyRequest: Omit<Statement, "Sid" | "Condition"> = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource };
  return [
    { Sid: "DenyPlaintext", ...everyRequest, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "DenyOldTls", ...everyRequest, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}

/**
 * Lets the application load balancers of a place write their access, connection and health-check logs under a prefix.
 *
 * The account in the path is what keeps the load balancers of other accounts out, since the service writes under the
 * account of the load balancer and nowhere else. Whether it names its source account is not documented: where it does,
 * that has to be this one too.
 * Source: User Guide for Application Load Balancers, "Enable access logs", step 2.
 *
 * @param prefix - Without slashes around it, and without the word `AWSLogs`, which the service adds.
 * @throws {pulumi.RunError} when the service would refuse the prefix.
 */
export function albAccessLogStatement(place: Place, bucketArn: pulumi.Input<string>, prefix: string): Statement {
  if (!/^[\w.-]+(\/[\w.-]+)*$/.test(prefix) || prefix.includes("AWSLogs")) {
    throw new pulumi.RunError(`access log prefix is "${prefix}": ` +
      "want letters, digits, dots and dashes, with single slashes between and no AWSLogs, such as balancer");
  }
  return allowPrincipal({ Service: "logdelivery.elasticloadbalancing.amazonaws.com" }, {
    sid: "WriteBalancerLogs",
    actions: ["s3:PutObject"],
    resources: [pulumi.interpolate`${bucketArn}/${prefix}/AWSLogs/${place.account}/*`],
    when: {
      StringEqualsIfExists: { "aws:SourceAccount": place.account },
      ArnLikeIfExists: { "aws:SourceArn": arnOf(place, "elasticloadbalancing", "loadbalancer/*") },
    },
  });
}

/** A bucket of a place that has its requests written down. */
export interface LoggedBucket {
  readonly source: NamedBucket;
  /** As its {@link AccessLogs} have it. */
  readonly prefix: string;
}

/**
 * Lets S3 write down the requests that a bucket of the place gets, in this bucket, where nothing but that bucket's account,
 * region and name leads. The bucket is named as text, since it waits for this policy. The statement's name leaves account and
 * region out, so that it reads alike in both places.
 * Source: S3 User Guide, "Enabling Amazon S3 server access logging", permissions for log delivery; "Logging requests with
 * server access logging", log object key format.
 */
export function serverAccessLogStatement(place: Place, bucketArn: pulumi.Input<string>, { source, prefix }: LoggedBucket): Statement {
  return allowPrincipal({ Service: "logging.s3.amazonaws.com" }, {
    sid: `WriteRequestsOf${source.bucket.replace(`-${place.account}-${place.region}-an`, "").replace(/[^a-z0-9]/g, "")}`,
    actions: ["s3:PutObject"],
    resources: [pulumi.interpolate`${bucketArn}/${prefix}/${place.account}/${place.region}/${source.bucket}/*`],
    when: { StringEquals: { "aws:SourceAccount": place.account }, ArnLike: { "aws:SourceArn": source.arn } },
  });
}
