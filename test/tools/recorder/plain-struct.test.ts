import assert from "node:assert/strict";
import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { PlainStruct } from "../../../tools/recorder/plain-struct";
import { type Properties } from "../../../tools/recorder/property";

const isProperties = (value: unknown): value is Properties => typeof value === "object" && value !== null && !Array.isArray(value);
const properties = fc.dictionary(fc.string().filter((key) => key !== "__proto__"), fc.jsonValue({ noUnicodeString: false })).filter(isProperties);
/** What protobuf itself makes of it. */
const message = (plain: Properties): Struct => Struct.fromJavaScript(JSON.parse(JSON.stringify(plain)) as Record<string, never>);

describe("a struct of plain data", () => {
  it("gives the same data in the same order as a protobuf struct, before and after it is one", () => {
    fc.assert(fc.property(properties, (plain) => {
      const struct = new PlainStruct(plain);
      const wanted = JSON.stringify(message(plain).toJavaScript());
      assert.equal(JSON.stringify(struct.toJavaScript()), wanted);
      struct.getFieldsMap();
      assert.equal(JSON.stringify(struct.toJavaScript()), wanted);
    }));
  });

  it("is the same on the wire", () => {
    fc.assert(fc.property(properties, (plain) => {
      assert.equal(JSON.stringify(Struct.deserializeBinary(new PlainStruct(plain).serializeBinary()).toJavaScript()), JSON.stringify(message(plain).toJavaScript()));
    }));
  });

  it("hands out copies, without what is undefined", () => {
    const plain = { b: { list: [undefined, { c: undefined }] }, a: undefined };
    const copy = new PlainStruct(plain).toJavaScript();
    assert.deepEqual(copy, { b: { list: [null, {}] } });
    assert.notEqual(copy["b"], plain.b);
    assert.deepEqual(Struct.deserializeBinary(new PlainStruct(plain).serializeBinary()).toJavaScript(), copy);
  });
});
