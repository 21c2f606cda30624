import assert from "node:assert/strict";
import { isOpen, parseRequest, type Request } from "../../../functions/database-rotate/request";

const request: Request = { secretId: "secret", token: "v2", step: "setSecret" };
const open = (stages: Record<string, string[]>, rotationOff = false): boolean => isOpen(request, { rotationOff, stages });

describe("a request to rotate", () => {
  it("is read from the event of Secrets Manager, and from nothing else", () => {
    assert.deepEqual(parseRequest({ SecretId: "secret", ClientRequestToken: "v2", Step: "setSecret", RotationToken: "x" }), request);
    const message = "the event is no rotation: want SecretId, ClientRequestToken and Step, one of createSecret, setSecret, testSecret, finishSecret";
    for (const event of [undefined, "setSecret", {}, { SecretId: "secret", ClientRequestToken: "v2", Step: "dropSecret" }, { SecretId: 1, ClientRequestToken: "v2", Step: "setSecret" }]) {
      assert.throws(() => parseRequest(event), { message });
    }
  });

  it("is open while its version is pending, and done when it is current", () => {
    assert.deepEqual([open({ v1: ["AWSCURRENT"], v2: ["AWSPENDING"] }), open({ v2: ["AWSCURRENT", "AWSPENDING"] })], [true, false]);
  });

  it("is refused for a version that Secrets Manager has not started, or where rotation is off", () => {
    assert.throws(() => open({ v1: ["AWSCURRENT"] }), { message: "secret has no version v2: want one that Secrets Manager has started" });
    assert.throws(() => open({ v2: ["AWSPREVIOUS"] }), { message: "version v2 of secret is labelled AWSPREVIOUS: want AWSPENDING" });
    assert.throws(() => open({ v2: ["AWSPENDING"] }, true), { message: "rotation of secret is off: want it on" });
  });
});
