import { type BinaryWriter, Map as Fields } from "google-protobuf";
import { Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { encodeStruct } from "./encode";

/** The fields of a struct that is on the wire already, as far as a writer asks for them. */
class EncodedFields extends Fields<string, Value> {
  constructor(private readonly bytes: Uint8Array) {
    super([], Value);
  }

  override getLength(): number {
    return this.bytes.length;
  }

  override serializeBinary(_: number, writer: BinaryWriter): void {
    writer.writeSerializedMessage(this.bytes, 0, this.bytes.length);
  }
}

/** A struct that is made to be sent: a message for each of its values would cost more than all the rest of a request. */
class EncodedStruct extends Struct {
  constructor(private readonly fields: EncodedFields) {
    super();
  }

  override getFieldsMap(): Fields<string, Value> {
    return this.fields;
  }
}

/** Properties as the engine marshals them for packs, ready to be sent as part of a request and for nothing else. */
export function structOf(properties: Readonly<Record<string, unknown>>): Struct {
  return new EncodedStruct(new EncodedFields(encodeStruct(properties)));
}
