import assert from "node:assert/strict";
import { deviceAnswers, type DevicePorts } from "../../../functions/api-devices/devices";
import { ask, userId } from "../api/ask";

const nothing: DevicePorts = { of: () => assert.fail("of"), register: () => assert.fail("register"), remove: () => assert.fail("remove") };

describe("devices behind the API", () => {
  it("registers a device of whoever asks, whoever the body says", async () => {
    const done: unknown[] = [];
    const body = { deviceId: "phone", kind: "fcm", address: "token-of-the-phone" };
    const answers = deviceAnswers({ ...nothing, register: (device) => Promise.resolve(void done.push(device)) });
    assert.equal((await ask(answers, "POST /devices", { body })).status, 204);
    assert.equal((await ask(answers, "POST /devices", { body: { ...body, userId: "somebody-else" } })).status, 400);
    assert.deepEqual(done, [{ ...body, userId }]);
  });

  it("takes no phone number and no mailbox, which nobody has proved to be the user's", async () => {
    assert.equal((await ask(deviceAnswers(nothing), "POST /devices", { body: { deviceId: "phone", kind: "sms", address: "+15555550100" } })).status, 400);
  });

  it("lists devices without their addresses", async () => {
    const answers = deviceAnswers({ ...nothing, of: (ids) => Promise.resolve(ids.map((id) => ({ userId: id, deviceId: "phone", kind: "apns" as const, address: "secret", state: "live" as const }))) });
    assert.deepEqual((await ask(answers, "GET /devices")).body, { devices: [{ deviceId: "phone", kind: "apns", state: "live" }] });
  });

  it("forgets a device of whoever asks", async () => {
    const done: unknown[] = [];
    const answers = deviceAnswers({ ...nothing, remove: (...args) => Promise.resolve(void done.push(args)) });
    assert.equal((await ask(answers, "DELETE /devices/{deviceId}", { path: { deviceId: "phone" }, by: "signature" })).status, 204);
    assert.deepEqual(done, [[userId, "phone"]]);
  });
});
