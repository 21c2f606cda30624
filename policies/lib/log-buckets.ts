import type { Node, Stack } from "./stack";
import { tokens } from "./tokens";
import { at, isSet, list } from "./value";

/**
 * Whether AWS delivers access logs to a bucket that it cannot write with a KMS key.
 *
 * Source: Elastic Load Balancing, Application Load Balancers, "Enable access logs", "connection logs" and "health check
 * logs", step 1; Classic Load Balancers, "Enable access logs", step 1; Amazon S3 User Guide, "Enabling Amazon S3 server
 * access logging", permissions. Network Load Balancers can write with a customer key (Network Load Balancers, "Access
 * logs", "Bucket requirements").
 */
export function receivesAccessLogs(stack: Stack, bucket: Node): boolean {
  const applicationBalancers = stack.of(tokens.balancers).filter(({ props }) => (props["loadBalancerType"] ?? "application") === "application");
  const fromBalancers = [...applicationBalancers, ...stack.of(tokens.classicBalancers)].some((balancer) =>
    ["accessLogs", "connectionLogs", "healthCheckLogs"].some((property) =>
      isSet(balancer.props[property]) && stack.refers(balancer, [property, at(balancer.props, property, "bucket")], bucket)));
  const fromBuckets = stack.referrers(tokens.bucketLoggings, "targetBucket", bucket).length > 0
    || stack.of(tokens.buckets).some((source) => ["logging", "loggings"].some((property) =>
      list(source.props[property]).some((each) => stack.refers(source, [property, at(each, "targetBucket")], bucket))));
  return fromBalancers || fromBuckets;
}
