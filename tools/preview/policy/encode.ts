import { resourceMark, secretMark, secretSig } from "../../recorder/graph";
import { isObject } from "../../recorder/property";
import { secretOf, secretText } from "../graph/secrets";

/** First bytes of what a `google.protobuf.Value` may hold, and of what lists and maps consist of: field number and wire type. Source: struct.proto. */
const tag = { null: 0x08, number: 0x11, text: 0x1a, flag: 0x20, struct: 0x2a, list: 0x32, item: 0x0a, key: 0x0a, value: 0x12 } as const;

/**
 * Properties as the bytes of a `google.protobuf.Struct`, as the engine marshals them for packs: secrets kept, its own bookkeeping left out, a
 * resource by its ID. Written from the end to the beginning, so that the length of each part is known when it is to be written.
 */
export function encodeStruct(properties: Readonly<Record<string, unknown>>): Uint8Array {
  const writer = new Backwards();
  writer.record(properties);
  return writer.written();
}

/** Room that all writers share: one is done before the next begins. */
let room = Buffer.allocUnsafe(64 * 1024);

class Backwards {
  /** Bytes that are written, at the end of the room. */
  #count = 0;

  written(): Uint8Array {
    return new Uint8Array(room.subarray(room.length - this.#count));
  }

  record(record: Readonly<Record<string, unknown>>): void {
    const keys = Object.keys(record).filter((key) => !key.startsWith("__") && record[key] !== undefined).sort();
    for (const key of keys.reverse()) {
      const before = this.#count;
      this.#value(record[key]);
      this.#begin(tag.value, before);
      this.#text(tag.key, key);
      this.#begin(tag.item, before);
    }
  }

  #value(value: unknown): void {
    const before = this.#count;
    const secret = secretOf(value);
    if (typeof value === "string") this.#text(tag.text, value);
    else if (typeof value === "number") this.#number(value);
    else if (typeof value === "boolean") this.#pair(tag.flag, Number(value));
    else if (Array.isArray(value)) this.#list(value);
    else if (!isObject(value)) this.#pair(tag.null, 0);
    else if (secret === undefined && value[secretSig] === resourceMark) this.#value(value["id"] ?? value["urn"]);
    else {
      this.record(secret === undefined ? value : { [secretSig]: secretMark, value: secret.known ? secret.value ?? null : secretText });
      this.#begin(tag.struct, before);
    }
  }

  #list(items: readonly unknown[]): void {
    const before = this.#count;
    for (let index = items.length - 1; index >= 0; index -= 1) {
      const beforeItem = this.#count;
      this.#value(items[index]);
      this.#begin(tag.item, beforeItem);
    }
    this.#begin(tag.list, before);
  }

  #text(first: number, text: string): void {
    const before = this.#count;
    const at = this.#make(Buffer.byteLength(text));
    room.write(text, at);
    this.#begin(first, before);
  }

  #number(value: number): void {
    const at = this.#make(9);
    room[at] = tag.number;
    room.writeDoubleLE(value, at + 1);
  }

  #pair(first: number, second: number): void {
    const at = this.#make(2);
    room[at] = first;
    room[at + 1] = second;
  }

  /** The first byte and the length, seven bits a byte, of a part that is all that was written since. */
  #begin(first: number, before: number): void {
    const length = this.#count - before;
    if (length <= 0x7f) return this.#pair(first, length);
    const bytes = [first];
    let rest = length;
    for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
    const at = this.#make(bytes.length);
    room.set(bytes, at);
  }

  /** Makes room before what is written, and says where it begins. */
  #make(bytes: number): number {
    this.#count += bytes;
    while (this.#count > room.length) this.#grow(this.#count - bytes);
    return room.length - this.#count;
  }

  #grow(count: number): void {
    const larger = Buffer.allocUnsafe(room.length * 2);
    room.copy(larger, larger.length - count, room.length - count);
    room = larger;
  }
}
