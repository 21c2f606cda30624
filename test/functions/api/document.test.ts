import assert from "node:assert/strict";
import Ajv from "ajv";
import { documentOf, type Json } from "../../../functions/api/document";
import { operations } from "../../../functions/api/operations";
import { tags } from "../../../functions/api/operation";

const document = documentOf({ url: "https://api.example.com/v1", title: "Example" });
const schemas = document.components.schemas as Readonly<Record<string, Json>>;

/** Paths of everything in a document, with what stands there. */
function* walk(value: unknown, at = ""): Generator<readonly [string, unknown]> {
  yield [at, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, `${at}/${key}`);
}

describe("the API's document", () => {
  it("has every operation behind a token at its path, and behind a signature below /signed", () => {
    const { paths } = document;
    const lines = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods)
      .map(([method, { operationId, security }]) => `${method} ${path} ${operationId} ${security.flatMap((way) => Object.keys(way)).join()}`));
    assert.deepEqual(lines.sort(), [
      "delete /account deleteAccount token",
      "delete /devices/{deviceId} removeDevice token", "delete /signed/devices/{deviceId} removeDeviceSigned signature",
      "get /devices listDevices token", "get /place showPlace ", "get /preferences readPreferences token",
      "get /signed/devices listDevicesSigned signature", "get /signed/preferences readPreferencesSigned signature",
      "get /signed/uploads/{uploadId} showUploadSigned signature", "get /uploads/{uploadId} showUpload token",
      "post /devices registerDevice token", "post /events recordEvents token", "post /notifications notify token",
      "post /signed/devices registerDeviceSigned signature", "post /signed/events recordEventsSigned signature", "post /signed/uploads startUploadSigned signature",
      "post /uploads startUpload token",
      "put /preferences writePreferences token", "put /signed/preferences writePreferencesSigned signature",
    ]);
  });

  it("says of every reference what it refers to", () => {
    const missing = [...walk(document)].filter(([at]) => at.endsWith("/$ref")).map(([, name]) => String(name).replace("#/components/schemas/", "")).filter((name) => !(name in schemas));
    assert.deepEqual(missing, []);
  });

  it("uses nothing that API Gateway does not read", () => {
    // Source: API Gateway Developer Guide, "Amazon API Gateway important notes", REST APIs.
    const unread = ["discriminator", "example", "exclusiveMinimum", "exclusiveMaximum", "readOnly", "oneOf", "anyOf", "allOf", "not", "const", "propertyNames", "patternProperties", "$schema", "nullable"];
    const names = Object.keys(schemas).filter((name) => !/^[A-Za-z0-9]+$/.test(name));
    const found = [...walk(document)].map(([at]) => at).filter((at) => unread.some((word) => at.endsWith(`/${word}`)) && !at.endsWith("/properties/not"));
    assert.deepEqual([...names, ...found], []);
  });

  it("takes what the functions take, and refuses what they refuse", () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const good = new Map<string, unknown>([
      ["registerDevice", { deviceId: "phone", kind: "fcm", address: "token-of-the-phone" }],
      ["writePreferences", { channels: { push: true }, categories: { orders: false }, quietHours: { from: "22:00", to: "07:00", timeZone: "Europe/Berlin" } }],
      ["notify", { requestId: "order-1", to: ["u1"], channels: ["push"], category: "orders", urgency: "now", title: "Ready", body: "Come." }],
      ["recordEvents", { events: [{ eventId: "e1", name: "opened", at: "2026-11-21T12:00:00Z", attributes: { screen: "home" } }] }],
      ["startUpload", { contentType: "image/png", sizeBytes: 10, sha256: `${"A".repeat(43)}=`, name: "a.png" }],
    ]);
    const bodies = operations.flatMap(({ id, body }) => (body === undefined ? [] : [{ id, body }]));
    assert.deepEqual(bodies.map(({ id }) => id).sort(), [...good.keys()].sort());
    for (const { id, body } of bodies) {
      const check = ajv.compile(schemas[`${id.charAt(0).toUpperCase()}${id.slice(1)}Request`] ?? {});
      const example = good.get(id) as Readonly<Record<string, unknown>>;
      const variants = [example, { ...example, more: 1 }, ...Object.keys(example).flatMap((key) => [undefined, "", 7, [], {}, "x".repeat(5000)].map((value) => ({ ...example, [key]: value })))];
      const verdicts = variants.map((variant) => JSON.parse(JSON.stringify(variant)) as unknown).map((variant) => [JSON.stringify(variant).slice(0, 200), check(variant), body.safeParse(variant).success]);
      assert.deepEqual(verdicts.filter(([, document, code]) => document !== code), [], id);
      assert.equal(verdicts[0]?.[2], true, id);
    }
  });

  it("has a tag for each function, and an operation for each tag", () => {
    assert.deepEqual([...new Set(operations.map(({ tag }) => tag))].sort(), [...tags]);
  });
});
