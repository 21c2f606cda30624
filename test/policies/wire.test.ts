import assert from "node:assert/strict";
import fc from "fast-check";
import { AnalyzeRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { readPlainly } from "../../policies/wire";

type Plain = Record<string, JavaScriptValue>;

const key = fc.string({ unit: "grapheme" }).filter((text) => text !== "__proto__");
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.string({ unit: "grapheme", maxLength: 200 }), fc.double(), fc.boolean(), fc.constant(null), fc.array(tie("value")), fc.dictionary(key, tie("value"))),
}));
const properties = fc.dictionary(key, value) as fc.Arbitrary<Plain>;

const sent = (plain: Plain): Uint8Array => new AnalyzeRequest().setType("t").setProperties(Struct.fromJavaScript(plain)).setUrn("u").serializeBinary();
const got = (bytes: Uint8Array): Struct => AnalyzeRequest.deserializeBinary(bytes).getProperties() ?? assert.fail("no properties");
/** Text that keeps the order of keys, and the numbers that JSON does not have. */
const text = (plain: unknown): string => JSON.stringify(plain, (_, each: unknown) => typeof each === "number" ? `${Object.is(each, -0) ? "-" : ""}${each}` : each);

describe("properties on the wire", () => {
  const kept = { statics: { ...Struct }, prototype: { ...Struct.prototype } };
  const restore = (): void => { Object.assign(Struct.prototype, kept.prototype); Object.assign(Struct, kept.statics); };
  afterEach(restore);

  it("are read as what protobuf reads, in its order, and once more as a message", () => {
    fc.assert(fc.property(properties, (plain) => {
      const bytes = sent(plain);
      const wanted = text(got(bytes).toJavaScript());
      readPlainly();
      const struct = got(bytes);
      assert.equal(text(struct.toJavaScript()), wanted);
      assert.deepEqual([...struct.getFieldsMap().keys()], Object.keys(struct.toJavaScript()));
      assert.equal(text(struct.toJavaScript()), wanted);
      assert.equal(text(got(new AnalyzeRequest().setProperties(got(bytes)).serializeBinary()).toJavaScript()), wanted);
      restore();
    }), { numRuns: 300 });
  });

  it("may come in any order, with fields that nobody knows, and large", () => {
    readPlainly();
    const entry = (name: string, ...held: number[]): number[] => {
      const body = [0x0a, name.length, ...Buffer.from(name), 0x12, held.length, ...held];
      return [0x0a, body.length, ...body];
    };
    const strange = [0x48, 0x96, 0x01, 0x51, 1, 2, 3, 4, 5, 6, 7, 8, 0x5a, 0x02, 0x00, 0x00, 0x65, 1, 2, 3, 4];
    const bytes = Uint8Array.from([...entry("b", 0x20, 1), ...strange, ...entry("a", ...strange, 0x1a, 1, 0x78, ...strange), ...entry("c", 0x20, 1, 0x08, 0)]);
    assert.equal(text(Struct.deserializeBinary(bytes).toJavaScript()), '{"a":"x","b":true,"c":null}');
    const large = { text: "ä".repeat(200_000), list: Array.from({ length: 40_000 }, (_, index) => index) };
    assert.deepEqual(got(sent(large)).toJavaScript(), large);
    assert.throws(() => Struct.deserializeBinary(Uint8Array.from(entry("a", 0x4b, 0x4c))).toJavaScript(), { message: "a field of wire type 3 is no part of a struct" });
  });
});
