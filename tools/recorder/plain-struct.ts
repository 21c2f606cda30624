import type { Map as FieldMap } from "google-protobuf";
import { type JavaScriptValue, ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { isObject, type Properties } from "./property";

/**
 * A protobuf struct that holds plain data as it is. Whoever wants data gets a copy in the order of a struct, sorted by key; whoever looks into it as
 * a message, such as the wire, finds one. Between a program and a recorder in one process nobody does, and a message for each value
 * would cost more than what is done with it. Undefined values are left out, as in JSON.
 */
export class PlainStruct extends Struct {
  #plain: Properties | undefined;

  constructor(plain: Properties) {
    super();
    this.#plain = plain;
  }

  override toJavaScript(): Record<string, JavaScriptValue> {
    return this.#plain === undefined ? super.toJavaScript() : copyOf(this.#plain);
  }

  override getFieldsMap(): FieldMap<string, Value> {
    const plain = this.#plain;
    this.#plain = undefined;
    const fields = super.getFieldsMap();
    for (const [key, value] of Object.entries(plain ?? {})) if (value !== undefined) fields.set(key, valueOf(value));
    return fields;
  }
}

function copyOf(properties: Properties): Record<string, JavaScriptValue> {
  const copy: Record<string, JavaScriptValue> = {};
  for (const key of Object.keys(properties).sort()) {
    const value = properties[key];
    if (value !== undefined) copy[key] = plainOf(value);
  }
  return copy;
}

function plainOf(value: unknown): JavaScriptValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(plainOf);
  return isObject(value) ? copyOf(value) : null;
}

function valueOf(value: unknown): Value {
  const message = new Value();
  if (typeof value === "string") return message.setStringValue(value);
  if (typeof value === "number") return message.setNumberValue(value);
  if (typeof value === "boolean") return message.setBoolValue(value);
  if (Array.isArray(value)) return message.setListValue(new ListValue().setValuesList(value.map(valueOf)));
  return isObject(value) ? message.setStructValue(new PlainStruct(value)) : message.setNullValue(NullValue.NULL_VALUE);
}
