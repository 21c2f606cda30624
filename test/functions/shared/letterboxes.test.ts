import assert from "node:assert/strict";
import { keepLetterboxes, letterboxesOf } from "../../../functions/shared/letterboxes";
import { MemoryDevices } from "../../support/messaging/memory";
import { device } from "../../support/messaging/world";

const both = { email: "ann@example.com", email_verified: "true", phone_number: "+15555550100", phone_number_verified: "true" };
const kept = ({ all }: MemoryDevices): string[] => [...all.values()].map(({ deviceId, kind, address, state }) => [deviceId, kind, address, state].join(" ")).sort();

describe("where a user gets letters", () => {
  it("is what the pool has verified", () => {
    assert.deepEqual(letterboxesOf("ann", both).map(({ deviceId, kind, address }) => [deviceId, kind, address]), [["email", "email", "ann@example.com"], ["sms", "sms", "+15555550100"]]);
    assert.deepEqual(letterboxesOf("ann", { ...both, email_verified: "false", phone_number_verified: undefined }), []);
  });

  it("follows the pool, and leaves apps alone", async () => {
    const devices = new MemoryDevices([device("ann", "fcm"), device("ann", "sms", { address: "+15555550199" })]);
    await keepLetterboxes("ann", both, devices);
    assert.deepEqual(kept(devices), ["email email ann@example.com live", "fcm fcm ann-fcm live", "sms sms +15555550100 live"]);
    await keepLetterboxes("ann", { email: "ann@example.org", email_verified: "true" }, devices);
    assert.deepEqual(kept(devices), ["email email ann@example.org live", "fcm fcm ann-fcm live"]);
  });

  it("does not come back to life because its owner signs in", async () => {
    const devices = new MemoryDevices([device("ann", "email", { address: "ann@example.com", state: "dead" }), device("ann", "sms", { address: "+15555550100", state: "opted-out" })]);
    await keepLetterboxes("ann", both, devices);
    assert.deepEqual(kept(devices), ["email email ann@example.com dead", "sms sms +15555550100 opted-out"]);
    await keepLetterboxes("ann", { ...both, email: "new@example.com" }, devices);
    assert.deepEqual(kept(devices), ["email email new@example.com live", "sms sms +15555550100 opted-out"]);
  });
});
