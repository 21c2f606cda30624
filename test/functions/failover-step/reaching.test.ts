import assert from "node:assert/strict";
import { reaching } from "../../../functions/failover-step/reaching";
import { Failure, isFailure } from "../../../protocol";

async function nameOf(name: string, fault?: "client" | "server"): Promise<string> {
  const error = Object.assign(new Error("said"), { name }, fault !== undefined && { $fault: fault });
  return reaching("AWS", () => Promise.reject(error)).then(() => "", (failure: unknown) => (isFailure(failure) ? failure.name : "no failure"));
}

describe("a failure of AWS, in the words of the protocol", () => {
  it("is a throttle by each name that a service gives it, and not where a limit is full", async () => {
    const codes = ["Throttling", "ThrottlingException", "RequestLimitExceeded", "SlowDown", "TooManyRequestsException", "RequestThrottledException", "EC2ThrottledException", "KMSThrottlingException"];
    for (const code of codes) assert.equal(await nameOf(code, "client"), "Throttled", code);
    assert.equal(await nameOf("LimitExceededException", "client"), "Refused");
  });

  it("is refused where the caller is at fault, under way where the database moves, and else has not arrived", async () => {
    assert.deepEqual(await Promise.all([nameOf("AccessDenied", "client"), nameOf("InvalidGlobalClusterStateFault", "client"), nameOf("InternalFailure", "server"), nameOf("TimeoutError")]),
      ["Refused", "OperationUnderWay", "Unreachable", "Unreachable"]);
    await assert.rejects(reaching("AWS", () => Promise.reject(new Failure("LockBusy", "taken"))), { name: "LockBusy", message: "taken" });
  });
});
