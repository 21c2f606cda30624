import { Failure, type FailureName } from "../../protocol";

/** Answers of AWS that later may be others. Source: AWS SDK for JavaScript, `@smithy/service-error-classification`; SNS API, `Publish`, KMSThrottling. */
const throttles = new Set([
  "BandwidthLimitExceeded", "EC2ThrottledException", "KMSThrottlingException", "PriorRequestNotComplete", "ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled",
  "RequestThrottledException", "SlowDown", "ThrottledException", "Throttling", "ThrottlingException", "TooManyRequestsException", "TransactionInProgressException",
]);

/** Source: RDS API, errors of `FailoverGlobalCluster` and `SwitchoverGlobalCluster`. */
const movingAlready = /^(InvalidGlobalClusterState|InvalidDBClusterState)(Fault)?$/;

/** Runs a call, and tells its failure in the protocol's words. What the protocol knows already stays as it is. */
export async function reaching<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(nameOf(error), `${what}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
  }
}

/** AWS says of whose making an error is. What comes without an answer of AWS never arrived, or its answer did not. */
function nameOf(error: unknown): FailureName {
  const name = error instanceof Error ? error.name : "";
  if (throttles.has(name)) return "Throttled";
  if (movingAlready.test(name)) return "OperationUnderWay";
  return typeof error === "object" && error !== null && "$fault" in error && error.$fault === "client" ? "Refused" : "Unreachable";
}
