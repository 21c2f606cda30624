import assert from "node:assert/strict";
import fc from "fast-check";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { AnalyzeRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { encodeStruct } from "../../../tools/preview/policy/encode";
import { structOf } from "../../../tools/preview/policy/struct";
import { secretMark, secretSig } from "../../../tools/recorder/graph";

const key = fc.string({ unit: "grapheme" }).filter((text) => !text.startsWith("__") && text !== secretSig);
// No property of a resource is NaN, and protobuf writes another of its many forms.
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.string({ unit: "grapheme" }), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null), fc.array(tie("value")), fc.dictionary(key, tie("value"))),
}));
const properties = fc.dictionary(key, value) as fc.Arbitrary<Record<string, JavaScriptValue>>;
const read = (bytes: Uint8Array) => Struct.deserializeBinary(bytes).toJavaScript();

describe("properties on their way to a pack", () => {
  it("are the bytes that protobuf makes of them", () => {
    fc.assert(fc.property(properties, (plain) => {
      assert.deepEqual(Buffer.from(encodeStruct(plain)), Buffer.from(Struct.fromJavaScript(plain).serializeBinary()));
    }), { numRuns: 300 });
  });

  it("may be large, and next to others", () => {
    const large = { text: "ä".repeat(200_000), list: Array.from({ length: 40_000 }, (_, index) => index) };
    assert.deepEqual(read(encodeStruct(large)), large);
    assert.deepEqual(read(encodeStruct({ a: 1 })), { a: 1 });
    const sent = new AnalyzeRequest().setType("t").setProperties(structOf({ b: [true], a: {} })).setName("n");
    const got = AnalyzeRequest.deserializeBinary(sent.serializeBinary());
    assert.deepEqual([got.getType(), got.getName(), got.getProperties()?.toJavaScript()], ["t", "n", { a: {}, b: [true] }]);
    assert.equal(AnalyzeRequest.deserializeBinary(new AnalyzeRequest().setProperties(structOf({})).serializeBinary()).hasProperties(), true);
  });

  it("keep secrets, leave out the engine's own, and name a resource by its ID", () => {
    const secret = (held: object) => ({ [secretSig]: secretMark, ...held });
    const reference = { [secretSig]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x", packageVersion: "" };
    assert.deepEqual(read(encodeStruct({
      token: secret({ value: { deep: [secret({ value: "s" })] } }), hidden: secret({ ciphertext: "?" }), empty: secret({ value: null }),
      bucket: { ...reference, id: "b-1" }, shelf: reference, __internal: {}, none: undefined, list: [undefined, { __defaults: [], a: undefined, b: 1 }],
    })), {
      token: secret({ value: { deep: [secret({ value: "s" })] } }), hidden: secret({ value: "[secret]" }), empty: secret({ value: null }),
      bucket: "b-1", shelf: "urn:x", list: [null, { b: 1 }],
    });
  });
});
